"""The way to every state, and what each step needs before it, where the way of `tests/making.py` does not come past.

A state or a step that no table here names is on that way, and takes plain answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onboarding.door.amend import amend
from onboarding.engine.grammar import Step
from onboarding.stages import ALL_KINDS
from tests.making import (
    DAY,
    FEEDBACK,
    START,
    TRACKS,
    advance,
    applicant,
    application,
    opportunity,
    pathway_with,
    silence,
    site,
    team,
    weighed,
)  # fmt: skip
from tests.unit.stages.scenes import Facts, Scene, Way, answer
from tests.unit.stages.ways_to_meet import looked_at_again, times_are_free, with_a_slot, with_a_typed_time

Inner = tuple[str, Mapping[str, Any]]
LEVEL: dict[str, Any] = {"level": "enhanced_barred", "basis": "regulated", "fee": "paid_role", "pvg": None}
NONE_ALLOWED = {**LEVEL, "level": "no_check", "basis": "no_contact"}
WITHOUT_LISTS = {**LEVEL, "level": "enhanced", "basis": "frequent"}
SESSION = {"minutes": 60, "one_to_one": 5}
TALK = {"style": "individual", "minutes": 45, "topics": ["role"], **dict.fromkeys(("action_2", "who_2", "due_2"))}
REVIEW = {"outcome": "going_well", "held_by": 1, "weeks": None}


def then(*steps: tuple[str | None, str, Mapping[str, Any]]) -> Way:
    """So many steps, one after the other, by whoever may take each."""

    def way(scene: Scene) -> None:
        for kind, name, facts in steps:
            scene.take(kind, name, **facts)

    return way


def both(*ways: Way) -> Way:
    """One way after the other."""

    def way(scene: Scene) -> None:
        for one in ways:
            one(scene)

    return way


def by(upto: str, **facts: Mapping[str, Any]) -> Way:
    """The way of the making of tests, up to a state."""
    return lambda scene: scene.to(upto, **facts)


def later(days: int) -> Way:
    """So many days pass."""

    def way(scene: Scene) -> None:
        scene.later = days * DAY

    return way


def from_start(way: Way, *, pathway: str = "", nation: str = "ENG") -> Way:
    """A way with a beginning of its own."""

    def whole(scene: Scene) -> None:
        scene.start(pathway, nation)
        way(scene)

    return whole


def from_a_sheet(*rows: tuple[str, str], pathway: str = "") -> Way:
    """As a spreadsheet had it."""
    return lambda scene: scene.brought(*dict.fromkeys((("selection", "closed"), *rows)), pathway=pathway)


def evidence(kind: str) -> Way:
    """A check that a spreadsheet had as closed, while another is open."""
    other = "identity" if kind == "right_to_work" else "right_to_work"
    return from_a_sheet((kind, "closed"), (other, "with_applicant"))


def with_an_earlier_one(scene: Scene) -> None:
    """The same check of an earlier application of the same person is closed."""
    scene.start()
    before = application(pathway_with(scene.kind), who=scene.app.applicant, at=START - 20 * DAY)
    advance(before, f"{scene.kind}.closed")
    scene.to(f"{scene.kind}.{scene.state}")


def with_an_action(scene: Scene) -> None:
    """The plan that they talk about has an action."""
    scene.start()
    scene.to("readiness.booked")
    scene.take("readiness", "add_action", what="Ask about travel", who="us", due=scene.today + 30 * DAY)
    scene.to(f"readiness.{scene.state}")


def an_approval_stands(_scene: Scene) -> None:
    """A committee agreed to the same role for somebody else."""
    advance(application("C", who=applicant("Dee", "Baines")), "committee.closed")


def promised(scene: Scene) -> None:
    """Something was said about later."""
    scene.take(None, "promise_later", what="reference", owner=team()[0].pk, by_day=scene.today + 30 * DAY)


def supervised(scene: Scene) -> None:
    """They talked, on placement or in role, and somebody does something about it."""
    step = "log_supervision" if scene.row.state == "on_placement" else "log_later_supervision"
    scene.take("placement", step, **TALK, action_1="team", who_1="us", due_1=scene.today + 7 * DAY)


def three_years_without_work(scene: Scene) -> None:
    scene.take("employment_history", "add_time_off", start=scene.today - 1200 * DAY, end=None)


def classes_done(scene: Scene) -> None:
    for week in range(1, 6):
        scene.take("training", "record_week", week=week, status="attended")


def contact_was_too_early(scene: Scene) -> None:
    """A correction shows that the check was decided after somebody was met."""
    if scene.row.state == "in_classes":
        classes_done(scene)
        scene.take("training", "start_practice", site=site().pk, supervisor=team()[0].pk, team_agreed=True)
        scene.take("training", "more_practice")
    decided = scene.app.moves.get(kind="crb", step="decide")
    amend(scene.app, decided.pk, effective_at=scene.now, by=team()[0], at=scene.now, reason="wrong_date")


def level_decided(scene: Scene) -> None:
    """A result may come before a form: somebody in the Update Service."""
    if scene.state == "with_applicant":
        scene.take(CRB, "decide_level", **LEVEL)


def found(content: str, *more: Inner, lead: bool = False) -> Way:
    """The result of a check, recorded and known by those whose one role may decide about it; then inner steps."""

    def way(scene: Scene) -> None:
        scene.to("crb.with_body")
        spoken = dict(TRACKS["crb"])["record_result"](scene.now)
        scene.take("crb", "record_result", **{**spoken, "content": content})
        third = scene.cast["safeguarding_lead"].pk if lead else None
        scene.take("crb", "name_people", second=scene.cast["manager"].pk, third=third)
        then(*(("crb", name, facts) for name, facts in more))(scene)

    return from_start(way)


def closed_by_who_knows(scene: Scene) -> None:
    """They are in the Update Service, and who recorded the result has decided."""
    scene.to("crb.with_body", crb__see_papers={"update_service": "consent"})
    scene.take("crb", "record_result", **dict(TRACKS["crb"])["record_result"](scene.now))
    scene.take("crb", "decide")


def where_abroad_is_asked(scene: Scene) -> None:
    scene.start("C2")
    scene.to(f"crb.{scene.state}")


def member_in_scotland(scene: Scene) -> None:
    """They shared their result with us, and it is decided."""
    IN_SCOTLAND(scene)
    scene.take(CRB, "result_ready")
    scene.take(CRB, "record_result", **{**dict(TRACKS[CRB])["record_result"](scene.now), "seen": "shared"})
    scene.take(CRB, "decide")


HEALTH, CRB = "occupational_health", "crb"
OFFERED: Inner = ("offer_talk", {})
TALKED: Inner = ("record_talk", {"talked": "held"})
WEIGHED: Inner = ("weigh", weighed())
STOPPED: Inner = ("legal_stop", {"checked": True})
AGAINST: Inner = ("decide_not", {"reasons": True})
NOT_FIT = by(f"{HEALTH}.being_considered", occupational_health__record_result={"outcome": "not_fit"})
ASKED_TO_COME: Way = lambda scene: scene.take(HEALTH, "appointment_made", appointment_on=scene.today)
WITH_VACCINES = {"occupational_health__refer": {"demands": ["vaccines"]}}
HEALTH_TALKED = then((HEALTH, *OFFERED), (HEALTH, *TALKED))
HEALTH_NO = then((HEALTH, "decide_not", {"support": True, "other_role": True, "reasons": True}))
IN_SCOTLAND = by("crb.with_body", crb__decide_level={"pvg": "join"}, crb__see_papers={"update_service": "none"})
POSTED = both(by("crb.with_body"), then((CRB, "certificate_posted", {})))
PAUSED = then((None, "pause", {"asked": "phone", "may_tell": None}))
UNANSWERED = both(then(("selection", "invite", {})), later(30))

STATES: dict[tuple[str, str], Way] = {
    ("selection", "reserve"): both(
        by("selection.deciding"), lambda scene: scene.take("selection", "reserve", expires_on=scene.today + 100 * DAY)
    ),
    ("reference", "to_clarify"): both(
        by("reference.with_manager"), then(("reference", "clarify", {"reason": "dates"}))
    ),
    ("readiness", "not_yet"): both(
        by("readiness.booked"),
        lambda scene: scene.take("readiness", "not_yet", reason="role", review_on=scene.today + 30 * DAY),
    ),
    ("readiness", "looking_again"): looked_at_again,
    ("application", "paused"): both(by("selection.shortlisting"), PAUSED),
    ("application", "resting"): both(
        by("selection.shortlisting"), UNANSWERED, lambda scene: scene.take(None, "rest", **silence(scene.now))
    ),
    ("application", "withdrawn"): both(by("selection.shortlisting"), then((None, "withdraw", {"reason": None}))),
    ("application", "not_this_time"): both(by("selection.shortlisting"), then((None, "not_this_time", FEEDBACK))),
    ("application", "chose_group"): both(by("selection.shortlisting"), then((None, "choose_group", {}))),
    ("application", "offer_declined"): both(by("selection.offered"), then((None, "decline_offer", {}))),
    ("application", "offer_withdrawn"): both(by("selection.offered"), then((None, "withdraw_offer", {"met": True}))),
    ("application", "transferred"): both(
        by("selection.shortlisting"), lambda scene: scene.take(None, "transfer", to=opportunity("A").pk, agreed=True)
    ),
    ("application", "deceased"): both(by("selection.shortlisting"), then((None, "record_death", {}))),
    ("application", "in_role"): by("placement.closed"),
    ("application", "moved_on"): both(
        by("placement.closed"), then((None, "move_on", {"where": "peer_role", "may_ask": True}))
    ),
}
BEFORE: dict[tuple[str, str], Way] = {
    ("application", "rest"): UNANSWERED,
    ("application", "decline_offer"): by("selection.offered"),
    ("application", "withdraw_offer"): by("selection.offered"),
    ("committee", "use_approval"): an_approval_stands,
    ("selection", "offer_times"): times_are_free,
    ("training", "start_practice"): classes_done,
    ("training", "look_at_contact"): contact_was_too_early,
    ("placement", "look_at_contact"): contact_was_too_early,
    ("placement", "confirm"): then(("placement", "log_session", SESSION), ("placement", "hold_review", REVIEW)),
    ("application", "promise_kept"): promised,
    ("placement", "answer_supervision"): supervised,
    ("placement", "supervision_action_done"): supervised,
    ("placement", "supervision_missed"): later(8),
    (CRB, "record_result"): level_decided,
    (CRB, "close_without_check"): then((CRB, "decide_level", NONE_ALLOWED)),
    (CRB, "send_form"): then((CRB, "decide_level", LEVEL)),
    (CRB, "waive"): then((CRB, "decide_level", WITHOUT_LISTS)),
    (CRB, "submit"): then(
        (CRB, "decide_level", LEVEL),
        (CRB, "see_papers", {"route": "1", "papers": "passport", "why": None, "update_service": "no"}),
    ),
    (CRB, "see_certificate"): then(
        (CRB, "decide_level", LEVEL),
        (CRB, "see_papers", {"route": "1", "papers": "passport", "why": None, "update_service": "consent"}),
    ),
    ("employment_history", "take_out_last"): three_years_without_work,
    ("employment_history", "tell_all"): three_years_without_work,
    (CRB, "escalate"): both(then((CRB, "look_at_tracker", {"shown": "4"})), later(61)),
    (HEALTH, "appointment_missed"): ASKED_TO_COME,
    (HEALTH, "ask_another_way"): ASKED_TO_COME,
    (HEALTH, "agree_support"): then((HEALTH, "write_support", {"adjustments": "Later starts", "review_on": None})),
}
WHOLE: dict[tuple[str, str], Way] = {
    **{(kind, "confirm_evidence"): evidence(kind) for kind in ALL_KINDS},
    **{(kind, "carry"): with_an_earlier_one for kind in ALL_KINDS},
    ("readiness", "action_done"): with_an_action,
    ("selection", "change_slot"): with_a_slot,
    ("selection", "give_back_slot"): with_a_slot,
    ("selection", "change_meeting"): with_a_typed_time("selection"),
    ("selection", "cancel_meeting"): with_a_typed_time("selection"),
    ("readiness", "change_meeting"): with_a_typed_time("readiness"),
    ("readiness", "cancel_meeting"): with_a_typed_time("readiness"),
    ("right_to_work", "record_answer"): from_start(by("right_to_work.with_applicant"), pathway="A"),
    ("right_to_work", "waive"): from_start(by("right_to_work.with_applicant"), pathway="A"),
    ("placement", "keep_team"): from_start(by("placement.matching"), pathway="D"),
    ("placement", "reopen"): evidence("placement"),
    ("placement", "confirm_agreed"): from_a_sheet(("placement", "on_placement")),
    ("application", "leave_group"): from_start(by("membership.closed"), pathway="0"),
    (CRB, "not_abroad"): where_abroad_is_asked,
    (CRB, "lived_abroad"): where_abroad_is_asked,
    (CRB, "certificate_came"): from_start(POSTED),
    (CRB, "replace_certificate"): from_start(POSTED),
    (CRB, "record_level"): both(from_a_sheet((CRB, "with_body")), then(("selection", "confirm_evidence", {}))),
    (CRB, "result_ready"): from_start(IN_SCOTLAND, nation="SCT"),
    (CRB, "share_lapsed"): from_start(both(IN_SCOTLAND, then((CRB, "result_ready", {})), later(15)), nation="SCT"),
    (CRB, "record_membership"): from_start(member_in_scotland, nation="SCT"),
    (CRB, "check_status"): from_start(closed_by_who_knows),
    (CRB, "decide"): found("clear"),
    (CRB, "name_people"): found("disclosed"),
    (CRB, "offer_talk"): found("disclosed"),
    (CRB, "choose_talk"): found("disclosed", OFFERED),
    (CRB, "record_talk"): found("disclosed", OFFERED),
    (CRB, "weigh"): found("disclosed", OFFERED, TALKED),
    (CRB, "agree_safeguards"): found("disclosed", OFFERED, TALKED, WEIGHED),
    (CRB, "decide_not"): found("disclosed", OFFERED, TALKED, WEIGHED),
    (CRB, "look_again"): found("disclosed", OFFERED, TALKED, WEIGHED, AGAINST),
    (CRB, "legal_stop"): found("barred", lead=True),
    (CRB, "confirm_stop"): found("barred", STOPPED, lead=True),
    (CRB, "challenge_answered"): found("clear", ("challenge", {})),
    (CRB, "record_corrected"): found("clear", ("challenge", {})),
    (HEALTH, "record_vaccines"): from_start(lambda scene: scene.to(f"{HEALTH}.{scene.state}", **WITH_VACCINES)),
    (HEALTH, "decide_not"): from_start(both(NOT_FIT, HEALTH_TALKED)),
    (HEALTH, "look_again"): from_start(both(NOT_FIT, HEALTH_TALKED, HEALTH_NO)),
    (HEALTH, "offer_talk"): from_start(NOT_FIT),
    (HEALTH, "choose_talk"): from_start(both(NOT_FIT, then((HEALTH, *OFFERED)))),
    (HEALTH, "record_talk"): from_start(both(NOT_FIT, then((HEALTH, *OFFERED)))),
}
CHECKED_LATELY: Facts = lambda scene: {"checked_on": scene.today - 10 * DAY}
ANSWERS: dict[tuple[str, str], Facts] = {
    ("application", "rest"): lambda scene: silence(scene.now),
    ("application", "not_this_time"): lambda _scene: FEEDBACK,
    ("identity", "carry_from_elsewhere"): CHECKED_LATELY,
    ("qualifications", "carry_from_elsewhere"): CHECKED_LATELY,
    ("employment_history", "add_period"): lambda scene: {"start": scene.today - 10 * DAY},
    ("reference", "name_referee"): lambda scene: {"email": "rosa@groups.example"},
    ("readiness", "not_yet"): lambda scene: {"review_on": scene.today + 30 * DAY},
    ("readiness", "name_who_looks"): lambda scene: {"who": scene.cast["coordinator"].pk},
    ("readiness", "see_it_alike"): lambda scene: {"look_on": scene.today + 30 * DAY},
    ("training", "sign_off"): lambda scene: {"signed_on": scene.today},
    ("readiness", "talk_over"): lambda _scene: {"role": "in_place"},
    ("readiness", "record_plan"): lambda scene: {"look_again_on": scene.today + 30 * DAY},
    ("readiness", "add_action"): lambda scene: {"due": scene.today + 30 * DAY},
    ("readiness", "action_done"): lambda _scene: {"number": 1},
    ("placement", "supervision_action_done"): lambda _scene: {"number": 1},
    (CRB, "record_level"): lambda _scene: LEVEL,
    (CRB, "see_certificate"): lambda _scene: {"level": LEVEL["level"], "workforce": "adult"},
    (CRB, "record_corrected"): lambda scene: {"issued_on": scene.today},
}


def at_state(kind: str, state: str) -> Scene:
    """A scene in which the row is in a state."""
    scene = Scene(kind, state)
    scene.start()
    (STATES.get((kind, state)) or on_the_way(kind, state))(scene)
    return scene


def has_a_beginning(kind: str, step: Step) -> bool:
    """Whether a step needs a scene of its own from its beginning."""
    return (kind, step.name) in WHOLE


def from_its_beginning(kind: str, state: str, step: Step) -> Scene:
    """The scene of its own of a step, in a state."""
    scene = Scene(kind, state)
    WHOLE[kind, step.name](scene)
    return scene


def before_step(scene: Scene, step: Step) -> Scene:
    """The scene of the state, with what this step needs before it."""
    found = Scene(scene.kind, scene.state, scene.cast, scene.app, scene.later)
    BEFORE.get((scene.kind, step.name), nothing)(found)
    return found


def nothing(_scene: Scene) -> None:
    """It can be taken as soon as the state is reached."""


def on_the_way(kind: str, state: str) -> Way:
    """A state that the way of the making of tests comes past."""
    if (kind, state) in (("application", "draft"), ("membership", "not_open")):
        return nothing
    upto = "selection.shortlisting" if kind == "application" or state == ALL_KINDS[kind].first else f"{kind}.{state}"
    return (lambda _scene: None) if (kind, state) == ("selection", "not_open") else (lambda scene: scene.to(upto))


def answers(scene: Scene, kind: str, step: Step) -> dict[str, Any]:
    """Answers that fit: those of the way, plain ones for the rest, and what only this step needs."""
    spoken: Mapping[str, Any] = next(
        (facts(scene.now) for name, facts in TRACKS.get(kind, ()) if name == step.name), {}
    )
    plain = {ask.name: answer(ask, scene) for ask in step.asks}
    return {**plain, **spoken, **ANSWERS.get((kind, step.name), lambda _scene: {})(scene)}
