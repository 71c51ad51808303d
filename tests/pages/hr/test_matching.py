"""Teams for a person: what fits, in the same words for travel, times and the person's own list; which only they and one role read."""

from typing import Any

import pytest
from django.test import Client

from onboarding import access
from onboarding.actions.purge import purge
from onboarding.actions.suits import save_suits
from onboarding.door import StepRefused, take
from onboarding.door.fitting import fits
from onboarding.models import (
    Application,
    Approval,
    AuditEvent,
    KeptApart,
    Match,
    NotWith,
    Service,
    Site,
    SiteSuits,
    Suits,
    Tag,
)
from onboarding.queries.choices import staff as offered
from onboarding.queries.my_data import my_data
from tests.making import DAY, HOUR, advance, applicant, application, site, staff, team
from tests.pages.hr.conftest import NOW

pytestmark = pytest.mark.django_db
SENTENCE = "This team does not fit. Look at the teams that do"


@pytest.fixture
def app() -> Application:
    """Somebody for whom a team is looked for."""
    made = advance(application(who=applicant("Maya", signs_in=True), at=NOW - 40 * DAY), "placement.matching", gap=HOUR)
    return Application.objects.get(pk=made.pk)


@pytest.fixture
def jo(signed_in):
    return signed_in("coordinator", name="Jo Coordinator")


@pytest.fixture
def maya(app) -> Client:
    client = Client()
    client.force_login(app.applicant.user)
    return client


def url(app: Application) -> str:
    return f"/staff/people/{app.reference}/match/"


def own(app: Application) -> str:
    return f"/progress/{app.reference}/suits/"


def tag(words: str, kind: str = "skill") -> Tag:
    return Tag.objects.get_or_create(kind=kind, words=words)[0]


def team_wants(place: Site, *tags: Tag, times: tuple[str, ...] = ()) -> None:
    row = SiteSuits.objects.create(site=place, times=list(times))
    row.tags.set(tags)


def ticks(app: Application, **ticked: Any) -> None:
    nothing: dict[str, list[str]] = {"skills": [], "areas": [], "times": [], "teams": [], "people": []}
    said = {name: [str(one) for one in codes] for name, codes in ticked.items()}
    save_suits(app, {**nothing, **said}, by=app.applicant.user, at=NOW)  # type: ignore[arg-type]


def ask(app: Application, place: Site) -> Any:
    first, second = team()
    return take(app, "placement", "ask_host", by=first, at=NOW, site=place.pk, supervisor=first.pk, deputy=second.pk)


def line(client: Client, app: Application, name: str) -> str:
    page = client.get(url(app)).content.decode()
    return page.partition(f">{name}</th>")[2].partition("</tr>")[0]


def test_signed_out_wrong_roles_wrong_methods_and_somebody_elses(app, jo, signed_in):
    suits = f"/staff/people/{app.reference}/suits/"
    for address in (url(app), suits, own(app)):
        assert Client().get(address).status_code == 302
        for role in ("manager", "auditor", "host", "supervisor", "trainer"):
            client = signed_in(role, name=role, email=f"{role}{abs(hash(address))}@x.example")
            assert client.get(address).status_code == 404
    assert signed_in("hr", name="Hr").get(suits).status_code == 404
    assert jo.post(url(app)).status_code == 405
    assert jo.put(suits).status_code == 405
    elsewhere = signed_in("coordinator", name="Elsa", service=Service.objects.create(name="Sutton"))
    for address in (url(app), suits):
        assert elsewhere.get(address).status_code == 404
    dee = applicant("Dee", "Baines", signs_in=True)
    application(who=dee)
    other = Client()
    other.force_login(dee.user)  # type: ignore[arg-type]
    assert other.get(own(app)).status_code == 404
    with pytest.raises(StepRefused, match="You may not change this"):
        save_suits(app, {}, by=staff("Hal", "hr"), at=NOW)


