"""A helper: named by the person, with a code of their own, an end, and nothing that is private; each look and act witnessed."""

import datetime as dt
import json
import re

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client

from onboarding import access, letters
from onboarding.actions.helpers import KEPT, purge_helpers
from onboarding.lib import clock
from onboarding.lib.reading import grade, longest_sentence
from onboarding.models import AuditEvent, Helper, Move, OutboxItem, User
from onboarding.queries.helpers import ALONE
from onboarding.queries.my_data import my_data
from onboarding.tasks import deliver
from tests.making import advance, staff, working_day
from tests.pages.portal.test_letters_and_details import letter
from tests.pages.portal.test_plain_words import said

pytestmark = pytest.mark.django_db
HELPERS, RITA = "/details/helpers/", "rita@friends.example"


def days(ahead):
    day = clock.now().date() + dt.timedelta(days=ahead)
    return {"until_day": day.day, "until_month": day.month, "until_year": day.year}


def given(ahead=30, **more):
    return {"name": "Rita Friend", "email": RITA, **days(ahead), "may_see": "on", "may_act": "on", **more}


@pytest.fixture
def sam(person):
    return person("selection.with_applicant")


@pytest.fixture
def named(sam):
    """Sam, who has named Rita, and Rita's browser."""
    assert sam.post(HELPERS, given()).status_code == 302
    rita = Client()
    rita.force_login(User.objects.get(email=RITA))
    return sam, rita


def words(page):
    return " ".join(page.content.decode().split())


def test_a_helper_is_told_signs_in_with_a_code_and_sees_whom_they_help(sam):
    cache.clear()
    sam.post(HELPERS, given())
    item = OutboxItem.objects.get(kind="helper_note")
    assert deliver(item.pk, at=clock.now())
    assert "Sam has named you as somebody who helps them" in mail.outbox[-1].body
    assert not re.search(r"health|DBS|peer|volunteer", mail.outbox[-1].body.replace("Peer Network", ""), re.IGNORECASE)
    rita = Client()
    rita.post("/accounts/login/code/", {"email": RITA})
    code = re.findall(r"code is (\S+)", str(mail.outbox[-1].body))[0]
    rita.post("/accounts/login/code/confirm/", {"code": code})
    page = words(rita.get("/signed-in/", follow=True))
    assert "Who you help" in page
    assert sam.app.reference in page


def test_the_page_of_a_helper_says_whom_they_help_and_every_look_is_witnessed_and_told(named):
    sam, rita = named
    page = words(rita.get(f"/helping/{sam.app.reference}/"))
    assert "You are helping Sam." in page
    assert "Choose a time" in page
    assert 'href="/details/"' not in page  # what is the person's own is in no menu of theirs
    event = json.loads(AuditEvent.objects.filter(application=sam.app, type="helper_read").latest("seq").envelope)
    assert event["actor"] == User.objects.get(email=RITA).ref
    assert "Rita Friend, where you are" in words(sam.get(HELPERS))


def test_a_helper_does_a_small_thing_and_the_move_is_theirs(named):
    sam, rita = named
    day = working_day((clock.now() + dt.timedelta(days=3)).date())
    url = f"/helping/{sam.app.reference}/do/selection/book/"
    page = rita.get(url).content.decode()
    key, version = (re.findall(rf'name="{name}" value="([^"]*)"', page)[0] for name in ("key", "version"))
    times = {"starts_at_day": day.day, "starts_at_month": day.month, "starts_at_year": day.year, "starts_at_time": "2pm", "how": "phone"}
    answer = rita.post(url, {"key": key, "version": version, **times})
    assert answer.status_code == 302, answer.content.decode()
    assert Move.objects.filter(application=sam.app).latest("number").actor == User.objects.get(email=RITA)


def test_more_time_can_be_asked_for_and_a_break_taken(named):
    sam, rita = named
    url = f"/helping/{sam.app.reference}/do/selection/time/"
    assert rita.get(url).status_code == 200
    assert rita.post(url, {"key": "one"}).status_code == 302
    assert Move.objects.filter(application=sam.app).latest("number").step == "take_back"


