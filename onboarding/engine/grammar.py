"""The grammar a stage is written in: rules with their sentence, and steps on top of django_fsm's transitions."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django_fsm import transition

from onboarding.engine.asks import Ask
from onboarding.engine.replies import Reply

DOOR = "the door"  # the permission of steps that only the door itself takes
SATISFIED, WAIVED, BROUGHT_IN = "satisfied", "waived", "brought_in"


@dataclass(frozen=True)
class Rule:
    """A yes/no question with the sentence shown when the answer is no.

    `law` rules hold on every pathway; `house` names the house rule a pathway version may leave out;
    `needs` lists facts without which it cannot be answered (pages ask without facts and leave such rules out);
    `reads` the findings it looks at; `mend` the kind whose page mends it; `hides`: where the answer is no the step makes no
    sense at all, and no list offers it.
    """

    sentence: str
    test: Callable[[Any], bool] = field(compare=False)
    law: bool = False
    house: str = ""
    needs: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    mend: str = ""
    hides: bool = False

    @property
    def name(self) -> str:
        """The rule's name in code, in tests and in audit events."""
        return self.test.__name__

    def __call__(self, taking: Any) -> bool:
        """The answer, as things stood at the time in question."""
        return bool(self.test(taking))


def rule(
    sentence: str,
    *,
    law: bool = False,
    house: str = "",
    needs: Sequence[str] = (),
    reads: Sequence[str] = (),
    mend: str = "",
    hides: bool = False,
) -> Callable[[Callable[[Any], bool]], Rule]:
    """Declare a rule. Every rule is of one class: law, or a named house rule, or plain housekeeping of its own step."""
    if law and house:
        raise TypeError(f"A rule is law or house, not both: {sentence}")

    def declare(test: Callable[[Any], bool]) -> Rule:
        return Rule(sentence, test, law, house, tuple(needs), tuple(reads), mend, hides)

    return declare


@dataclass(frozen=True)
class Step:
    """A permitted move, as declared: from which states, to which, by whom, under which rules, and what it leaves behind.

    `until` names the answer that is the new due day of the turn; `reply` says which party outside may take it by a link.
    `one_of_each` names two rights: of the two people one has the first, the other the second.
    `each` is what one of a step taken many times is called, so that a history can number them; where an answer is called so
    too, it is the number. `waits_on` is who we wait for then; `may_wait_on` the parties of whom the step itself names one, by
    what it was told. `link` is the party outside to whom a reply link goes by itself, once undoing is over.
    """

    name: str
    source: tuple[str, ...]
    target: str | None
    label: str
    permission: str
    rules: tuple[Rule, ...] = ()
    asks: tuple[Ask, ...] = ()
    waits_on: str | None = None
    may_wait_on: tuple[str, ...] = ()
    closes_as: str | None = None
    letter: str | None = None
    to_others: tuple[str, ...] = ()
    told: str = ""
    contact: bool = False
    two_people: Callable[[Any], bool] | None = None
    one_of_each: tuple[str, ...] = ()
    inner: bool = False
    expires: str = ""
    shared: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()
    grave: bool = False
    until: str = ""
    each: str = ""
    reply: Reply | None = None
    link: str = ""

    def to(self, source: str) -> str:
        """The state the step leads to from `source`."""
        return source if self.target is None else self.target

    @property
    def edges(self) -> list[tuple[str, str]]:
        """The public edges of the step; a step inside a restricted record has none."""
        return [] if self.inner else [(source, self.to(source)) for source in self.source]

    @property
    def letters(self) -> tuple[str, ...]:
        """The kinds of letter it brings: the applicant's own, and those that go to somebody else."""
        return (*filter(None, [self.letter]), *self.to_others)

    @property
    def findings_read(self) -> frozenset[str]:
        """Every finding the step or one of its rules looks at; the door loads these and no other."""
        return frozenset(self.reads).union(*(rule.reads for rule in self.rules))

    @property
    def restricted(self) -> bool:
        """Whether it asks for health or criminal-record content."""
        return any(ask.restricted for ask in self.asks)


def at_the_door(row: Any) -> bool:
    """True while the door has this row in its hands; a transition called from anywhere else is refused."""
    return bool(row.__dict__.get("_at_the_door"))


def step(*, source: Any, target: Any = None, label: str, permission: str, **declared: Any) -> Callable[[Any], Any]:
    """Declare a step on a method. `target=None` stays in the state. A missing permission cannot be written."""
    if not permission:
        raise TypeError(f"The step “{label}” has no permission")
    sources = tuple(str(s) for s in (source if isinstance(source, tuple | list) else (source,)))
    for name in ("rules", "asks", "shared", "reads", "drops", "to_others", "may_wait_on"):
        declared[name] = tuple(declared.get(name, ()))

    def declare(method: Any) -> Any:
        made = Step(method.__name__, sources, None if target is None else str(target), label, permission, **declared)
        wrapped = transition(
            field="state", source=list(sources), target=made.target, conditions=[at_the_door], custom={"step": made}
        )(method)
        wrapped.step = made
        wrapped.alters_data = True  # or {{ stage.refer }} in a template would take the step
        return wrapped

    return declare


@functools.cache
def steps_of(holder: type) -> dict[str, Step]:
    """The steps a class declares or inherits, by name, in the order they are written (inherited ones last)."""
    found: dict[str, Step] = {}
    for owner in holder.__mro__:
        for name, value in vars(owner).items():
            if isinstance(getattr(value, "step", None), Step):
                found.setdefault(name, value.step)
    return found
