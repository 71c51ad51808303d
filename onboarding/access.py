"""Who may do what, and who may see which application: one table of roles, and the only ways to an application."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from onboarding.engine.grammar import DOOR, Step
from onboarding.models import (
    Application,
    Correspondent,
    Helper,
    Interest,
    KnownTo,
    Match,
    NotWith,
    Proposal,
    SelectionDay,
    StaffRole,
    Stage,
    User,
)
from onboarding.stages.names import ACTIVE

REPLY = "reply"  # the one right of somebody outside who holds a link
_STEPS = {
    "welcome", "join_group", "submit", "select", "book", "offer", "answer_offer", "identity", "right_to_work",
    "name_referee", "tell_history", "qualifications", "reference", "receive_reference", "committee", "readiness",
    "agree_plan", "refer", "check", "certificate_came", "train", "keep_register", "answer_place", "place", "change_team",
    "host", "sign_agreement", "confirm_role", "hand_over", "ask_us", "pause", "rest", "withdraw", "end", "reopen",
    "confirm_evidence", "waive", "review_contact",
}
_STAFF_PAGES = {
    "view_application", "view_worklist", "view_letters", "send_letter", "send_link", "contact", "complain", "report_incident", "undo",
    "amend",
}

ROLES: dict[str, frozenset[str]] = {
    "hr": frozenset(
        _STEPS
        | _STAFF_PAGES
        | {"import", "decide_fitness", "speak_for_hr", "answer_about_support", "view_fitness", "view_audit", "start_telling",
           "add_person", "view_reports", "leave_out_rule", "sign_off_pathway", "view_settings", "arrange", "make_codes",
           "sign_skills", "keep_signposts", "arrange_selection", "score", "view_scores", "see_supervision", "review_placement"}
    ),
    "coordinator": frozenset(
        {
            "select", "book", "name_referee", "tell_history", "reference", "receive_reference", "committee", "readiness",
            "read_own_words", "train", "keep_register", "place", "change_team", "hand_over", "ask_us", "pause", "rest",
            "agree_plan", "sign_agreement", "answer_place", "submit", "welcome", "join_group", "sign_off_pathway",
            "view_settings", "arrange", "make_codes", "sign_skills", "keep_signposts", "arrange_selection", "score",
            "supervise", "see_supervision", "review_placement", "note_missed", "keep_apart", "note_goals",
        }
        | _STAFF_PAGES
    ),
    "disclosure_handler": frozenset(
        {"check", "record_disclosure", "decide_disclosure", "view_disclosure", "certificate_came", "hand_over", "ask_us",
         "answer_in_private", "challenge_check"}
        | _STAFF_PAGES
    ),
    "safeguarding_lead": frozenset(
        {"safeguard_disclosure", "view_disclosure", "view_application", "view_worklist", "report_incident"}
    ),
    "data_lead": frozenset({"keep_registers", "report_incident", "confirm_access"}),
    "oh_liaison": frozenset({"refer", "record_fitness", "answer_about_support", "view_fitness", "hand_over", "ask_us"} | _STAFF_PAGES),
    "manager": frozenset(
        {
            "offer", "score", "view_scores", "end", "decide_fitness", "speak_for_the_team", "answer_about_support",
            "view_fitness", "decide_disclosure",
            "view_disclosure", "confirm_role", "waive", "review_reference", "review_contact", "leave_out_rule", "sign_off_pathway",
            "view_settings", "view_application", "view_worklist", "view_reports", "view_audit", "undo", "contact", "view_letters",
            "report_incident", "see_supervision", "review_placement", "note_missed", "note_goals",
        }
    ),
    "supervisor": frozenset({"supervise", "see_supervision", "review_placement", "report_incident"}),
    "host": frozenset({"host", "view_placement"}),
    "trainer": frozenset({"keep_register", "report_incident"}),
    "panel_member": frozenset({"score", "report_incident"}),
    "auditor": frozenset({"view_audit", "view_reports", "report_incident"}),
    "administrator": frozenset({"settings", "confirm_access", "keep_signposts", "arrange", "view_settings", "report_incident"}),
    "applicant": frozenset(
        {
            "join_group", "submit", "book", "answer_offer", "name_referee", "tell_history", "agree_plan", "certificate_came",
            "answer_place", "sign_agreement", "pause", "ask_us", "withdraw", "complain", "answer_in_private", "challenge_check",
            "answer_about_support", "answer_supervision", "change_team",
        }
    ),
    # Small things for somebody who named them; never a yes or no that is the person's own, and nothing that is private.
    "helper": frozenset({"book", "name_referee", "certificate_came", "answer_place", "pause", "ask_us"}),
    "correspondent": frozenset({REPLY}),
    "system": frozenset({"import", "ask_us", "hand_over", "submit", "note_missed", DOOR}),
}
HOST, SUPERVISOR = "host", "supervisor"
# Roles that reach only the applications whose placement names a site of the person's own, or names them as who supports.
BY_MATCH = frozenset({HOST, SUPERVISOR})
STAFF_ROLES = tuple(role for role in ROLES if role not in ("applicant", "helper", "correspondent", "system"))
PERMISSIONS = frozenset().union(*ROLES.values())


def signed_in(user_id: int) -> User | None:
    """The person of a session; staff with their roles, in one statement for both."""
    rows = list(StaffRole.objects.filter(user=user_id).select_related("user"))
    if not rows:
        return User.objects.filter(pk=user_id).first()
    user = rows[0].user
    user.known_roles = [(row.role, row.service_id) for row in rows]
    return user


def roles_of(user: Any) -> list[tuple[str, int | None]]:
    """The roles of a signed-in person, each with the service it is bound to (None: all); read once a request."""
    if not getattr(user, "is_active", False):
        return []
    if user.known_roles is None:
        user.known_roles = list(user.roles.values_list("role", "service_id"))
    return list(user.known_roles)


def is_staff(user: Any) -> bool:
    """Whether a signed-in person has any role of staff."""
    return any(role in STAFF_ROLES for role, _service in roles_of(user))


def is_own(user: Any, application: Application) -> bool:
    """Whether the application is the signed-in person's own: nobody decides about themselves."""
    return user.pk is not None and application.applicant.user_id == user.pk


