"""A card on which nothing is pressed says where to go, who writes, and what to tell us: nobody is left with nothing to do it with."""

from __future__ import annotations

from dataclasses import dataclass, field

from onboarding.models import Stage
from onboarding.queries.progress_read import Read
from onboarding.stages.names import Engagement, Nation, Party

PAPERS = ("identity", "right_to_work", "qualifications")
TELL = {
    "identity": "Tell us how you want to show them",
    "right_to_work": "Ask us what to bring",
    "qualifications": "Tell us how you want to show it",
    "occupational_health": "Tell us that no form came",
    "crb": "Tell us about your form",
}
ANSWER = "Tell us that you may volunteer"
NO_HEALTH_FORM = "Look in your e-mail and in your post. Did nothing come? Tell us. We ask them again."
NO_CERTIFICATE = "It can take 2 weeks. Nothing has to be done until it is there. Did it not come? Tell us."


@dataclass(frozen=True)
class Ways:
    """Words under a card; whether papers are brought to us; what the link to our messages says, if it has one."""

    words: list[str] = field(default_factory=list)
    bring: bool = False
    tell: str = ""


def ways_of(read: Read, stage: Stage, *, buttons: bool) -> Ways:
    """The ways of one card; `buttons`: whether it has a step of its own to press."""
    answers = stage.kind == "right_to_work" and read.fit.engagement != Engagement.PAID  # asked, and shows nothing
    brings = stage.kind in PAPERS and not answers
    tell = "" if buttons else ANSWER if answers else TELL.get(stage.kind, "Send us a message")
    return Ways(_words(read, stage), brings, read.fit(tell))


def in_the_post(read: Read, stage: Stage) -> bool:
    """Whether the certificate is on its way: no day can be kept by somebody who does not have it yet."""
    wait = read.waits.get(stage.pk)
    theirs = wait is not None and wait.party == Party.APPLICANT
    return bool(theirs and wait and wait.began_by.step == "certificate_posted" and read.fit.nation != Nation.SCOTLAND)


def _words(read: Read, stage: Stage) -> list[str]:
    if stage.kind == "occupational_health":
        wait = read.waits.get(stage.pk)
        named = [f"The form comes from {wait.body.name_for_applicants or wait.body.name}."] if wait and wait.body else []
        return [*named, NO_HEALTH_FORM]
    return [NO_CERTIFICATE] if in_the_post(read, stage) else []
