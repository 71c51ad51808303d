"""Breaks, endings and coming back; and complaints about data."""

from dataclasses import replace
from datetime import date

from onboarding.letters.complaint_answered import CHANGES, WHY, ComplaintAnswered
from onboarding.letters.complaint_received import ComplaintReceived
from onboarding.letters.facts import LetterFacts
from onboarding.letters.paper_codes import PaperCodes
from onboarding.letters.pause_confirmed import PauseConfirmed
from onboarding.letters.resting import Resting
from onboarding.letters.welcome_back import WelcomeBack
from onboarding.letters.withdrawal_confirmed import WithdrawalConfirmed
from tests.unit.letters.samples.people import COMMON

ENDED = {**COMMON, "promise": None}
PAUSED = PauseConfirmed(**ENDED)
CODES = PaperCodes(
    **ENDED, codes=("K7QP-MX2D-9RTA", "B3CD-4FGH-JKMN", "PQRT-VWXY-Z234", "5678-9BCD-FGHJ"), until=date(2027, 2, 21),
    address="https://onboarding.example/sign-in/paper/",
)  # fmt: skip
SAMPLES: dict[str, tuple[str, LetterFacts]] = {
    "paused": ("pause_confirmed", PAUSED),
    "paused with days that go on": ("pause_confirmed", replace(PAUSED, windows=("You can join the Update Service until 14 December.",))),
    "welcome back": ("welcome_back", WelcomeBack(**COMMON, yours=("Book your readiness chat.", "Show us who you are."))),
    "welcome back, all with us": ("welcome_back", WelcomeBack(**COMMON)),
    "stopped": ("withdrawal_confirmed", WithdrawalConfirmed(**ENDED, keep_until=date(2027, 11, 23))),
    "resting": ("resting", Resting(**ENDED, back_by=date(2027, 11, 23))),
    "codes": ("paper_codes", CODES),
    "complaint": ("complaint_received", ComplaintReceived(**COMMON, answer_by=date(2026, 12, 23))),
    "complaint answered": (
        "complaint_answered", ComplaintAnswered(**COMMON, found="partly", why=(WHY["sent"],), changes=(CHANGES["mended"],))
    ),
    "complaint answered with all there is to say": (
        "complaint_answered", ComplaintAnswered(**COMMON, found="not", why=tuple(WHY.values()), changes=tuple(CHANGES.values()))
    ),
}  # fmt: skip
