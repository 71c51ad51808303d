"""Findings: what people found, each kind in a table of its own, with the move that brought it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from onboarding.models.gathered import Part, Row
from onboarding.models.move import Move
from onboarding.models.organisation import LIMITS, Body, Cohort, Site
from onboarding.models.people import User
from onboarding.models.stage import Stage


class Finding(models.Model):
    """`current` is true for the one that holds now; undoing its move puts the one before it back."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+")
    move = models.ForeignKey(Move, on_delete=models.PROTECT, related_name="+")
    current = models.BooleanField(default=True)

    code: ClassVar[str]
    restricted: ClassVar[bool] = False
    sealed: ClassVar[bool] = False  # has encrypted words: read by itself, never with others
    beside: ClassVar[tuple[str, ...]] = ()  # columns of joined tables that belong to its values, by their own names

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.code} of {self.stage_id}"

    def values(self) -> dict[str, Any]:
        """The finding as plain values, for rules and pages."""
        joined = {name.rpartition("__")[2]: _walk(self, name) for name in self.beside}
        return {f.attname: getattr(self, f.attname) for f in self._meta.concrete_fields if f.attname not in SKIP} | joined

    @classmethod
    def part(cls, **where: Any) -> Part:
        """The findings that hold now, narrowed to these, as rows to be gathered with those of other kinds."""
        columns = [field.attname for field in cls._meta.concrete_fields]
        return Part(cls._base_manager.filter(current=True, **where), *columns, *cls.beside)

    @classmethod
    def gathered(cls, row: Row) -> dict[str, Any]:
        """The values of a finding, from its gathered row: the same as `values` of the object."""
        return {name.rpartition("__")[2]: value for name, value in row.items() if name not in SKIP}


SKIP = frozenset({"id", "stage_id", "move_id", "current", "inner_id"})


def _walk(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name)
    return row


class Meeting(Finding):
    """When and how people meet."""

    code = "meeting"
    starts_at = models.DateTimeField()
    how = models.CharField(max_length=12)
    place = models.CharField(max_length=200, blank=True)


class Offer(Finding):
    """What was offered, and until when it stands."""

    code = "offer"
    hours = models.PositiveSmallIntegerField()
    accept_by = models.DateField()


class Reserve(Finding):
    """Until when a person is on the reserve list."""

    code = "reserve"
    expires_on = models.DateField()


class ReadinessFinding(Finding):
    """What was agreed in the readiness chat: practical support, nothing about health."""

    code = "readiness"
    outcome = models.CharField(max_length=20)
    support = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=20, blank=True)
    review_on = models.DateField(null=True)


class SecondView(Finding):
    """Who looks again after a “not yet”: somebody who did not say it."""

    code = "second_view"
    who = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")


class Eligibility(Finding):
    """Which disclosure check the role allows, why, and who pays."""

    code = "eligibility"
    level = models.CharField(max_length=20)
    basis = models.CharField(max_length=20)
    fee = models.CharField(max_length=20)
    pvg = models.CharField(max_length=10, blank=True, default="")


class SeenPapers(Finding):
    """By which route somebody showed who they are for the form, why not by the first, and the Update Service."""

    code = "seen_papers"
    route = models.CharField(max_length=2)
    papers = models.CharField(max_length=20, blank=True)
    why = models.CharField(max_length=20, blank=True)
    update_service = models.CharField(max_length=10)


class Abroad(Finding):
    """Whether the person told us that they lived abroad; never where."""

    code = "abroad"
    lived = models.CharField(max_length=3)


class Tracking(Finding):
    """At which stage the tracker showed the form, since which day we know, and when we last looked."""

    code = "tracking"
    stage_shown = models.CharField(max_length=2)
    since = models.DateField()
    looked_on = models.DateField()


class IdentityFinding(Finding):
    """How papers were seen, and which kind; no copy."""

    code = "identity"
    route = models.CharField(max_length=20)
    papers = models.CharField(max_length=30)


class RightToWorkFinding(Finding):
    """How the right to work was checked, and when leave to work ends."""

    code = "right_to_work"
    route = models.CharField(max_length=20)
    until = models.DateField(null=True)


