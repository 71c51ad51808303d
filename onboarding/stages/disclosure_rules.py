"""What must be true inside the restricted record of the check. Who was not named to know is told one sentence and no other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from onboarding.engine.grammar import Rule, rule
from onboarding.stages.names import Nation
from onboarding.stages.private_talk import SETTLED

READS = ("disclosure", "known_to")
PEOPLE = ("first_id", "second_id", "third_id")


def known(taking: Any) -> list[int]:
    """Who was named to know, by id: whoever recorded the result first."""
    people = (taking.history.finding("known_to", name) for name in PEOPLE)
    return [person for person in people if person is not None]


def is_named(taking: Any) -> bool:
    """Whether who takes the step was named, or it is about themselves; where nobody was named, the right is enough."""
    asking = getattr(taking.by, "pk", None)
    return not known(taking) or asking in known(taking) or asking == taking.history.applicant


def found(taking: Any, name: str) -> Any:
    return taking.history.finding("disclosure", name)


def within(sentence: str, *, law: bool = False, needs: tuple[str, ...] = ()) -> Callable[[Callable[[Any], bool]], Rule]:
    """A rule about what stands in the record: a yes to everybody who was not named, or its sentence would tell."""

    def declare(test: Callable[[Any], bool]) -> Rule:
        def asked(taking: Any) -> bool:
            return not is_named(taking) or test(taking)

        asked.__name__, asked.__doc__ = test.__name__, test.__doc__
        return rule(sentence, law=law, needs=needs, reads=READS)(asked)

    return declare


@rule("Only those who were named to know may do this", reads=("known_to",))
def named_to_know(taking: Any) -> bool:
    """At most three people, and the applicant hears their names first."""
    return is_named(taking)


@rule("You were named already", reads=("known_to",))
def not_named_yet(taking: Any) -> bool:
    return getattr(taking.by, "pk", None) not in known(taking)


@rule("Three people were named already: there can be no fourth", reads=("known_to",))
def fewer_than_three_know(taking: Any) -> bool:
    return len(known(taking)) < 3


@rule("Name other people than who recorded the result, each once", needs=("second",), reads=("known_to",))
def named_are_different(taking: Any) -> bool:
    """The applicant is not among the staff who can be chosen."""
    given = (*known(taking)[:1], taking.fact("second"), taking.fact("third"))
    chosen = [person for person in given if person is not None]
    return len(set(chosen)) == len(chosen)


@within("There is nothing to talk about in private")
def something_to_talk_about(taking: Any) -> bool:
    return bool(found(taking, "content") == "disclosed")


@within("A second person must be named first: the person hears all names before the talk")
def two_people_named(taking: Any) -> bool:
    return len(known(taking)) > 1


@within("The private talk was not offered yet")
def talk_was_offered(taking: Any) -> bool:
    return bool(found(taking, "talk"))


@within("The private talk comes first: record that it was held, or that they would rather not")
def talk_is_over(taking: Any) -> bool:
    """Nobody decides about a person before they could speak."""
    return found(taking, "content") != "disclosed" or found(taking, "talk") in SETTLED


@within("What was found must be considered point by point first")
def considered(taking: Any) -> bool:
    return found(taking, "content") != "disclosed" or bool(found(taking, "weighed"))


@within("The person says that the certificate is wrong: wait for the answer")
def not_challenged(taking: Any) -> bool:
    return found(taking, "challenge") != "open"


@within("Nobody has said that the certificate is wrong")
def was_challenged(taking: Any) -> bool:
    return bool(found(taking, "challenge") == "open")


@within("Being on a barred list is a legal stop: nobody may decide to go on", law=True)
def not_barred(taking: Any) -> bool:
    return found(taking, "content") != "barred"


@within("A legal stop is for somebody on a barred list only")
def is_barred(taking: Any) -> bool:
    return bool(found(taking, "content") == "barred")


@within("Name the safeguarding lead as the third person first", law=True)
def lead_is_named(taking: Any) -> bool:
    return len(known(taking)) == 3


@within("The safeguarding lead looks at it last: two others record the legal stop", law=True)
def not_the_lead(taking: Any) -> bool:
    return getattr(taking.by, "pk", None) not in known(taking)[2:]


@within("Only the safeguarding lead who was named may do this", law=True)
def is_the_lead(taking: Any) -> bool:
    return getattr(taking.by, "pk", None) in known(taking)[2:]


@within("Two people must record the legal stop first", law=True)
def stop_was_recorded(taking: Any) -> bool:
    return bool(found(taking, "stop") == "recorded")


@within("It was not decided against going on")
def was_decided_against(taking: Any) -> bool:
    return bool(found(taking, "decision") == "not_proceed")


@within("This was decided already")
def not_decided(taking: Any) -> bool:
    return not found(taking, "decision")


@rule("The date on the certificate must be today or earlier", needs=("issued_on",))
def issued_in_the_past(taking: Any) -> bool:
    return bool(taking.fact("issued_on") <= taking.day)


@rule("Enter the 12 digits of the certificate number", needs=("number",))
def number_of_the_dbs(taking: Any) -> bool:
    """Certificates of the DBS have 12 digits; how long those of the others are is not ours to say."""
    return taking.history.nation in (Nation.SCOTLAND, Nation.NORTHERN_IRELAND) or len(taking.fact("number")) == 12