def may(user: Any, permission: str, application: Application | None = None) -> bool:
    """Whether a person may do something, to this application or (without one) at all."""
    if application is not None and is_own(user, application):
        return user.is_active and permission in ROLES["applicant"]
    if application is None:
        return any(permission in ROLES.get(role, ()) for role, _bound in roles_of(user))
    if user.helps_with == application.pk:
        return user.is_active and permission in ROLES["helper"]
    service = application.opportunity.service_id
    return may_in(user, permission, service) or _may_by_match(user, permission, application, service)


def may_take(user: Any, step: Step, application: Application, row: Application | Stage) -> bool:
    """Whether a person may take a step of a row: by a role; who holds a link, only what answers its own question."""
    if isinstance(user, Correspondent):
        return REPLY in ROLES["correspondent"] and user.may_answer(step, row)
    return may(user, step.permission, application)


def may_in(user: Any, permission: str, service: int | None) -> bool:
    """The same for an application known not to be the person's own, by its service alone (lists). No role by match counts."""
    return any(role not in BY_MATCH for role in _giving(user, permission, service))


def _giving(user: Any, permission: str, service: int | None) -> list[str]:
    """The roles of a person that give a permission in a service (None: in any)."""
    return [
        role
        for role, bound in roles_of(user)
        if permission in ROLES.get(role, ()) and (bound is None or service is None or bound == service)
    ]


def _may_by_match(user: Any, permission: str, application: Application, service: int) -> bool:
    giving = {role for role in _giving(user, permission, service) if role in BY_MATCH}
    return bool(giving) and _matched(user, giving).filter(stage__application=application).exists()


def _services(user: Any, permission: str, to: str = "") -> Q:
    """The applications within reach of a permission, by the services it is bound to; roles by match are asked apart."""
    bounds = {bound for role, bound in roles_of(user) if permission in ROLES.get(role, ()) and role not in BY_MATCH}
    if not bounds:
        return Q(pk__in=())
    return Q() if None in bounds else Q((f"{to}opportunity__service__in", bounds))


def _kept_from(user: Any) -> Any:
    """The applications of people who would rather not be with this member of staff: to them they are not there."""
    return NotWith.objects.filter(user=user).values("application")


def applications_for(user: Any, permission: str = "view_application") -> QuerySet[Application]:
    """The applications a member of staff may see under a permission. Never their own, never a half-finished import."""
    return Application.objects.filter(seen_by(user, permission))


