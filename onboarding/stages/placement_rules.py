"""What must be true of a placement: the team's yes, the approval of the site, the agreement, the limits of a session."""

from __future__ import annotations

from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.edges import BRING_IN
from onboarding.engine.grammar import rule
from onboarding.stages import clearances
from onboarding.stages.shared import in_progress

NO_REASONS = (("no_supervisor", "No supervisor"), ("no_room", "No room"), ("dates", "The dates do not fit"))


def agreed(taking: Any, step: str) -> bool:
    """Whether a step was taken with the team they are with now, or what the spreadsheet had of it has been seen."""
    steps = _since_the_team_was_chosen(taking)
    return step in steps or "confirm_agreed" in steps


def _since_the_team_was_chosen(taking: Any) -> list[str]:
    """The steps of placement from the one that last named a team, itself included."""
    moves = [m for m in taking.history.stand if m.kind == "placement" and m.effective_at <= taking.effective_at]
    steps = [move.step for move in moves]
    chosen = [place for place, step in enumerate(steps) if step in ("ask_host", "keep_team")]
    return steps[chosen[-1] if chosen else 0 :]


@rule("The team has not said yes to this person", house="host_acceptance", mend="placement")
def host_said_yes(taking: Any) -> bool:
    """Said here since the team was asked, or in a check of its own, of which this is the team."""
    its_own = "keep_team" in _since_the_team_was_chosen(taking)
    return agreed(taking, "host_says_yes") or (its_own and taking.history.closed("host_acceptance", taking.effective_at))


@rule("No team has said yes yet, or they have changed team since", mend="host_acceptance")
def team_agreed_before(taking: Any) -> bool:
    """The yes must be younger than the last change of team."""
    history, when = taking.history, taking.effective_at
    closings = [history.closing(row.id, when) for row in history.rows_of("host_acceptance")]
    changes = [m.number for m in history.stand if m.step == "change_team" and m.effective_at <= when]
    return bool(closings) and all(closing and closing.number > max(changes, default=0) for closing in closings)


@rule("The committee has not agreed to this team", house="committee", reads=("match", "approved_site"))
def site_is_approved(taking: Any) -> bool:
    """Approval is per role and site."""
    return taking.history.finding("match", "site_id") == taking.history.finding("approved_site", "site_id", 0)


@rule("No supervisor is named", house="supervisor", reads=("match",), mend="placement")
def supervisor_named(taking: Any) -> bool:
    return taking.history.finding("match", "supervisor_id") is not None


@rule("The role and boundaries agreement is not signed", mend="placement")
def agreement_signed(taking: Any) -> bool:
    return agreed(taking, "sign_agreement")


@rule("This placement was not brought in from a spreadsheet, so there is nothing to confirm", hides=True)
def placement_was_brought_in(taking: Any) -> bool:
    moved = [move for move in taking.history.stand if move.row == taking.row.id and move.source != move.target]
    return bool(moved) and moved[-1].step == BRING_IN


@rule("The supervisor and the deputy must be two people", needs=("supervisor", "deputy"))
def two_supporters(taking: Any) -> bool:
    return taking.fact("supervisor") != taking.fact("deputy")


@rule("A session is longer than this team allows", needs=("minutes",), reads=("match",))
def session_within_limit(taking: Any) -> bool:
    return bool(taking.fact("minutes") <= taking.history.finding("match", "session_minutes", 180))


@rule("One-to-one time is longer than this team allows", needs=("one_to_one",), reads=("match",))
def one_to_one_within_limit(taking: Any) -> bool:
    return bool(taking.fact("one_to_one") <= taking.history.finding("match", "one_to_one_minutes", 15))


@rule("This team has no more sessions this week", needs=("minutes",), reads=("match",))
def sessions_within_the_week(taking: Any) -> bool:
    """Counted from Monday to Sunday, on the day on which the session took place."""
    zone, week = taking.history.zone, taking.day.isocalendar()[:2]
    days = [m.effective_at.astimezone(zone).date() for m in taking.history.stand if (m.kind, m.step) == ("placement", "log_session")]
    held = sum(day.isocalendar()[:2] == week for day in days)
    return bool(held < taking.history.finding("match", "sessions_a_week", 7))


@rule("No session has been recorded yet")
def a_session_took_place(taking: Any) -> bool:
    return taking.history.happened("placement", "log_session", taking.effective_at)


CONTACT = (
    in_progress,
    *clearances.BEFORE_CONTACT,
    clearances.training_done,
    host_said_yes,
    supervisor_named,
    site_is_approved,
    agreement_signed,
)
ABOUT_THE_TEAM = (
    Ask("site", "Which team?", form="row", row="site", error="Select the team", fitting=True),
    Ask("supervisor", "Who supervises?", form="row", row="staff", error="Select the supervisor"),
    Ask("deputy", "Who stands in?", form="row", row="staff", error="Select who stands in"),
)
