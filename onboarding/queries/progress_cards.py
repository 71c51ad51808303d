"""The cards of the progress page: what the person can do now, or what goes on without them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onboarding.access import ROLES
from onboarding.engine.moves import MoveFact
from onboarding.letters.words import sentence
from onboarding.models import Match, Stage
from onboarding.queries.application_form import saved_count
from onboarding.queries.own_step import row_name
from onboarding.queries.plain_words import chip, day, joined, weekday
from onboarding.queries.progress_asked import QUESTION, STILL_YOURS, asked, said_of, time_until
from onboarding.queries.progress_read import Read
from onboarding.queries.progress_ways import Ways, in_the_post, ways_of
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import APPLICATION, Engagement, Life, Nation, Party
from onboarding.stages.plan import NOTHING_NOTED
from onboarding.stages.shared import MORE_TIME

MESSAGES = "messages"  # no step: the messages
FORM = "form"  # no step: the application form, which is sent from its last page
# What the person reads on the button, where the staff's label would sound odd to them.
LABELS = {
    ("selection", "book"): "Choose a time",
    ("selection", "choose_slot"): "Choose a time",
    ("selection", "change_slot"): "Change the time",
    ("selection", "give_back_slot"): "Give the time back",
    ("selection", "change_meeting"): "Change the time",
    ("selection", "cancel_meeting"): "Cancel the meeting",
    ("readiness", "book"): "Choose a time",
    ("readiness", "change_meeting"): "Change the time of the chat",
    ("readiness", "cancel_meeting"): "Cancel the chat",
    ("reference", "name_referee"): "Give us a name",
    ("reference", "change_referee"): "Name someone else",
    ("readiness", "agree_plan"): "Say yes to the plan",
    ("readiness", "add_own_words"): "Add your own words",
    ("crb", "certificate_came"): "My certificate came",
    ("training", "accept_place"): "Say yes to this place",
    ("training", "wait_for_later"): "Wait for a later course",
    ("placement", "sign_agreement"): "Sign the agreement",
    (APPLICATION, "submit"): "Yes, I would like to come",
    ("membership", "agree"): "Read it, and say yes",
}
TIMED = ("book", "choose_slot", "change_slot", "give_back_slot", "change_meeting", "cancel_meeting")
MINE = ("change_meeting", "cancel_meeting")
# A sentence that must not be missed stands apart, in bold.
STRONG = (
    "Having a mental health problem is not a reason for us to say no.",
    "Do not leave a job or change your benefits yet.",
    "A record does not always stop you.",
)


@dataclass(frozen=True)
class Act:
    """One button: the step of a kind, in the person's words."""

    kind: str
    step: str
    label: str
    row: str


@dataclass(frozen=True)
class Turn:
    """A thing the person can do now."""

    kind: str
    state: str
    title: str
    text: str
    strong: str
    by: str
    acts: list[Act]
    can_ask: bool
    version: int
    row: str
    ways: Ways


@dataclass(frozen=True)
class Card:
    """What goes on while there is nothing to do."""

    title: str
    paragraphs: list[str]
    acts: list[Act]


def turn(read: Read, stage: Stage) -> Turn:
    """The card of one stage that waits for the person."""
    title, text = _turn_words(read, stage)
    strong = next((read.fit(words) for words in STRONG if read.fit(words) in text), "")
    more = asked(read, stage, MORE_TIME) is not None
    own = [act for act in acts_of(stage.kind, stage.state, stage.slot) if fits(read, stage, act)]
    acts = [replace(act, label=read.fit(_label(read, stage, act))) for act in own]
    can_ask = not more and any(
        step.name == "take_back" and stage.state in step.source for step in ALL_KINDS[stage.kind].steps.values()
    )
    rest = text.replace(strong, "").replace("  ", " ").strip() if strong else text
    row = row_name(stage.kind, stage.slot)
    return Turn(
        stage.kind, stage.state, read.numbered(title, stage), rest, strong, _by(read, stage), acts, can_ask, stage.version, row,
        ways_of(read, stage, buttons=bool(acts)),
    )


def _label(read: Read, stage: Stage, act: Act) -> str:
    """Without a plan the yes is to going on."""
    return "Say yes" if act.step == "agree_plan" and read.without_plan(stage) else act.label


def _turn_words(read: Read, stage: Stage) -> tuple[str, str]:
    """The words of the card. With more time it is still theirs, and says so; who volunteers is only asked, and shows no papers."""
    own = ALL_KINDS[stage.kind].on_offer.volunteers if read.fit.engagement == Engagement.VOLUNTARY else None
    if not asked(read, stage, MORE_TIME):
        return (read.fit(own.title), read.fit(own.text)) if own else read.words_of(stage)
    words = own or ALL_KINDS[stage.kind].state(stage.state).words_for(Party.APPLICANT)
    words = NOTHING_NOTED if read.nothing_noted(stage) else words
    return read.fit(words.title), f"{STILL_YOURS} {read.fit(words.text)}"


def _by(read: Read, stage: Stage) -> str:
    """The day on the card: that of the turn, or the last of the two weeks they asked for. None in the post, or for an offer."""
    wait = read.waits.get(stage.pk)
    due = wait.due_on if wait and wait.party == Party.APPLICANT else None
    days = [found for found in (due, time_until(read, stage)) if found and found >= read.today]
    return weekday(max(days)) if days and stage.state != "offered" and not in_the_post(read, stage) else ""