def test_the_page_says_what_fits_what_they_share_and_what_is_free(app, jo):
    groups, art = tag("Running a group"), tag("Art or music")
    near, far = site(), Site.objects.create(name="Far team", service=site().service, places=1)
    team_wants(near, groups, tag("Croydon", "area"), times=("mon_am",))
    team_wants(far, art, tag("Leeds", "area"))
    ticks(app, skills=[groups.pk], areas=[tag("Croydon", "area").pk], times=["mon_am", "tue_am"])
    page = jo.get(url(app)).content.decode()
    assert page.index(near.name) < page.index("Far team")
    assert "Fits" in line(jo, app, near.name)
    assert "Running a group" in line(jo, app, near.name)
    assert "Does not fit" in line(jo, app, "Far team")
    assert url(app) in jo.get(f"/staff/people/{app.reference}/").content.decode()
    assert "?do=" in page  # the way to asking a team


def test_places_are_counted_by_who_is_there_or_on_the_way(app, jo):
    Site.objects.update(places=1)
    advance(application(who=applicant("Dee", "Baines"), at=NOW - 40 * DAY), "placement.on_placement", gap=HOUR)
    assert ">None</td>" in line(jo, app, site().name)


def test_the_committee_is_shown_where_one_is_asked(signed_in):
    made = advance(application("C", who=applicant("Ada"), at=NOW - 60 * DAY), "committee.closed", gap=HOUR)
    jo = signed_in("coordinator", name="Jo")
    assert "Agreed until" in line(jo, made, site().name)
    Approval.objects.update(expires_on=NOW.date() - DAY)
    assert "Not agreed" in line(jo, made, site().name)


def test_travel_times_and_the_list_are_refused_in_the_same_words(app):
    place = site()
    team_wants(place, tag("Leeds", "area"), times=("wed_eve",))
    ticks(app, areas=[tag("Croydon", "area").pk])
    with pytest.raises(StepRefused) as travel:
        ask(app, place)
    ticks(app, times=["mon_am"])
    with pytest.raises(StepRefused) as times:
        ask(app, place)
    ticks(app, teams=[place.pk])
    with pytest.raises(StepRefused) as listed:
        ask(app, place)
    said = {tuple(reason.sentence for reason in one.value.reasons) for one in (travel, times, listed)}
    assert said == {(SENTENCE,)}
    ticks(app)
    assert ask(app, place)


def test_the_page_of_teams_is_the_same_for_a_listed_team_and_for_one_too_far(app, jo):
    place = site()
    ticks(app, teams=[place.pk])
    listed = jo.get(url(app)).content.decode()
    SiteSuits.objects.all().delete()
    team_wants(place, tag("Leeds", "area"))
    ticks(app, areas=[tag("Croydon", "area").pk])
    far = jo.get(url(app)).content.decode()
    main = [page.partition("<main")[2].partition("</main>")[0] for page in (listed, far)]
    assert main[0] == main[1]


def test_the_list_is_on_no_page_of_others_and_no_event_says_what_is_on_it(app, jo):
    place = site("Maple ward")
    ticks(app, teams=[place.pk])
    assert "Maple ward" not in jo.get(f"/staff/people/{app.reference}/").content.decode()
    row = KeptApart.objects.get()
    assert row.sites == {place.pk}
    events = AuditEvent.objects.filter(type="suits_saved")
    assert len(events) == 1
    assert "teams" not in events[0].envelope


def test_the_person_keeps_their_own_lists_and_finds_them_in_their_data(app, maya):
    place, skill = site(), tag("Running a group")
    assert own(app) in maya.get(f"/progress/{app.reference}/").content.decode()
    words = maya.get(own(app)).content.decode()
    assert "We do not ask why. They will not see this." in words
    assert "Where can you travel to?" not in words  # no area is set up
    answer = maya.post(own(app), {"skills": [skill.pk], "times": ["mon_am"], "teams": [place.pk]}, follow=True)
    assert "Saved. Thank you for telling us." in answer.content.decode()
    assert not fits(place.pk, app)
    told = my_data(app.applicant.user)["applications"][0]["suits_you"]
    assert (told["skills"], told["times"], told["teams"]) == (["Running a group"], ["Monday morning"], [place.name])
    assert maya.post(own(app), {"skills": ["999"]}).status_code == 422
    before = AuditEvent.objects.count()
    maya.post(own(app), {"skills": [skill.pk], "times": ["mon_am"], "teams": [place.pk]})
    assert AuditEvent.objects.count() == before