def seen_by(user: Any, permission: str, to: str = "") -> Q:
    """The same for rows about an application, to which `to` leads: joined to them, where there are too many to be listed."""
    reach = _services(user, permission, to) & Q((f"{to}hidden", False))
    return reach & ~Q((f"{to}applicant__user", user)) & ~Q((f"{to}id__in", _kept_from(user)))


def _known_to_others(user: Any) -> Any:
    """The stages whose restricted record names people, and not this one."""
    named = KnownTo.objects.filter(current=True, first__isnull=False)
    return named.exclude(Q(first=user) | Q(second=user) | Q(third=user)).values("stage_id")


def knows(user: Any, application: Application, kind: str) -> bool:
    """Whether nobody was named to know what a check found, or this person was. The right is asked for apart."""
    return not application.stages.filter(kind=kind, pk__in=_known_to_others(user)).exists()


def named_for(user: Any) -> QuerySet[KnownTo]:
    """Where somebody else named this person to know what a check found, while it is being considered."""
    mine = KnownTo.objects.filter(Q(second=user) | Q(third=user), current=True)
    return mine.filter(stage__state="being_considered", stage__application__state__in=ACTIVE)


def proposals_for(user: Any) -> QuerySet[Proposal]:
    """What waits for a second person, made by another. What is inside a record is there for those who know it only."""
    waiting = Proposal.objects.filter(settled_at=None).exclude(proposed_by=user)
    return waiting.exclude(stage__in=_known_to_others(user))


def looked_after_by(user: Any, day: dt.date, to: str = "") -> Q:
    """The applications somebody looks after on a day: their own, and those of who is away and has named them."""
    owner = f"{to}owner"
    since = Q((f"{owner}__away_from__lte", day)) | Q((f"{owner}__away_from", None))
    away = Q((f"{owner}__stand_in", user), (f"{owner}__away_until__gte", day)) & since
    return Q((owner, user)) | away


def threads_for(user: Any, day: dt.date) -> QuerySet[Application]:
    """The applications whose messages a member of staff reads on a day: those they look after then, and no others."""
    return applications_for(user, "contact").filter(looked_after_by(user, day))


def reads_thread(user: Any, application: Application, day: dt.date) -> bool:
    """The same of one application, which this person may see."""
    owner = application.owner
    mine = owner is not None and (owner == user or (owner.stand_in_id == user.pk and owner.is_away_on(day)))
    return mine and not application.hidden and may(user, "contact", application)


def own_applications(user: User) -> QuerySet[Application]:
    """The signed-in applicant's own applications, latest first."""
    return Application.objects.filter(applicant__user=user, hidden=False).order_by("-created_at", "-pk")


def selection_days_for(user: Any) -> QuerySet[SelectionDay]:
    """The selection days somebody sees: those they may arrange, and those on whose panel they sit."""
    mine = _of_services(user, "score") & Q(panel__user=user)
    return SelectionDay.objects.filter(_of_services(user, "arrange_selection") | mine).distinct()


def _of_services(user: Any, permission: str) -> Q:
    bounds = {bound for role, bound in roles_of(user) if permission in ROLES.get(role, ()) and role not in BY_MATCH}
    everywhere = Q(pk__isnull=False)  # an empty Q would be lost beside an “or”
    return Q(pk__in=()) if not bounds else everywhere if None in bounds else Q(service__in=bounds)


def comes_to(user: Any, day: SelectionDay) -> QuerySet[Application]:
    """Who comes on a selection day, for its panel and who arranges it. Never oneself, never after an ending."""
    stages = day.slots.filter(taken__current=True).values("taken__stage")
    return Application.objects.filter(stages__in=stages, state__in=ACTIVE, hidden=False).exclude(applicant__user=user)


def stands_down(user: Any, application: Application) -> bool:
    """Whether somebody declared that they know this person: then they see nothing that was written or scored."""
    return Interest.objects.filter(user=user, application=application, stands_down=True).exists()


def declared_free(user: Any, application: Application) -> bool:
    """Whether somebody declared that they have no interest."""
    return Interest.objects.filter(user=user, application=application, stands_down=False).exists()


