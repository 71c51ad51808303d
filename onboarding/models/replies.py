"""Reply links: who outside answers what by a one-time link, and the person in the audit who did."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self, cast

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from onboarding.engine.grammar import Step
from onboarding.models.application import Application
from onboarding.models.fields import EncryptedText
from onboarding.models.move import Move, Wait
from onboarding.models.organisation import Body
from onboarding.models.outgoing import OutboxItem
from onboarding.models.people import User
from onboarding.models.stage import Stage
from onboarding.stages.names import ACTIVE, PARTY_WORDS, Party

ANSWERED, PASSED_ON, REPLACED, STOPPED = "answered", "passed_on", "replaced", "stopped"


class LinkSet(models.QuerySet["ReplyLink"]):
    """Reply links, and which of them still open something."""

    def live(self, at: dt.datetime) -> Self:
        """Not over, not too old, and the turn they ask about is still open: all asked in one statement.

        So a link that is used, stopped, too old or about something that has moved on takes as long as one that never was.
        """
        moved_on = Move.objects.filter(stage=OuterRef("stage"), seq__gt=OuterRef("turn__seq")).exclude(source=F("target"))
        same_turn = Wait.objects.filter(stage=OuterRef("stage"), began_by=OuterRef("turn"), ended_at=None)
        of_one = Q(stage__state=F("state"), application__state__in=ACTIVE, application__hidden=False)
        about_one = of_one & ~Exists(moved_on) & (Q(waited_for=False) | Exists(same_turn))
        return self.filter(Q(stage=None) | about_one, ended_at=None, expires_at__gt=at)


class ReplyLink(models.Model):
    """One link for one party: about one open turn of a stage, or (without a stage) all that one body is asked.

    The secret is only in the mail; here is its digest, made when the mail is. `turn` is the move the question hangs on: the
    one that began the party's own turn (`waited_for`), or the one that brought the stage to its state. `saved` is an answer
    chosen and not sent yet.
    """

    objects = LinkSet.as_manager()
    application = models.ForeignKey(Application, on_delete=models.PROTECT, null=True, related_name="reply_links")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, null=True, related_name="+")
    party = models.CharField(max_length=30)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=30, default="")
    turn = models.ForeignKey(Move, on_delete=models.PROTECT, null=True, related_name="+")
    waited_for = models.BooleanField(default=False)
    digest = models.CharField(max_length=64, unique=True, null=True)
    item = models.OneToOneField(OutboxItem, on_delete=models.PROTECT, null=True, related_name="reply_link")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    saved = EncryptedText(blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_as = models.CharField(max_length=10, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["stage", "party"], condition=Q(ended_at=None), name="one_reply_link_a_question"
            ),
            models.UniqueConstraint(fields=["body"], condition=Q(stage=None, ended_at=None), name="one_reply_list_a_body"),
        ]

    def __str__(self) -> str:
        return f"reply link {self.pk}"


class Correspondent(User):
    """Who answers by a link: one for each party and body, without a name, a role of staff or a way to sign in.

    `asked` is the stage that the link they hold is about; without one they may do nothing.
    """

    party = ""
    asked: int | None = None

    class Meta:
        proxy = True

    @classmethod
    def of(cls, link: ReplyLink, stage: int | None = None) -> Correspondent:
        """The correspondent of a link's party and body, made when it is first needed, asked about one stage."""
        where = f" of {link.body.name}" if link.body else ""
        name = f"By link: {PARTY_WORDS[Party(link.party)][1]}{where}"
        email = f"by-link.{link.party}.{link.body.pk if link.body else 0}@reply.invalid"
        values = {"name": name, "password": "!", "is_active": False, "created_at": link.made_at}
        User.objects.get_or_create(email=email, defaults=values)
        found = cast("Correspondent", cls._default_manager.get(email=email))
        found.party, found.asked = link.party, stage
        return found

    def may_answer(self, step: Step, row: Any) -> bool:
        """Whether a step of a row is an answer to what they were asked."""
        answers = step.reply is not None and self.party in step.reply.parties
        return answers and isinstance(row, Stage) and row.pk == self.asked


class BodyReference(models.Model):
    """What a body itself calls somebody's check: shown on its list instead of a name."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+")
    party = models.CharField(max_length=30)
    reference = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["stage", "party"], name="one_reference_a_party")]

    def __str__(self) -> str:
        return f"reference {self.pk}"
