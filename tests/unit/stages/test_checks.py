"""What is not declared whole stops the server, not a person at five o'clock."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection

from onboarding.conf import checks
from onboarding.engine.asks import Ask
from onboarding.engine.grammar import rule, step
from onboarding.engine.holder import Holder
from onboarding.engine.kinds import Kind, StateOf, Target, Words, gaps
from onboarding.engine.replies import Choice, Reply
from onboarding.models import PROXIES, triggers
from onboarding.stages import STAGE_KINDS

STAGES: list[dict[str, Any]] = [
    {"kind": "selection", "opens_after": ["application"]},
    {"kind": "crb", "opens_after": ["selection"]},
    {"kind": "right_to_work", "opens_after": ["selection"]},
]
LEFT_OUT = ["readiness", "occupational_health", "identity", "reference", "qualifications", "committee", "training", "host_acceptance"]


@rule("Never", house="unheard_of", reads=("nonsense",), mend="nowhere")
def never(_taking: Any) -> bool:
    return False


class Strange(Holder):
    @step(source="open", target="closed", label="Close", permission="fly", rules=[never])
    def close(self) -> None: ...


WORDS = Words("Words", "Some words")
STATES = (
    StateOf("first", "First", WORDS),
    StateOf("open", "Open", WORDS, "hr", Target(5), "close"),
    StateOf("closed", "Closed", WORDS),
)


def test_the_shipped_declarations_and_pathways_are_whole():
    assert checks.declarations() == []
    assert checks.pathways() == []


def test_names_that_nothing_answers_to_are_found(monkeypatch):
    kind = Kind("strange", "Strange", "Strange", "first", "closed", STATES, Strange)
    monkeypatch.setattr(checks, "ALL_KINDS", {"strange": kind})
    assert sorted(error.msg for error in checks.declarations()) == [
        "never: mended by an unknown kind nowhere",
        "never: unknown house rule unheard_of",
        "strange.close reads an unknown finding: nonsense",
        "strange.close: no role has the permission “fly”",
    ]


def test_somebody_to_wait_for_without_a_ladder_is_found(monkeypatch):
    stranger = StateOf("open", "Open", WORDS, "stranger", Target(5), "close")
    kind = Kind("strange", "Strange", "Strange", "first", "closed", (STATES[0], stranger, STATES[2]), Strange)
    monkeypatch.setattr(checks, "STAGE_KINDS", {**STAGE_KINDS, "crb": kind})
    assert "stranger has no ladder in stages/ladders.py" in [error.msg for error in checks.declarations()]


def test_a_check_that_the_offer_says_nothing_of_is_found():
    assert checks.unsaid("X", STAGES) == []
    assert checks.unsaid("X", [{"kind": "training", "opens_after": ["selection"]}]) == [
        "Pathway X: training starts with the offer, but its KIND has no on_offer"
    ]


class Asking(Holder):
    @step(source="open", target="closed", label="Ask", permission="refer", asks=[Ask("body", "Who?", form="row", row="body")])
    def close(self, *, body: int) -> None: ...


def test_a_stage_that_may_ask_any_body_at_all_is_found():
    nobody = Kind("strange", "Strange", "Strange", "first", "closed", STATES, Asking)
    assert gaps(nobody) == ["strange asks for a body, but its KIND does not say of which party"]
    assert gaps(replace(nobody, bodies="referee")) == []


class Answered(Holder):
    @step(source="open", label="Tell", permission="refer", reply=Reply(("hr",), "Told"), asks=[Ask("words", "What?")])
    def tell(self, *, words: str) -> None: ...

    @step(
        source="open", label="Judge", permission="refer", reply=Reply(("hr",), "Judged"), two_people=lambda _taking: True,
        asks=[Ask("found", "What?", form="choice", choices=(("a", "A"),), restricted=True)],
    )  # fmt: skip
    def judge(self, *, found: str) -> None: ...

    @step(source="open", label="Name", permission="refer", reply=Reply(("hr",), "On"), asks=[Ask("on", "When?", form="date")])
    def name(self, *, on: object) -> None: ...

    @step(
        source="open", label="Say", permission="refer", asks=[Ask("said", "What?", form="choice", choices=(("a", "A"),))],
        reply=Reply(("hr",), "Said", lambda _day: [Choice("a", "A", {"said": "a"}), Choice("b", "B", {"said": "b"})]),
    )  # fmt: skip
    def say(self, *, said: str) -> None: ...

    @step(source="open", target="closed", label="Close", permission="refer", reply=Reply(("hr",), "Closed"))
    def close(self) -> None: ...


def test_what_nobody_outside_can_answer_with_one_button_is_found():
    kind = Kind("strange", "Strange", "Strange", "first", "closed", STATES, Answered)
    assert checks.reply_gaps(kind) == [
        "strange.tell cannot be answered by a link: it asks more than one thing from a list",
        "strange.judge cannot be answered by a link: it is restricted",
        "strange.judge cannot be answered by a link: it needs a second person",
        "strange.name cannot be answered by a link: it asks for a day that is not its due day",
        "strange.say cannot be answered by a link: it has a button that does not answer it",
    ]
    assert "strange.open has no question for its reply page" in gaps(kind)


class Sending(Holder):
    @step(source="open", target="closed", label="Send", permission="refer", link="referee")
    def send(self) -> None: ...


def test_a_link_to_who_could_answer_nothing_with_it_is_found(monkeypatch):
    kind = Kind("strange", "Strange", "Strange", "first", "closed", STATES, Sending)
    words = "strange.send sends a link to referee, which has nothing to answer there"
    assert checks.links_astray(kind) == [words]
    monkeypatch.setattr(checks, "STAGE_KINDS", {"strange": kind})
    assert words in [error.msg for error in checks.declarations()]


def test_a_state_without_a_target_is_found_unless_nobody_counts_days_there():
    without = StateOf("open", "Open", WORDS, "hr", None, "close")
    kind = Kind("strange", "Strange", "Strange", "first", "closed", (STATES[0], without, STATES[2]), Strange)
    assert gaps(kind) == ["strange.open has no target"]
    assert gaps(replace(kind, own_pace=True)) == []


def test_a_stage_that_no_row_can_hold_is_found(monkeypatch):
    without = {code: proxy for code, proxy in PROXIES.items() if code != "crb"}
    monkeypatch.setattr(checks, "PROXIES", without)
    assert [error.msg for error in checks.declarations()] == ["crb has no proxy in models/stage.py"]


def test_a_pathway_that_leaves_out_what_it_says_is_whole():
    assert checks.pathway_gaps("X", STAGES, LEFT_OUT) == []


@pytest.mark.parametrize(
    ("stages", "left_out", "words"),
    [
        (STAGES[:2], LEFT_OUT, "Pathway X has no right_to_work, which the law asks for"),
        (STAGES[::2], LEFT_OUT, "Pathway X has no crb, which the law asks for"),
        (STAGES, LEFT_OUT[1:], "Pathway X has no readiness, and does not leave the house rule out"),
        ([*STAGES, {"kind": "identity", "opens_after": ["placement"]}], LEFT_OUT, "Pathway X: identity can never open (placement)"),
        ([*STAGES, {"kind": "identity", "opens_after": []}], LEFT_OUT, "Pathway X: identity can never open ()"),
        ([*STAGES, {"kind": "astrology", "opens_after": ["selection"]}], LEFT_OUT, "Pathway X: astrology can never open ()"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_pathway_is_said(stages, left_out, words):
    assert checks.pathway_gaps("X", stages, left_out) == [words]


@pytest.mark.django_db
def test_a_missing_witness_or_edge_is_found():
    assert checks.witnesses(["default"]) == []
    try:
        triggers.uninstall(connection)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM onboarding_edge WHERE kind = 'crb' AND step = 'decide'")
        said = [error.msg for error in checks.witnesses(["default"])]
    finally:
        triggers.install(connection)
    assert "The database lacks edge crb.decide.being_considered.closed" in said
    assert "The database lacks witness_stage_update" in said
    assert checks.witnesses(["default"]) == []