class Referee(Finding):
    """Whom we may write to about the person: contact, and what may be said to them (people's own choice)."""

    code = "referee"
    name = models.CharField(max_length=120)
    relation = models.CharField(max_length=20)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    role_words = models.CharField(max_length=20)
    knows = models.CharField(max_length=10)


class ReferenceRequest(Finding):
    """Which form was sent: the one from before the offer asks nothing about absence."""

    code = "reference_request"
    template = models.CharField(max_length=20)


class ReferenceAnswer(Finding):
    """What a referee chose by a button, for who reads the reference: one opinion, no words of their own."""

    code = "reference_answer"
    answer = models.CharField(max_length=20)


class WorkHistory(Finding):
    """What the person told us they did, time by time: what, where, from, until. No reason for a time without work."""

    code = "work_history"
    periods = models.JSONField(default=list)


class Qualification(Finding):
    """What was seen, how, and until when it holds; no number and no copy."""

    code = "qualification"
    what = models.CharField(max_length=20)
    how = models.CharField(max_length=20)
    until = models.DateField(null=True)


class Referral(Finding):
    """What Occupational Health was told that the role asks for, and when it could start. The role's, never the person's."""

    code = "referral"
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="referrals")
    demands = models.JSONField(default=list)
    hoped_start = models.DateField(null=True)


class CommitteePaper(Finding):
    """Which committee is asked, about which site."""

    code = "committee_paper"
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")


class Approval(Finding):
    """A committee's yes to a role at a site, until a day. The finding of whoever came first; later people use it again."""

    code = "approval"
    role = models.CharField(max_length=120)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    condition = models.CharField(max_length=20)
    expires_on = models.DateField()

    def __str__(self) -> str:
        return f"approval {self.pk}"


class ApprovedSite(Finding):
    """The site at which a committee has agreed to the role for this person's application."""

    code = "approved_site"
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")


class Seat(Finding):
    """A place on a course."""

    code = "seat"
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="seats_held")


class Attendance(Finding):
    """The taught weeks, by number, with how each was attended, and the day on which one was made up. Never why."""

    code = "attendance"
    weeks = models.JSONField(default=dict)
    made_up = models.JSONField(default=dict)


class Competences(Finding):
    """What was signed off so far, each with its words, by whom and on which day."""

    code = "competences"
    signed = models.JSONField(default=dict)


class Practice(Finding):
    """Where the two weeks on placement are spent, and who supervises."""

    code = "practice"
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    supervisor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")


class TrainingResult(Finding):
    """Credits at level 2."""

    code = "training_result"
    credits = models.PositiveSmallIntegerField()


class MatchManager(models.Manager["Match"]):
    """A match is read with its site, whose limits it hands to the rules."""

    def get_queryset(self) -> models.QuerySet[Match]:
        """The matches, each with its site."""
        return super().get_queryset().select_related("site")


class Match(Finding):
    """The team a person is matched with, the supervisor and the deputy."""

    code = "match"
    beside = tuple(f"site__{name}" for name in LIMITS)
    objects = MatchManager()
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="matches")
    supervisor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    deputy = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")


class Session(Finding):
    """How long one session took, and its longest one-to-one talk."""

    code = "session"
    minutes = models.PositiveSmallIntegerField()
    one_to_one = models.PositiveSmallIntegerField()


class Waiver(Finding):
    """Who agreed to do without a check, why, on what evidence, and until when."""

    code = "waiver"
    authoriser = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20)
    evidence = models.CharField(max_length=20, default="")
    until = models.DateField()


class Carried(Finding):
    """A check of before that counts again: the earlier stage with us, or who checked elsewhere and what we saw of it."""

    code = "carried"
    earlier = models.ForeignKey(Stage, on_delete=models.PROTECT, null=True, related_name="carried_by")
    organisation = models.CharField(max_length=120, default="", blank=True)
    seen = models.CharField(max_length=20, default="", blank=True)
    checked_on = models.DateField(null=True)
    until = models.DateField(null=True)
