"""What we hold about a person, for themselves: one file of plain values with their letters beside it.

What a check or Occupational Health found is not in it, whatever that was: the file may lie on a shared phone. What somebody else
wrote about the person in confidence (a reference) is not in it either (Data Protection Act 2018, Schedule 2, paragraph 24).
"""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from dataclasses import asdict
from typing import Any

from onboarding import letters
from onboarding.access import own_applications
from onboarding.lib.filing import FileChanged, FilesAway
from onboarding.models import (
    FINDINGS,
    LIFE_FINDINGS,
    Answer,
    Applicant,
    Application,
    Complaint,
    Contact,
    Exchange,
    Helper,
    Letter,
    Message,
    Move,
    Skill,
    Stage,
    User,
    Wait,
)
from onboarding.queries.letters import OUT
from onboarding.queries.looks import looks, story_looks
from onboarding.queries.matching import said_in_words
from onboarding.queries.own_letters import file_of
from onboarding.queries.plain_words import national
from onboarding.queries.scores import own_readings, own_scores
from onboarding.queries.supervision import log_of
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import PARTY_WORDS, Party

# What was found about the person, each of its own kind; whatever is not named here is not told in the file, and a test asks for a word.
TOLD = frozenset({
    "abroad", "attendance", "carried", "competences", "eligibility", "identity", "meeting", "offer", "own_words", "plan", "qualification",
    "readiness", "referee", "referral", "reserve", "review", "right_to_work", "seen_papers", "session", "supervision",
    "supervision_answer",
    "support_dates", "tracking", "training_result", "work_history",
})  # fmt: skip
ABOUT_THEM = ("title", "first_name", "surname", "known_as", "email", "mobile", "address", "postcode", "date_of_birth", "points", "channel",
              "formats", "quiet_until", "role_title_for_others", "keeps_record")  # fmt: skip
READ_ME = """What we hold about you, on {day}.

data.json has your details, your applications with every step and every wait, what you wrote to us, and who looked at your checks.
The folder "letters" has every letter we sent you.

Not in here: what a check showed, and what Occupational Health told us. Ask us, and we show it to you. What your referees wrote is
theirs; ask them, or ask us for what the law lets us give.

Something is wrong? You can tell us on your page, under "Did we get something wrong with your data?".
"""


def bundle(user: User, *, at: dt.datetime) -> bytes:
    """A ZIP with the data, the letters and a page of words. The caller witnesses it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr("read-me.txt", READ_ME.format(day=f"{at.day} {at:%B %Y}"))
        files.writestr("data.json", json.dumps(my_data(user), ensure_ascii=False, indent=2, default=str))
        for number, letter in enumerate(_letters(user), start=1):
            try:
                files.writestr(f"letters/{number:03}-{letter.created_at:%Y-%m-%d}.pdf", file_of(letter))
            except (FilesAway, FileChanged):
                files.writestr(f"letters/{number:03}-{letter.created_at:%Y-%m-%d}.txt", letter.text)
    return made.getvalue()


def my_data(user: User) -> dict[str, Any]:
    """Everything as plain values."""
    person = Applicant.objects.get(user=user)
    return {
        "helpers": [{"name": one.name, "email": one.user.email, "until": one.until, "may_act": one.may_act, "ended": one.ended_at}
                    for one in Helper.objects.filter(applicant=person).select_related("user").order_by("pk")],
        "you": {name: getattr(person, name) for name in ABOUT_THEM},
        "applications": [_application(row) for row in own_applications(user).select_related("opportunity__service", "pathway", "owner")],
    }


def _letters(user: User) -> list[Letter]:
    sent = Letter.objects.filter(application__in=own_applications(user), item__status__in=OUT, kind__in=letters.to_applicants())
    return list(sent.order_by("created_at", "pk"))


def _application(row: Application) -> dict[str, Any]:
    nation = row.opportunity.nation
    return {
        "reference": row.reference, "role": row.opportunity.title, "service": row.opportunity.service.name, "begun": row.created_at,
        "state": ALL_KINDS[Application.kind].state(row.state).words.title, "looked_after_by": row.owner.name if row.owner else "",
        "steps": _steps(row, nation),
        "waits": [_wait(wait, nation) for wait in Wait.objects.filter(application=row).order_by("started_at", "pk")],
        "found": _found(row),
        "scores": own_scores(row),
        "what_readers_said": own_readings(row),
        "you_wrote": [{"part": one.part, "words": json.loads(one.words), "saved": one.saved_at}
                      for one in Answer.objects.filter(application=row).order_by("pk")],
        "messages": [
            {"from": "you" if one.from_person else "us", "words": one.words, "sent": one.sent_at}
            for one in Message.objects.filter(application=row, moved_at=None).order_by("sent_at", "pk")
        ],
        "supervision": _supervision(row),
        "suits_you": said_in_words(row),
        "contacts": [{"with": one.by.name, "when": one.at, "how": one.how, "line": one.line}
                     for one in Contact.objects.filter(application=row).select_related("by").order_by("at", "pk")],
        "skills_and_times": [{"gives": one.gives, "what": one.what, "when": one.when, "ended": one.ended_at}
                             for one in Exchange.objects.filter(application=row).order_by("pk")],
        "skills": [{"words": one.words, "signed_by": one.signed_by.name if one.signed_by else "", "signed": one.signed_at}
                   for one in Skill.objects.filter(application=row).select_related("signed_by").order_by("pk")],
        "complaints": [{"about": one.about, "words": one.words, "received": one.received_on, "answered": one.answered_at}
                       for one in Complaint.objects.filter(application=row).order_by("pk")],
        "who_read_what_you_wrote": [{"when": look.at, "who": look.by, "times": look.times} for look in story_looks(row)],
        "who_looked_at_your_checks": [{"when": look.at, "who": look.by, "what": look.title} for look in looks(row)],
    }  # fmt: skip


def _supervision(row: Application) -> list[dict[str, Any]]:
    """Every talk, with how it felt in the person’s own words, shared or not."""
    placed = Stage.objects.filter(application=row, kind="placement").exists()
    return [asdict(one) for one in log_of(row, felt="own").entries] if placed else []


def _steps(row: Application, nation: str) -> list[dict[str, Any]]:
    moves = list(Move.objects.filter(application=row).order_by("number"))
    undone = {move.reverses_id for move in moves}
    return [{**_step(move, nation), "undone": move.pk in undone} for move in moves]


def _step(move: Move, nation: str) -> dict[str, Any]:
    kind = ALL_KINDS[move.kind]
    step = kind.steps.get(move.step)
    return {
        "about": national(kind.public_title, nation), "step": national(step.label, nation) if step else move.step,
        "happened": move.effective_at, "written_down": move.recorded_at,
    }  # fmt: skip


def _wait(wait: Wait, nation: str) -> dict[str, Any]:
    return {
        "about": national(ALL_KINDS[wait.kind].public_title, nation), "for": national(PARTY_WORDS[Party(wait.party)][1], nation),
        "from": wait.started_at, "to": wait.ended_at,
    }  # fmt: skip


def _found(row: Application) -> dict[str, list[dict[str, Any]]]:
    of_stages: dict[str, Any] = {
        code: FINDINGS[code]._default_manager.filter(stage__application=row, current=True) for code in sorted(TOLD)
    }
    of_life: dict[str, Any] = {code: model._default_manager.filter(application=row, current=True) for code, model in LIFE_FINDINGS.items()}
    return {code: [_plain(one.values()) for one in rows] for code, rows in {**of_stages, **of_life}.items() if rows}


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if not name.endswith("_id")}
