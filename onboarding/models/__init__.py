"""The tables. One class, or one close family, a file."""

from onboarding.models.application import Application
from onboarding.models.audit import AuditEvent, AuditPayload
from onboarding.models.chasing import Chase, Rung
from onboarding.models.findings import (
    Approval,
    ApprovedSite,
    Attendance,
    Carried,
    CommitteePaper,
    Eligibility,
    Finding,
    IdentityFinding,
    Match,
    Meeting,
    Offer,
    Practice,
    ReadinessFinding,
    Referee,
    ReferenceRequest,
    Reserve,
    RightToWorkFinding,
    Seat,
    Session,
    TrainingResult,
    Waiver,
)
from onboarding.models.imports import ImportRow, ImportRun
from onboarding.models.life_findings import Break, Destination, Feedback, LifeFinding, Silence
from onboarding.models.move import Edge, Move, Wait
from onboarding.models.organisation import Body, Closure, Cohort, Organisation, Site
from onboarding.models.outgoing import Contact, Letter, OutboxItem, Promise
from onboarding.models.pathway import Opportunity, Pathway
from onboarding.models.people import Applicant, Service, StaffRole, User
from onboarding.models.replies import BodyReference, Correspondent, ReplyLink
from onboarding.models.restricted import (
    DisclosureRecord,
    FitnessRecord,
    InnerMove,
    KnownTo,
    Proposal,
    RestrictedFinding,
)
from onboarding.models.stage import PROXIES, Stage

FINDINGS: dict[str, type[Finding]] = {
    found.code: found
    for found in (
        Approval,
        ApprovedSite,
        Attendance,
        Carried,
        CommitteePaper,
        Eligibility,
        IdentityFinding,
        Match,
        Meeting,
        Offer,
        Practice,
        ReadinessFinding,
        Referee,
        ReferenceRequest,
        Reserve,
        RightToWorkFinding,
        Seat,
        Session,
        TrainingResult,
        Waiver,
        FitnessRecord,
        DisclosureRecord,
        KnownTo,
    )
}
LIFE_FINDINGS: dict[str, type[LifeFinding]] = {found.code: found for found in (Break, Destination, Feedback, Silence)}

__all__ = [
    "FINDINGS",
    "LIFE_FINDINGS",
    "PROXIES",
    "Applicant",
    "Application",
    "Approval",
    "ApprovedSite",
    "Attendance",
    "AuditEvent",
    "AuditPayload",
    "Body",
    "BodyReference",
    "Break",
    "Carried",
    "Chase",
    "Closure",
    "Cohort",
    "CommitteePaper",
    "Contact",
    "Correspondent",
    "Destination",
    "DisclosureRecord",
    "Edge",
    "Eligibility",
    "Feedback",
    "Finding",
    "FitnessRecord",
    "IdentityFinding",
    "ImportRow",
    "ImportRun",
    "InnerMove",
    "KnownTo",
    "Letter",
    "LifeFinding",
    "Match",
    "Meeting",
    "Move",
    "Offer",
    "Opportunity",
    "Organisation",
    "OutboxItem",
    "Pathway",
    "Practice",
    "Promise",
    "Proposal",
    "ReadinessFinding",
    "Referee",
    "ReferenceRequest",
    "ReplyLink",
    "Reserve",
    "RestrictedFinding",
    "RightToWorkFinding",
    "Rung",
    "Seat",
    "Service",
    "Session",
    "Silence",
    "Site",
    "StaffRole",
    "Stage",
    "TrainingResult",
    "User",
    "Wait",
    "Waiver",
]