def test_a_listed_member_of_staff_finds_nothing_and_is_named_for_nothing(app, jo, maya):
    assert jo.get(f"/staff/people/{app.reference}/").status_code == 200
    app.owner = jo.user
    app.save(update_fields=["owner"])
    maya.post(own(app), {"people": [jo.user.pk]})
    assert jo.get(f"/staff/people/{app.reference}/").status_code == 404
    assert jo.get(url(app)).status_code == 404
    assert not access.applications_for(jo.user).filter(pk=app.pk).exists()
    assert jo.user.pk not in dict(offered(app))
    assert Application.objects.get(pk=app.pk).owner is None
    first, _second = team()
    with pytest.raises(StepRefused, match="Select who stands in"):
        take(app, "placement", "ask_host", by=first, at=NOW, site=site().pk, supervisor=first.pk, deputy=jo.user.pk)


def test_who_looks_after_them_hands_over_to_who_stands_in(app, maya):
    sol = staff("Sol Second", "coordinator")
    jo = staff("Jo First", "coordinator", stand_in=sol)
    app.owner = jo
    app.save(update_fields=["owner"])
    maya.post(own(app), {"people": [jo.pk]})
    assert Application.objects.get(pk=app.pk).owner == sol


def test_a_listed_host_and_supervisor_find_nothing_either(app, maya, signed_in):
    host, tessa = signed_in("host", name="Hal Host"), signed_in("supervisor", name="Tessa")
    Site.objects.update(host=host.user)
    ask(app, site())
    Match.objects.filter(stage__application=app).update(deputy=tessa.user)
    assert access.placements_for(host.user).exists()
    assert access.supervised_for(tessa.user).exists()
    maya.post(own(app), {"people": [host.user.pk, tessa.user.pk]})
    assert not access.placements_for(host.user).exists()
    assert not access.supervised_for(tessa.user).exists()


def test_one_role_ticks_it_for_them_and_each_reading_is_witnessed(app, jo):
    page = f"/staff/people/{app.reference}/suits/"
    assert "Ask for no reason, and keep none." in jo.get(page).content.decode()
    assert AuditEvent.objects.filter(type="suits_read").count() == 1
    assert jo.post(page, {"teams": [site().pk]}, follow=True).status_code == 200
    assert not fits(site().pk, app)
    assert jo.post(page, {"people": [jo.user.pk]}).headers["Location"] == "/staff/people/"


def test_a_team_says_what_it_looks_for_in_settings(jo, signed_in):
    place, skill = site(), tag("Running a group")
    page = f"/staff/settings/sites/{place.pk}/suits/"
    assert page in jo.get(f"/staff/settings/sites/{place.pk}/").content.decode()
    assert jo.post(page, {"skills": [skill.pk], "times": ["fri_pm"]}).status_code == 302
    jo.post(page, {"skills": [skill.pk], "times": ["fri_pm"]})
    assert SiteSuits.objects.get().times == ["fri_pm"]
    assert AuditEvent.objects.filter(type="set_up").count() == 1
    assert Client().get(page).status_code == 302
    assert signed_in("manager", name="M").get(page).status_code == 404
    assert jo.get("/staff/settings/sites/9999/suits/").status_code == 404
    assert jo.put(page).status_code == 405


def test_tags_are_settings(jo):
    assert jo.post("/staff/settings/tags/add/", {"kind": "skill", "words": "Gardening"}).status_code == 302
    row = Tag.objects.get(words="Gardening")
    assert "There is already a" in jo.post("/staff/settings/tags/add/", {"kind": "skill", "words": "Gardening"}).content.decode()
    assert jo.post(f"/staff/settings/tags/{row.pk}/remove/").status_code == 302
    assert not Tag.objects.exists()


def test_all_of_it_is_erased_a_month_after_the_end(app):
    ticks(app, times=["mon_am"], teams=[site().pk], people=[staff("Al", "hr").pk])
    purge(at=NOW + 90 * DAY)
    assert Suits.objects.exists()
    take(app, None, "withdraw", by=team()[0], at=NOW, reason=None)
    purge(at=NOW + 29 * DAY)
    assert KeptApart.objects.exists()
    purge(at=NOW + 31 * DAY)
    assert not any(model.objects.exists() for model in (Suits, KeptApart, NotWith))