def acts_of(kind: str, state: str, slot: int = 1) -> list[Act]:
    """The steps that are the person's own, from a state; `slot` says which one of several of a kind."""
    steps = ALL_KINDS[kind].steps.values()
    own = [step for step in steps if state in step.source and step.permission in ROLES["applicant"]]
    name = row_name(kind, slot)
    return [
        Act(kind, step.name, LABELS.get((kind, step.name), step.label), name)
        for step in own
        if step.name != "take_back"
    ]


def fits(read: Read, stage: Stage, act: Act) -> bool:
    """A certificate can only have come once the form went off; in Scotland, once there is a result to share.

    What was told can be taken out, or be all, once something was told.
    """
    if stage.kind == "selection":
        return act.step not in TIMED or (act.step in read.may_choose)
    if act.step in ("take_out_last", "tell_all"):
        return any(move.row == stage.pk and move.step in ("add_period", "add_time_off") for move in read.moves)
    if (act.kind, act.step) != ("crb", "certificate_came"):
        return True
    if read.fit.nation == Nation.SCOTLAND:
        return any(move.row == stage.pk and move.step == "result_ready" for move in read.moves)
    return any(move.row == stage.pk and move.target == "with_body" for move in read.moves)


def card(read: Read) -> Card:
    """What goes on while nothing waits for the person."""
    life = read.application.state
    if life == Life.IN_PROGRESS:
        return _others(read)
    words = read.life
    acts = _of_draft(read) if life == Life.DRAFT else []
    since = _paused_on(read) if life == Life.PAUSED else ""
    asked = "You asked for a break" if paused_by(read) == "self" else "We wrote down a break for you"
    first = [f"{asked} on {since}."] if since else []
    saved = [saved_count(read.application)] if life == Life.DRAFT and not read.in_group else []
    text = _with_supervisor(read) if life == Life.IN_ROLE and not read.in_group else read.fit(words.text)
    return Card(read.fit(words.title), [*first, *saved, text], acts)


def _with_supervisor(read: Read) -> str:
    """The words of who is in role, with the name of who supports them where one is recorded."""
    rows = Match.objects.filter(stage__application=read.application, current=True, stage__kind="placement")
    found = rows.select_related("supervisor").last()
    text = read.fit(read.life.text)
    return text.replace("Your supervisor is", f"{found.supervisor.name} is your supervisor, and is") if found else text


def standing_acts(read: Read, stage: Stage) -> list[Act]:
    """What the person can do though nothing waits for them: change a time they chose, ask for a second view."""
    if (stage.kind, stage.state) == ("readiness", "not_yet"):
        return [act for act in acts_of(stage.kind, stage.state, stage.slot) if act.step == "ask_look_again"]
    if (stage.kind, stage.state) == ("readiness", "booked"):
        return [act for act in acts_of(stage.kind, stage.state, stage.slot) if act.step in MINE]
    if (stage.kind, stage.state) != ("selection", "booked"):
        return []
    return [act for act in acts_of(stage.kind, stage.state, stage.slot) if act.step in read.may_choose]


def to_messages(read: Read, stage: Stage) -> list[Act]:
    """The way to their messages, where they asked us something about a step."""
    row = row_name(stage.kind, stage.slot)
    return [Act(stage.kind, MESSAGES, "Read your messages", row)] if asked(read, stage, QUESTION) else []


def changes(read: Read) -> list[Act]:
    """The same for every time that is booked, where no card says it."""
    booked = [stage for stage in read.stages if stage.state == "booked" and stage.pk in read.waits]
    alone = not read.yours() and len(read.waits) == 1
    return [] if alone or read.application.state != Life.IN_PROGRESS else [act for stage in booked for act in standing_acts(read, stage)]


def _of_draft(read: Read) -> list[Act]:
    """The form, for a role; for a group, saying that one would like to come."""
    if not read.in_group:
        return [Act(APPLICATION, FORM, "Go on with your form", APPLICATION)]
    return [act for act in acts_of(APPLICATION, Life.DRAFT) if act.step == "submit"]


def _others(read: Read) -> Card:
    open_now = [stage for stage in read.stages if stage.pk in read.waits]
    if len(open_now) == 1:
        title, text = read.words_of(open_now[0])
        said = said_of(read, open_now[0])
        acts = [*standing_acts(read, open_now[0]), *to_messages(read, open_now[0])]
        return Card(read.numbered(title, open_now[0]), [*said, text], acts)
    waiting = read.waiting
    names = _names(read, [stage for stage in waiting if chip(read.waits[stage.pk].party) == "them"])
    paragraphs = [sentence(read.words_of(stage)[0]) for stage in open_now if read.under_way(stage) or stage.pk in read.truly]
    paragraphs += [f"We are waiting for {joined(names)}."] if names else []
    if any(chip(read.waits[stage.pk].party) == "us" for stage in waiting):
        paragraphs.append("Some things are with us. We are working on them.")
    return Card("What goes on now", paragraphs, [])


def _names(read: Read, stages: list[Stage]) -> list[str]:
    waits = [read.waits[stage.pk] for stage in stages]
    found = [read.fit.waiting_for(wait.party, wait.body.name_for_applicants if wait.body else "") for wait in waits]
    return list(dict.fromkeys(found))


def _paused_on(read: Read) -> str:
    found = _breaks(read)
    return day(found[-1].effective_at.date()) if found else ""


def paused_by(read: Read) -> str:
    """How the last break was asked for: “self” on the person's own page, else the way we were told."""
    found = _breaks(read)
    return found[-1].code if found else "self"


def _breaks(read: Read) -> list[MoveFact]:
    return [move for move in read.moves if move.row is None and move.step == "pause"]
