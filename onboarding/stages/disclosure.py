"""Inside the restricted record of the check: who will know, a private talk, what is considered, decisions, the legal stop.

Nothing of it shows outside: no state, step, party, letter or wait differs from a check with nothing on it.
"""

from __future__ import annotations

from typing import Any

from onboarding.engine.asks import Ask
from onboarding.engine.grammar import step
from onboarding.stages import disclosure_rules as rules
from onboarding.stages import disclosure_words as words
from onboarding.stages.private_talk import HERE, SETTLED, private_talk
from onboarding.stages.shared import in_progress, still_with_us
from onboarding.stages.tracking import has_an_update_service, in_the_update_service

KEPT_DAYS = 183  # what a certificate said is erased so many days after the decision (DBS code of practice: six months)
KNOWING = (in_progress, rules.named_to_know)


def always(_taking: Any) -> bool:
    return True


TALK: Any = private_talk(
    "disclosure",
    told="We would like to talk with you in private. It is about your checks. You choose how: phone, video, in person. "
    "Bring someone if you like. Three people at most will know. We will tell you their names first. "
    "We have not decided anything.",
    permission="decide_disclosure",
    own="answer_in_private",
    before=[*KNOWING, rules.something_to_talk_about, rules.two_people_named, rules.not_decided],
    during=[*KNOWING, rules.talk_was_offered, rules.not_decided],
)