def test_who_may_only_look_can_do_nothing(sam):
    sam.post(HELPERS, given(may_act=""))
    rita = Client()
    rita.force_login(User.objects.get(email=RITA))
    page = words(rita.get(f"/helping/{sam.app.reference}/"))
    assert "Sam does this, or calls us." in page
    assert rita.post(f"/helping/{sam.app.reference}/do/selection/book/", {"key": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("row", "step"),
    [("application", "withdraw"), ("selection", "accept"), ("placement", "sign_agreement"), ("readiness", "agree_plan"),
     ("readiness", "add_own_words"), ("occupational_health", "agree_support"), ("crb", "challenge"), ("application", "submit"),
     ("nothing", "here")],
)  # fmt: skip
def test_what_is_the_persons_own_is_never_a_helpers(named, row, step):
    sam, rita = named
    assert rita.get(f"/helping/{sam.app.reference}/do/{row}/{step}/").status_code == 404
    assert rita.post(f"/helping/{sam.app.reference}/do/{row}/{step}/", {"key": "x"}).status_code == 404


def test_the_private_page_the_form_the_messages_and_the_details_are_not_there(named):
    sam, rita = named
    for url in ("private/", "", "my-data/", "offer/"):
        assert rita.get(f"/progress/{sam.app.reference}/{url}").status_code == 404
    for url in ("/details/", HELPERS, "/letters/", "/record/", f"/messages/{sam.app.reference}/", f"/apply/{sam.app.reference}/"):
        assert rita.get(url).status_code == 404
    assert rita.post(HELPERS, given(email="other@friends.example")).status_code == 404


def test_letters_about_private_checks_are_not_there_whatever_they_say(named):
    sam, rita = named
    plain = letter(sam.app)
    item = OutboxItem.objects.create(application=sam.app, kind="about_your_checks", key="c", not_before=clock.now(), status="sent")
    sealed = type(plain).objects.create(
        application=sam.app, item=item, kind="about_your_checks", title="A letter about your checks", points=14, file="x", sha256="x",
        html="<p>secret</p>", text="secret", created_at=clock.now(),
    )  # fmt: skip
    page = words(rita.get(f"/helping/{sam.app.reference}/"))
    assert "An update for you" in page
    assert "A letter about your checks" not in page
    assert "There is a place for you" in rita.get(f"/helping/{sam.app.reference}/letters/{plain.pk}/").content.decode()
    assert rita.get(f"/helping/{sam.app.reference}/letters/{sealed.pk}/").status_code == 404


def test_the_person_ends_it_with_one_click(named):
    sam, rita = named
    helper = Helper.objects.get()
    assert sam.post(f"/helping/{helper.pk}/end/").url == HELPERS
    assert rita.get(f"/helping/{sam.app.reference}/").status_code == 404
    assert "You help nobody here now" in words(rita.get("/helping/"))
    sam.post(f"/helping/{helper.pk}/end/")
    assert AuditEvent.objects.filter(application=sam.app, type="helper_ended").count() == 1
    assert my_data(sam.user)["helpers"][0]["name"] == "Rita Friend"


def test_the_helper_can_stop_and_nobody_else_can(named, person):
    sam, rita = named
    helper = Helper.objects.get()
    other = person("selection.deciding", first="Sal")
    assert other.post(f"/helping/{helper.pk}/end/").status_code == 404
    assert rita.get(f"/helping/{helper.pk}/end/").status_code == 405
    assert rita.post(f"/helping/{helper.pk}/end/").url == "/helping/"
    assert rita.get(f"/helping/{sam.app.reference}/").status_code == 404


def test_it_ends_by_itself_and_is_forgotten_later(named):
    _sam, rita = named
    user, day = User.objects.get(email=RITA), clock.now().date()
    assert access.helping(user, day + dt.timedelta(days=30)).exists()
    assert not access.helping(user, day + dt.timedelta(days=31)).exists()
    assert purge_helpers(at=clock.now() + dt.timedelta(days=60)) == 0
    assert purge_helpers(at=clock.now() + dt.timedelta(days=32) + KEPT) == 1
    assert User.objects.get(pk=user.pk).email.endswith("@gone.invalid")
    with time_machine.travel(clock.now() + dt.timedelta(seconds=1), tick=False):
        assert rita.get("/helping/").status_code == 302


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"email": "sam@people.example"}, "This is your own address"),
        ({"email": "priya.shah@brightwater.example"}, "They work here"),
        ({"may_see": "", "may_act": ""}, "Tick what they can do"),
        ({"may_see": ""}, "Tick both"),
        (days(400), "not more than 12 months away"),
        (days(-1), "from today on"),
        ({"email": "rita"}, "like name@example.com"),
        ({"until_day": ""}, "must include"),
    ],
)
def test_what_cannot_be_is_said(sam, more, sentence):
    staff("Priya Shah", "hr")
    answer = sam.post(HELPERS, given(**more))
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not Helper.objects.exists()


def test_staff_help_nobody_here_even_if_they_became_staff_later(named):
    sam, rita = named
    User.objects.get(email=RITA).roles.create(role="hr")
    assert rita.get(f"/helping/{sam.app.reference}/").status_code == 404


def test_strangers_and_other_people_find_nothing(named, person):
    sam, _rita = named
    assert Client().get(f"/helping/{sam.app.reference}/").status_code == 302
    assert Client().get("/helping/").status_code == 302
    other = person("selection.deciding", first="Sal")
    assert other.get(f"/helping/{sam.app.reference}/").status_code == 404
    assert sam.get(f"/helping/{other.app.reference}/").status_code == 404
    assert AuditEvent.objects.filter(type="helper_read").count() == 0


def test_no_more_than_three_and_the_same_again_changes_what_was_said(sam):
    for number in range(3):
        sam.post(HELPERS, given(email=f"friend{number}@friends.example"))
    assert "You have 3 helpers" in words(sam.post(HELPERS, given()))
    sam.post(HELPERS, given(email="friend0@friends.example", may_act=""))
    assert not Helper.objects.get(user__email="friend0@friends.example").may_act
    assert Helper.objects.count() == 3


def test_a_helpers_page_is_the_same_whatever_a_check_has_shown(person):
    pages = []
    for first, content in (("Sam", "clear"), ("Sal", "disclosed")):
        client = person("selection.closed", first=first)
        app = advance(client.app, "crb.being_considered", facts={"crb.record_result": {"content": content}})
        client.post(HELPERS, given())
        rita = Client()
        rita.force_login(User.objects.get(email=RITA))
        pages.append(said(rita.get(f"/helping/{app.reference}/").content.decode()).replace(first, "Sam").replace(app.reference, ""))
    assert pages[0] == pages[1]


def test_the_pages_are_easy_to_read(named):
    sam, _rita = named
    page = said(sam.get(HELPERS).content.decode())
    assert grade(page) <= 5
    assert longest_sentence(page) <= 20


def test_no_kind_of_letter_about_checks_health_or_the_talk_is_among_those_a_helper_reads():
    kept = {code for code, kind in letters.kinds().items() if kind.title in ALONE}
    private = {"check_invitation", "certificate_request", "about_your_assessment", "health_answer", "readiness_plan", "not_yet"}
    assert kept >= private | {code for code, kind in letters.kinds().items() if kind.right and kind.title != "A letter about joining us"}
    assert {kind.title for kind in letters.kinds().values()} >= set(ALONE)
