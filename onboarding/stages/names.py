"""The names that everything else uses: kinds in pathway order, parties, levels. A new stage is one line here."""

from __future__ import annotations

import enum

KINDS = (
    "membership",
    "selection",
    "identity",
    "right_to_work",
    "reference",
    "employment_history",
    "qualifications",
    "readiness",
    "occupational_health",
    "crb",
    "committee",
    "host_acceptance",
    "training",
    "placement",
)
APPLICATION = "application"


class Party(enum.StrEnum):
    """Who we wait for."""

    APPLICANT = "applicant"
    HR = "hr"
    COORDINATOR = "coordinator"
    MANAGER = "manager"
    REFEREE = "referee"
    OCCUPATIONAL_HEALTH = "occupational_health"
    DISCLOSURE_BODY = "disclosure_body"
    UMBRELLA_BODY = "umbrella_body"
    COMMITTEE = "committee"
    HOST_TEAM = "host_team"
    TRAINING_PROVIDER = "training_provider"
    PAUSED = "paused"


OUR_OWN = frozenset({Party.HR, Party.COORDINATOR, Party.MANAGER})

PARTY_WORDS = {
    Party.APPLICANT: ("you", "The person"),
    Party.HR: ("us", "HR"),
    Party.COORDINATOR: ("us", "Coordinator"),
    Party.MANAGER: ("us", "Manager"),
    Party.REFEREE: ("your referee", "Referee"),
    Party.OCCUPATIONAL_HEALTH: ("Occupational Health", "Occupational Health"),
    Party.DISCLOSURE_BODY: ("the DBS", "The DBS"),
    Party.UMBRELLA_BODY: ("the body that sends your form", "Umbrella body"),
    Party.COMMITTEE: ("the hospital", "Committee"),
    Party.HOST_TEAM: ("the team you may join", "Host team"),
    Party.TRAINING_PROVIDER: ("the training team", "Training provider"),
    Party.PAUSED: ("nobody: you asked for a break", "Paused by the person’s wish"),
}


class Engagement(enum.StrEnum):
    PAID = "paid"
    VOLUNTARY = "voluntary"
    GROUP = "group"  # mutual support: nobody works here


class Nation(enum.StrEnum):
    ENGLAND = "ENG"
    WALES = "WLS"
    SCOTLAND = "SCT"
    NORTHERN_IRELAND = "NIR"


class Life(enum.StrEnum):
    """States of the application's own machine."""

    DRAFT = "draft"
    IN_PROGRESS = "in_progress"
    PAUSED = "paused"
    RESTING = "resting"
    IN_ROLE = "in_role"
    MOVED_ON = "moved_on"
    WITHDRAWN = "withdrawn"
    NOT_THIS_TIME = "not_this_time"
    CHOSE_GROUP = "chose_group"
    OFFER_DECLINED = "offer_declined"
    OFFER_WITHDRAWN = "offer_withdrawn"
    TRANSFERRED = "transferred"
    DECEASED = "deceased"


ACTIVE = frozenset({Life.IN_PROGRESS, Life.PAUSED})
ENDINGS = frozenset(
    {
        Life.WITHDRAWN,
        Life.NOT_THIS_TIME,
        Life.CHOSE_GROUP,
        Life.OFFER_DECLINED,
        Life.OFFER_WITHDRAWN,
        Life.TRANSFERRED,
        Life.DECEASED,
    }
)

BODY_NAMES = {
    Nation.ENGLAND: "DBS",
    Nation.WALES: "DBS",
    Nation.SCOTLAND: "PVG",
    Nation.NORTHERN_IRELAND: "AccessNI",
}