class Inside(TALK):
    """The inner steps. Each is one more line in the restricted record, and nothing anywhere else."""

    def result(self, **given: Any) -> None:
        """A result as it was just seen, with all that follows still to do; the one who saw it is the first to know."""
        self.find("disclosure", **words.FRESH, **given)
        self.find("known_to", first_id=self.by, second_id=None, third_id=None)

    @step(source=HERE, label="Name who will know", permission="decide_disclosure", inner=True, reads=("disclosure", "known_to"),
          rules=[*KNOWING, rules.named_are_different, rules.not_decided], asks=words.NAMES)  # fmt: skip
    def name_people(self, *, second: int, third: int | None) -> None:
        """Three people at most. The person hears the names before the talk, so a new name means a new offer."""
        first = self.current("known_to").get("first_id") or self.by
        self.find("known_to", first_id=first, second_id=second, third_id=third)
        if self.current("disclosure").get("talk") not in SETTLED:
            self.find("disclosure", talk="")

    @step(source=HERE, label="Take over from who recorded it", permission="record_disclosure", inner=True, reads=("known_to",),
          rules=[in_progress, rules.not_named_yet, rules.fewer_than_three_know],
          asks=[words.choice("why", "Why?", words.AWAY, "Select why you take over")])  # fmt: skip
    def take_over(self, *, why: str) -> None:
        """Somebody authorised comes in before reading anything, so that nobody waits for a holiday to end."""
        named = self.current("known_to")
        place = "second_id" if named.get("second_id") is None else "third_id"
        self.find("known_to", **{place: self.by})

    @step(source=HERE, label="Consider it point by point", permission="decide_disclosure", inner=True,
          rules=[*KNOWING, rules.something_to_talk_about, rules.talk_is_over, rules.not_decided], asks=words.POINTS)  # fmt: skip
    def weigh(self, **points: str) -> None:
        """Each point with an answer from a list; what the certificate says is written nowhere."""
        self.find("disclosure", weighed=points)

    @step(source=HERE, label="Agree safeguards", permission="decide_disclosure", inner=True,
          rules=[*KNOWING, rules.something_to_talk_about, rules.considered, rules.not_decided],
          asks=[Ask("safeguards", "Which safeguards?", form="several", choices=words.SAFEGUARDS, restricted=True,
                    error="Select at least one safeguard")])  # fmt: skip
    def agree_safeguards(self, *, safeguards: list[str]) -> None:
        """What makes it safe to go on; kept with the decision."""
        self.find("disclosure", safeguards=safeguards)

    @step(source=HERE, label="Decide not to go on", permission="decide_disclosure", inner=True, grave=True, two_people=always,
          rules=[*KNOWING, rules.something_to_talk_about, rules.talk_is_over, rules.considered, rules.not_challenged, rules.not_decided],
          asks=[words.yes("reasons", "We write down the reasons for the person, and how they can ask for another look",
                          "Confirm that the person gets the reasons in writing")])  # fmt: skip
    def decide_not(self, *, reasons: bool) -> None:
        """Two of the people named sign. Outside it is still being considered, until the application ends."""
        self.find("disclosure", decision="not_proceed", decided_on=self.day)

    @step(source=HERE, label="Look at it again", permission="decide_disclosure", inner=True,
          rules=[*KNOWING, rules.was_decided_against])  # fmt: skip
    def look_again(self) -> None:
        """The person asked for another look, or something new was said: all is considered anew."""
        self.find("disclosure", decision="", decided_on=None, weighed={}, safeguards=[])

    @step(source=HERE, label="Record the legal stop", permission="decide_disclosure", inner=True, grave=True, two_people=always,
          rules=[*KNOWING, rules.is_barred, rules.lead_is_named, rules.not_the_lead, rules.not_challenged, rules.not_decided],
          asks=[words.yes("checked", "We both checked that it is this person, and that the role is regulated activity",
                          "Confirm that you both checked it")])  # fmt: skip
    def legal_stop(self, *, checked: bool) -> None:
        """A barred person must not do regulated activity. No discretion, and no private talk about it as if there were."""
        self.find("disclosure", stop="recorded")

    @step(source=HERE, label="Look at the legal stop as safeguarding lead", permission="safeguard_disclosure", inner=True, grave=True,
          rules=[*KNOWING, rules.is_the_lead, rules.stop_was_recorded, rules.not_challenged, rules.not_decided],
          asks=[words.yes("seen", "I have looked at it with them, and the duty to refer was thought about",
                          "Confirm that you have looked at it")])  # fmt: skip
    def confirm_stop(self, *, seen: bool) -> None:
        """The third person. From then on the application can only end."""
        self.find("disclosure", stop="seen", decision="legal_stop", decided_on=self.day)

    @step(source="closed", label="Record a status check of the Update Service", permission="record_disclosure", inner=True,
          rules=[still_with_us, rules.named_to_know, has_an_update_service, in_the_update_service],
          asks=[words.choice("status", "What does the Update Service say?", words.STATUS,
                             "Select what the Update Service says")])  # fmt: skip
    def check_status(self, *, status: str) -> None:
        """It says whether something is new, never what. If so, the check is opened again like any that ran out."""
        self.find("disclosure", status=status, status_on=self.day)

    @step(source=HERE, label="Say that the certificate is wrong", permission="challenge_check", inner=True,
          rules=[in_progress, rules.not_challenged])  # fmt: skip
    def challenge(self) -> None:
        """Anybody may, whatever it says: the body that made it looks again, and nothing is decided meanwhile."""
        self.find("disclosure", challenge="open")

    @step(source=HERE, label="The certificate stands", permission="record_disclosure", inner=True,
          rules=[*KNOWING, rules.was_challenged])  # fmt: skip
    def challenge_answered(self) -> None:
        """The body has looked again and changed nothing."""
        self.find("disclosure", challenge="stands")

    @step(source=HERE, label="Record the corrected certificate", permission="record_disclosure", inner=True, reads=("known_to",),
          rules=[*KNOWING, rules.was_challenged, rules.issued_in_the_past, rules.number_of_the_dbs], asks=words.RESULT)  # fmt: skip
    def record_corrected(self, *, content: str, seen: str, number: str, issued_on: Any, same_person: bool) -> None:
        """A new certificate takes the place of the wrong one, and all that rested on it is done again."""
        fresh = {**words.FRESH, "challenge": "corrected"}
        self.find("disclosure", **fresh, content=content, seen=seen, number=number, issued_on=issued_on)
