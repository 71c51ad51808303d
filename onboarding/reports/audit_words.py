"""The words of the audit report: events that are no moves, states, lag."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from onboarding.door.held import ZONE
from onboarding.engine.edges import AMEND, BRING_IN, UNDO
from onboarding.engine.moves import MoveFact
from onboarding.lib import clock
from onboarding.models import Move
from onboarding.reports.base import day_words
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import PARTY_WORDS, Party

REST = "Letters, contacts and what else was done"
EVENTS = {
    "started": "The application was begun",
    "brought_in": "Brought in from a spreadsheet",
    "restricted": "Something was written in the restricted record",
    "read_restricted": "The restricted record was opened",
    "proposed": "The first of two people proposed a step",
    "compliance_exception": "A correction showed contact that was too early: it must be looked at",
    "letter_sent": "A letter went out",
    "letter_cancelled": "A letter was stopped",
    "letter_hurried": "A letter was sent before its time",
    "letter_came_back": "A letter came back",
    "letter_again": "A letter was tried again",
    "chased": "A reminder was due",
    "chase_settled": "What a reminder asked of us was done",
    "more_time": "The person asked for 2 more weeks",
    "body_asked": "An organisation was asked about it, with others",
    "update_asked": "A letter to somebody who waits was put in",
    "export": "The audit report was taken away as a PDF",
    "letter": "A letter was made",
    "letter_opened": "A letter was opened",
    "invited": "The person was invited to sign in",
    "paper_codes_made": "A sheet of codes to sign in with was printed",
    "reply_link_made": "A one-time link was made, so that somebody outside can answer",
    "reply_link_sent": "The one-time link went out",
    "reply_link_stopped": "A one-time link was stopped",
    "reply_opened": "A one-time link was opened",
    "reply_answered": "Somebody outside answered by a one-time link",
    "reply_passed_on": "Somebody outside said by a one-time link that it is not theirs",
    "joined": "The person has a sign-in of their own now",
    "notice_shown": "The privacy notice was shown",
    "answer_saved": "A part of the application form was saved",
    "call_asked": "The person asked us to fill the form in on the phone",
    "call_done": "The call about the form was made",
    "answers_read": "What the person wrote in the form was read",
    "message_sent": "A message was sent",
    "message_note_sent": "An e-mail said that there is an update",
    "messages_read": "The messages were read",
    "concern_passed": "A worry was passed on by voice",
    "message_moved": "A message was taken away, to be talked about in private",
    "skill_written": "The person wrote down something they can do",
    "skill_taken_away": "The person took a skill away",
    "skills_read": "Skills in the person’s own words were read",
    "skill_signed": "A skill was signed",
    "skill_not_seen": "A skill was not seen by us yet",
    "record_kept": "The person chose how long their record is kept",
    "suits_saved": "What suits the person was changed",
    "suits_read": "What suits the person was read",
    "talk_asked": "The person asked to talk today",
    "record_asked": "The person asked for a letter: the record of their supervision, or a reference",
    "talk_held": "Somebody who supports the person has talked with them",
    "felt_written": "The person wrote how a supervision felt, or took it away",
    "felt_read": "What the person shared of how it felt was read",
    "staff_note_sent": "An e-mail told somebody of staff that there is an update",
    "helper_named": "The person named somebody who helps them",
    "helper_ended": "Somebody who helped the person does not any more",
    "helper_told": "An e-mail told the helper",
    "helper_read": "The helper looked at the person’s page or letters",
    "exchange_written": "The member wrote a line on the list of skills and times",
    "exchange_ended": "The member took a line off the list of skills and times",
    "exchange_asked": "The member asked for something on the list of skills and times",
    "exchange_passed": "What the member asked for was passed on",
    "needs_changed": "What the person needs was changed",
    "erasure": "Words were erased, as their time was over",
}


def event_words(event: str, codes: Mapping[str, Any]) -> str:
    """An event that is no move, in words; a type nobody wrote words for is shown as it is called."""
    words = EVENTS.get(event, event.replace("_", " ").capitalize())
    kind = codes.get("kind")
    return f"{words}: {ALL_KINDS[kind].title}" if kind in ALL_KINDS else words


def step_words(fact: MoveFact) -> str:
    """A move in words, under the title of its stage."""
    if fact.step == BRING_IN:
        return "Brought in from a spreadsheet. Evidence not seen by us."
    step = ALL_KINDS[fact.kind].steps.get(fact.step)
    return "Opened" if fact.step == "open" or step is None else step.label


def state_words(move: Move) -> str:
    """From where to where, as staff call the states."""
    if move.source == move.target or move.step == AMEND:
        return ""
    kind = ALL_KINDS[move.kind]
    return f"{kind.state(move.source).staff} → {kind.state(move.target).staff}"


def waiting_words(move: Move) -> str:
    """Who the move made us wait for: nobody once it is closed or goes on, empty where it changed nothing."""
    kind = ALL_KINDS[move.kind]
    if move.stage_id is None or move.step in (AMEND, UNDO) or (move.source == move.target and not move.party):
        return ""
    if move.target in (kind.first, kind.closed):
        return "nobody"
    party = move.party or kind.state(move.target).party
    if kind.state(move.target).goes_on_with(party):
        return "nobody: it is on"
    return PARTY_WORDS[Party(party)][1] if party else ""


def happened_words(move: Move, effective_at: dt.datetime) -> str:
    """When it happened, if that was on an earlier day than we were told, or was changed since."""
    happened, told = (clock.local_date(moment, ZONE) for moment in (effective_at, move.recorded_at))
    changed = effective_at != move.effective_at
    return f"happened {day_words(happened)}{' (date changed)' if changed else ''}" if happened != told or changed else ""


def lag_words(move: Move, effective_at: dt.datetime) -> str:
    """How many days later we were told; nothing within a day."""
    days = (clock.local_date(move.recorded_at, ZONE) - clock.local_date(effective_at, ZONE)).days
    return f", told {days} {'day' if days == 1 else 'days'} later" if days > 0 else ""
