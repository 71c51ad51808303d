"""Checks: Occupational Health, the check of police records on every branch, and a referee."""

from dataclasses import replace
from datetime import date

from onboarding.letters.about_your_assessment import AboutYourAssessment
from onboarding.letters.about_your_checks import AboutYourChecks
from onboarding.letters.certificate_request import CertificateRequest
from onboarding.letters.check_invitation import CheckInvitation
from onboarding.letters.checks_decision import ChecksDecision
from onboarding.letters.escalation import Escalation
from onboarding.letters.facts import LetterFacts
from onboarding.letters.health_answer import ANSWERS, HealthAnswer
from onboarding.letters.health_referral import HealthReferral
from onboarding.letters.health_support import HealthSupport
from onboarding.letters.offer_withdrawn import OfferWithdrawn
from onboarding.letters.reference_request import ReferenceRequest
from tests.unit.letters.samples.people import COMMON, OTHERS

REFERRAL = HealthReferral(
    **{**OTHERS, "name": "Valley Occupational Health", "called": "colleague"},
    reach=("Phone: 07700 900 111", "E-mail: sam.okafor@people.example"),
    formats=("large print, 20 point", "a call before a letter"),
    demands=(
        "16 hours a week, in sessions of up to 3 hours.",
        "Talks with one person for up to 15 minutes.",
        "No nights. No work alone. No driving.",
    ),
    hoped_start=date(2027, 3, 1),
    answer_by=date(2026, 12, 7),
)  # fmt: skip
ASSESSMENT = AboutYourAssessment(**COMMON, service="Valley Occupational Health")
DBS = CheckInvitation(
    **COMMON, scheme="DBS", level="enhanced_barred", basis="regulated", fee="paid_role", sent_on_by="Mill Lane Checks", costs="£49.50",
    joining="£16",
)
SHOW = CertificateRequest(**COMMON, scheme="DBS", show_by=date(2026, 12, 4))
CLEAR = AboutYourChecks(**COMMON, scheme="DBS", content="clear")
DECIDED = ChecksDecision(**COMMON, scheme="DBS", content="clear", decision="proceed", purge_on=date(2027, 5, 25))
ANSWER = HealthAnswer(**COMMON, outcome="fit")
SUPPORT = HealthSupport(**COMMON, settled=True)
OVER = Escalation(
    **{**OTHERS, "about": "", "name": "Valley Occupational Health"}, what="Work and health support", since=date(2026, 10, 19),
    due_on=date(2026, 11, 2), answer_by=date(2026, 11, 30), theirs="OH-77", asked_on=date(2026, 11, 9),
)  # fmt: skip
REFERENCE = ReferenceRequest(
    **{
        **OTHERS,
        "name": "Ms Ade Bello",
        "called": "Ms Bello",
        "address_lines": ("Ms Ade Bello", "Croydon Library", "CR0 0CC"),
    },
    answer_by=date(2026, 12, 7),
    work=True,
)
TAKEN_BACK = OfferWithdrawn(
    **COMMON, role_title="Peer support worker", engagement="paid", scheme="DBS", look_again_by=date(2026, 12, 21)
)
SAMPLES: dict[str, tuple[str, LetterFacts]] = {
    "referral": ("health_referral", REFERRAL),
    "assessment": ("about_your_assessment", ASSESSMENT),
    **{f"health answer, {code}": ("health_answer", replace(ANSWER, outcome=code)) for code in ANSWERS},
    "health answer, not_now": ("health_answer", replace(ANSWER, outcome="not_now", review_on=date(2027, 1, 11))),
    "health support": ("health_support", SUPPORT),
    "health support, agreed": (
        "health_support",
        replace(SUPPORT, support=("Start at 10am.", "A quiet room for breaks."), review_on=date(2027, 3, 1)),
    ),
    "health support, agreed without a day": ("health_support", replace(SUPPORT, support=("A taxi to the ward.",))),
    "escalation": ("escalation", OVER),
    "escalation, first time": ("escalation", replace(OVER, theirs="", asked_on=None)),
    "check": ("check_invitation", DBS),
    "basic check": ("check_invitation", replace(DBS, level="basic", basis="no_contact", costs="£21.50")),
    "check of a volunteer": ("check_invitation", replace(DBS, fee="free", costs="Free", joining="Free")),
    "check in Scotland": ("check_invitation", replace(DBS, scheme="PVG", pvg="join", sent_on_by="", costs="", joining="")),
    "check of a member in Scotland": ("check_invitation", replace(DBS, scheme="PVG", pvg="member", sent_on_by="", costs="", joining="")),
    "check in Northern Ireland for a volunteer": (
        "check_invitation",
        replace(DBS, scheme="AccessNI", level="enhanced", basis="frequent", fee="free", sent_on_by="", costs="Free", joining=""),
    ),
    "certificate": ("certificate_request", SHOW),
    "result in Scotland": ("certificate_request", replace(SHOW, scheme="PVG")),
    "seen": ("about_your_checks", CLEAR),
    "seen, a talk": ("about_your_checks", replace(CLEAR, content="disclosed", who_knows=("Priya Shah", "Dee Park"))),
    "seen, a legal stop": ("about_your_checks", replace(CLEAR, content="barred", scheme="AccessNI")),
    "decided": ("checks_decision", DECIDED),
    "decided, number kept": ("checks_decision", replace(DECIDED, number_kept=True)),
    "decided, go on": (
        "checks_decision",
        replace(DECIDED, content="disclosed", safeguards=("pairs", "supervision")),
    ),
    "taken back": ("offer_withdrawn", TAKEN_BACK),
    "taken back after a check": ("offer_withdrawn", replace(TAKEN_BACK, decision="not_proceed")),
    "taken back by law for a volunteer": (
        "offer_withdrawn",
        replace(TAKEN_BACK, decision="legal_stop", engagement="voluntary", role_title="Peer volunteer", look_again_by=None),
    ),
    "reference": ("reference_request", REFERENCE),
    "reference with absence": ("reference_request", replace(REFERENCE, absence=True)),
    "reference, last reminder": ("reference_request", replace(REFERENCE, request=3, work=False, reply_link="https://onboarding.example/r/7F3K")),
}  # fmt: skip
