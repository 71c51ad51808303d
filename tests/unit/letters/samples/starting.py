"""All clear, training, placement, agreements; and letters to a team and to a committee."""

from dataclasses import replace
from datetime import date

from onboarding.letters.all_clear import AllClear
from onboarding.letters.committee_paper import CommitteePaper
from onboarding.letters.completion_certificate import CompletionCertificate
from onboarding.letters.facts import LetterFacts
from onboarding.letters.host_request import HostRequest
from onboarding.letters.leaving_reference import LeavingReference
from onboarding.letters.placement_confirmed import PlacementConfirmed
from onboarding.letters.role_agreement import RoleAgreement
from onboarding.letters.start_agreement import StartAgreement
from onboarding.letters.supervision_record import Agreed, SupervisionRecord, Talk
from tests.unit.letters.samples.people import COMMON, OTHERS

ROLE, SITE = "Peer support worker", "Ashdown Ward, Croydon Hospital"
CLEAR = AllClear(**COMMON, role_title=ROLE, engagement="paid", course_starts=date(2027, 1, 25))
CERTIFICATE = CompletionCertificate(
    **COMMON,
    role_for_others="support worker",
    sender="Brightwater",
    provider="Croydon College",
    starts_on=date(2026, 9, 28),
    ends_on=date(2026, 11, 20),
    credits=6,
    signed_by="Priya Shah",
)
PLACED = PlacementConfirmed(
    **COMMON, site=SITE, supervisor="Dee Park", deputy="Jo Adeyemi", session_minutes=180, one_to_one_minutes=15
)
HOST = HostRequest(
    **{**OTHERS, "name": SITE, "address_lines": (SITE,)},
    site=SITE, supervisor="Dee Park", deputy="Jo Adeyemi", hours=6, session_minutes=180, one_to_one_minutes=15,
    answer_by=date(2026, 12, 7),
)  # fmt: skip
COMMITTEE = CommitteePaper(
    **{**OTHERS, "about": "", "reference": "Ashdown Ward", "name": "Governance Group", "address_lines": ("Governance Group",)},
    site=SITE,
    meeting_on=date(2027, 1, 13),
)  # fmt: skip
ROLE_AGREEMENT = RoleAgreement(
    **COMMON,
    role_title=ROLE,
    site=SITE,
    supervisor="Dee Park",
    deputy="Jo Adeyemi",
    session_minutes=180,
    one_to_one_minutes=15,
)
START = StartAgreement(
    **{**COMMON, "help_near": ()}, document="sessional_agreement", role_title=ROLE, site=SITE, supervisor="Dee Park",
    starts_on=date(2026, 12, 7), money="£13.85 an hour, training too",
)  # fmt: skip
RECORD = SupervisionRecord(
    **COMMON,
    talks=(
        Talk(on=date(2026, 12, 14), minutes=45, style="The two of you", topics=("The role, and its limits", "Hours, travel and money")),
        Talk(on=date(2026, 12, 7), minutes=60, style="In a group", topics=("Learning and training",)),
    ),
    minutes=105, sessions=4, session_minutes=720,
    actions=(
        Agreed(who="Us", what="Find a course", by=date(2027, 1, 11)),
        Agreed(who="Sam", what="Talk with the team", by=date(2026, 12, 21), done=True),
    ),
)  # fmt: skip
REFERENCE = LeavingReference(
    **{**COMMON, "help_near": ()},
    roles=("Support worker, from 4 May 2026 to 20 November 2026.",), training=("Training for the role of support worker.",),
    practice=("12 hours with a team.",),
)  # fmt: skip
UNPAID = replace(START, role_title="Peer volunteer", money="")
SAMPLES: dict[str, tuple[str, LetterFacts]] = {
    "all clear": ("all_clear", CLEAR),
    "all clear for a volunteer": ("all_clear", replace(CLEAR, engagement="voluntary", role_title="Peer volunteer", course_starts=None)),
    "all clear after the course": ("all_clear", replace(CLEAR, trained=True)),
    "certificate of training": ("completion_certificate", CERTIFICATE),
    "record of supervision": ("supervision_record", RECORD),
    "plain record of supervision": ("supervision_record", replace(RECORD, actions=(), minutes=45, talks=RECORD.talks[:1])),
    "reference of facts": ("leaving_reference", REFERENCE),
    "reference of the role alone": ("leaving_reference", replace(REFERENCE, training=(), practice=())),
    "placement": ("placement_confirmed", PLACED),
    "placement with its first day": ("placement_confirmed", replace(PLACED, first_day=date(2026, 12, 7), session_minutes=90)),
    "host": ("host_request", HOST),
    "committee": ("committee_paper", COMMITTEE),
    "role agreement": ("role_agreement", ROLE_AGREEMENT),
    "sessional agreement": ("start_agreement", START),
    "volunteer agreement": ("start_agreement", replace(UNPAID, document="volunteer_agreement")),
    "honorary contract": ("start_agreement", replace(UNPAID, document="honorary_contract", ends_on=date(2027, 12, 6))),
    "authority for a volunteer": ("start_agreement", replace(UNPAID, document="letter_of_authority", ends_on=date(2027, 12, 6))),
}  # fmt: skip
