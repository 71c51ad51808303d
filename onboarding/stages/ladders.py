"""The ladders that are shipped, party by party, and the limits that none may pass: a message must not harass anybody."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from onboarding.engine.ladder import CALENDAR, START, TARGET, WORKING, Rung
from onboarding.stages.names import OUR_OWN, Party

WRITE, CALL, LOOK, ASK, REMIND, ANOTHER, ESCALATE = "write", "call", "look", "ask", "remind", "another", "escalate"
DO_WORDS = {
    WRITE: "Write to the person",
    CALL: "Call the person, in the way they chose",
    LOOK: "Look at the tracker",
    ASK: "Ask the organisation, together with its other requests",
    REMIND: "Remind the referee",
    ANOTHER: "Ask the person whom else we could ask",
    ESCALATE: "Pass it on",
}
# What a rung may do, by who is waited for. The police are never chased: there is no party for them.
MAY_DO: dict[str, tuple[str, ...]] = {
    Party.APPLICANT: (WRITE, CALL),
    Party.REFEREE: (REMIND, ANOTHER, ESCALATE),
    Party.DISCLOSURE_BODY: (LOOK, ASK, ESCALATE),
    Party.UMBRELLA_BODY: (LOOK, ASK, ESCALATE),
    **dict.fromkeys((Party.OCCUPATIONAL_HEALTH, Party.COMMITTEE, Party.HOST_TEAM, Party.TRAINING_PROVIDER), (ASK, ESCALATE)),
    **dict.fromkeys(OUR_OWN, (ESCALATE,)),
}
ROLES = ("coordinator", "hr", "manager")
MOST_IN_A_ROW, A_WEEK = 3, {WORKING: 5, CALENDAR: 7}
MOST_REMINDERS = 2  # of a referee; then we ask whom else
ASK_FROM_DAY = 60  # before it the disclosure body is looked up, not asked


def _after(days: int, do: str, unit: str = WORKING, *, every: int = 0, role: str = "") -> tuple[int, str, str, str, int, str]:
    return (days, unit, do, START, every, role)


def _target(days: int, do: str, *, every: int = 0, role: str = "") -> tuple[int, str, str, str, int, str]:
    return (days, WORKING, do, TARGET, every, role)


def _ladder(*rungs: tuple[int, str, str, str, int, str]) -> tuple[Rung, ...]:
    return tuple(
        Rung(place, days, unit, do, counts_from, role, every)
        for place, (days, unit, do, counts_from, every, role) in enumerate(rungs, start=1)
    )


LADDERS: dict[tuple[str, str], tuple[Rung, ...]] = {
    (Party.APPLICANT, ""): _ladder(_after(5, WRITE), _after(10, WRITE), _after(15, WRITE), _after(20, CALL)),
    (Party.REFEREE, ""): _ladder(_after(3, REMIND), _after(6, REMIND), _after(9, ANOTHER)),
    (Party.OCCUPATIONAL_HEALTH, ""): _ladder(_after(5, ASK, every=5)),
    (Party.DISCLOSURE_BODY, ""): _ladder(
        _after(14, LOOK, CALENDAR), _after(28, LOOK, CALENDAR), _after(60, ESCALATE, CALENDAR, every=14, role="hr")
    ),
    (Party.UMBRELLA_BODY, ""): _ladder(
        _after(14, LOOK, CALENDAR), _after(28, ASK, CALENDAR), _after(60, ESCALATE, CALENDAR, every=14, role="hr")
    ),
    (Party.COMMITTEE, ""): _ladder(_target(-5, ASK), _target(1, ASK, every=5)),
    (Party.HOST_TEAM, ""): _ladder(_target(-5, ASK), _target(1, ASK), _target(5, ESCALATE, role="manager")),
    (Party.TRAINING_PROVIDER, ""): _ladder(_target(1, ASK, every=5)),
    **{(party, ""): _ladder(_target(3, ESCALATE, role="manager")) for party in (Party.HR, Party.COORDINATOR)},
    (Party.MANAGER, ""): _ladder(_target(3, ESCALATE, role="hr")),
}


def in_the_way(party: str, rungs: Sequence[Rung]) -> list[str]:
    """Every sentence that speaks against a ladder; none when it keeps within the limits."""
    checks = {
        "Choose who is waited for": party in MAY_DO,
        "A ladder has at least 1 rung": bool(rungs),
        "This cannot be done for who is waited for here": all(rung.do in MAY_DO.get(party, ()) for rung in rungs),
        "Choose whom it is passed on to": all((rung.role in ROLES) == (rung.do == ESCALATE) for rung in rungs),
        "Each rung comes later than the one before, counted in the same days": _rising(rungs),
        "Only the last rung may come again": not any(rung.every for rung in rungs[:-1]),
        "A person is written to 3 times at most, and then called": _ends_with_a_call(party, rungs),
        "Messages to one person are a week apart at least": party != Party.APPLICANT or _a_week_apart(rungs),
        "A referee is reminded twice at most": sum(rung.do == REMIND for rung in rungs) <= MOST_REMINDERS,
        "The disclosure body may be asked from day 60 on, not before": party != Party.DISCLOSURE_BODY or _from_day_60(rungs),
    }
    return [sentence for sentence, holds in checks.items() if not holds]


def _rising(rungs: Sequence[Rung]) -> bool:
    pairs = pairwise(rungs)
    alike = {START: {r.unit for r in rungs if r.counts_from == START}, TARGET: {r.unit for r in rungs if r.counts_from == TARGET}}
    return all(len(units) <= 1 for units in alike.values()) and all(
        a.days < b.days if a.counts_from == b.counts_from else (a.counts_from, b.counts_from) == (START, TARGET) for a, b in pairs
    )


def _ends_with_a_call(party: str, rungs: Sequence[Rung]) -> bool:
    if party != Party.APPLICANT:
        return True
    writes = [rung for rung in rungs if rung.do == WRITE]
    return len(writes) <= MOST_IN_A_ROW and bool(rungs) and rungs[-1].do == CALL and not rungs[-1].every


def _a_week_apart(rungs: Sequence[Rung]) -> bool:
    days = [0, *(rung.days for rung in rungs)]
    apart = zip(rungs, days, days[1:], strict=False)
    return all(rung.counts_from == START and later - earlier >= A_WEEK[rung.unit] for rung, earlier, later in apart)


def _from_day_60(rungs: Sequence[Rung]) -> bool:
    asks = [rung for rung in rungs if rung.do in (ASK, ESCALATE) and rung.counts_from == START]
    return all(rung.unit == CALENDAR and rung.days >= ASK_FROM_DAY for rung in asks) and not any(
        rung.do in (ASK, ESCALATE) and rung.counts_from == TARGET for rung in rungs
    )