def meets(user: Any, application: Application) -> bool:
    """Whether somebody sits on the panel of the day on which a person comes, or came."""
    here = Q(slots__taken__current=True, slots__taken__stage__application=application)
    return not is_own(user, application) and SelectionDay.objects.filter(_of_services(user, "score"), here, panel__user=user).exists()


def placements_for(user: Any) -> QuerySet[Application]:
    """A host sees who is matched with their own sites, and nothing else."""
    if not may(user, "view_placement"):
        return Application.objects.none()
    matched = Q(stages__in=_matched(user).values("stage_id"))
    found = Application.objects.filter(matched, hidden=False).exclude(applicant__user=user)
    return found.exclude(pk__in=_kept_from(user)).distinct()


def matches_for(user: Any) -> QuerySet[Match]:
    """The matches behind what a host sees, each with its site; a role bound to a service counts for that service only."""
    bounds = {bound for role, bound in roles_of(user) if "view_placement" in ROLES.get(role, ())}
    found = _matched(user).filter(stage__application__in=placements_for(user))
    return found if None in bounds else found.filter(stage__application__opportunity__service__in=bounds)


def _matched(user: Any, roles: Collection[str] = (HOST,)) -> QuerySet[Match]:
    """The matches that hold now with a site of this person's own, or (for a supervisor) that name them as who supports."""
    hosts = Q(site__host=user) if HOST in roles else Q(pk__in=())
    supports = Q(supervisor=user) | Q(deputy=user) if SUPERVISOR in roles else Q(pk__in=())
    return Match.objects.filter(hosts | supports, current=True)


def supervised_for(user: Any, permission: str = "see_supervision") -> QuerySet[Application]:
    """The applications whose supervision somebody sees: by their service, or as supervisor or deputy. Never their own."""
    bounds = {bound for role, bound in roles_of(user) if role == SUPERVISOR and permission in ROLES[role]}
    by_service = applications_for(user, permission)
    if not bounds:
        return by_service
    matched = _matched(user, (SUPERVISOR,))
    mine = matched if None in bounds else matched.filter(stage__application__opportunity__service__in=bounds)
    named = Q(pk__in=mine.values("stage__application"))  # an empty Q beside an “or” would mean nothing, and not everything
    reached = Application.objects.filter(named | Q(pk__in=by_service.values("pk")), hidden=False)
    return reached.exclude(applicant__user=user).exclude(pk__in=_kept_from(user))


def get_supervised(user: Any, reference: str, permission: str = "see_supervision") -> Application:
    """One of them by its reference, or 404."""
    related = supervised_for(user, permission).select_related("applicant", "opportunity__service", "pathway", "owner")
    found = related.filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def get_placement(user: Any, reference: str) -> Application:
    """One application by its reference for the host it is matched with, or 404."""
    related = placements_for(user).select_related("applicant", "opportunity__service", "pathway", "owner")
    found = related.filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def get_application(user: Any, reference: str, permission: str = "view_application") -> Application:
    """One application by its reference, or 404: absence and no right look the same."""
    found = (
        applications_for(user, permission)
        .select_related("applicant", "opportunity__service", "pathway", "owner__stand_in")
        .filter(reference=reference)
        .first()
    )
    if found is None:
        raise Http404
    return found


def get_own(user: User, reference: str) -> Application:
    """One of the applicant's own applications, or 404."""
    related = own_applications(user).select_related("applicant", "opportunity__service", "pathway", "owner")
    found = related.filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def helping(user: Any, day: dt.date) -> QuerySet[Helper]:
    """Whom somebody helps on a day. Whoever has any role of staff helps nobody here."""
    live = Helper.objects.filter(user=user.pk, ended_at=None, until__gte=day).exclude(applicant__applications__state="deceased")
    return live if user.is_active and not is_staff(user) else live.none()


def get_helped(user: Any, reference: str, day: dt.date) -> tuple[Application, Helper]:
    """An application of a person whom somebody helps, with what they may do, or 404; from then on they may do it in this request."""
    related = Application.objects.select_related("applicant", "opportunity__service", "pathway", "owner")
    found = related.filter(reference=reference, hidden=False).first()
    helper = helping(user, day).filter(applicant=found.applicant_id).first() if found else None
    if found is None or helper is None:
        raise Http404
    user.helps_with = found.pk if helper.may_act else None
    return found, helper
