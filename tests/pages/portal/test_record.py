"""My record: what somebody has done with us, for them, whoever ended it; skills in their own words with a name under them."""

import datetime as dt
import re
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from onboarding.actions.skills import KEPT, MOST, add_skill, purge_skills
from onboarding.door import StepRefused, take
from onboarding.lib import clock
from onboarding.lib.reading import grade, longest_sentence
from onboarding.models import Applicant, AuditEvent, Competence, Skill, User
from onboarding.queries.my_data import my_data
from tests.making import staff, team
from tests.pages.portal.test_plain_words import said

URL, WORDS = "/record/", "I can sit with somebody who is afraid."


def words(page):
    return " ".join(page.content.decode().split())


def saved(client, text=WORDS, key="one"):
    client.post(URL, {"words": text, "key": key})
    return Skill.objects.get(key=key)


def pdf_of(client):
    answer = client.get("/record/my-record.pdf")
    assert answer["Content-Disposition"].startswith("attachment")
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages).split())


@pytest.fixture
def sam(person):
    return person("placement.closed", days_ago=40)


def test_the_record_has_the_course_the_hours_the_checks_and_the_role(sam):
    page = words(sam.get(URL))
    for text in ("5 of 6 classes, 6 credits at level 2", "Croydon community team: 2 hours in 1 session", "Croydon College",
                 "checked by Brightwater", "Peer worker, from"):  # fmt: skip
        assert text in page
    assert "Occupational" not in page.split("<main")[1].split("Who you can talk to")[0]
    assert "/record/" in sam.get(f"/progress/{sam.app.reference}/").content.decode()


def test_what_was_not_finished_counts_too_and_an_empty_record_is_kind(person):
    part = person("training.in_classes", days_ago=40)
    take(part.app, "training", "record_week", by=team()[0], at=clock.now(), week=1, status="attended", made_up_on=None)
    assert "1 of 6 classes, part of the course" in words(part.get(URL))
    assert "You have not been on a course with us yet." in words(person("selection.deciding", first="Sal").get(URL))


def test_whoever_ended_it_the_record_stays_and_says_no_reason(sam):
    saved(sam)
    take(sam.app, None, "move_on", by=team()[0], at=clock.now(), where="study", may_ask=False)
    page = words(sam.get(URL))
    assert "2 hours in 1 session" in page
    assert WORDS in page
    assert re.search(r"Peer worker, from \d+ \w+ \d{4} to \d+ \w+ \d{4}\.", page)


def test_what_was_signed_off_in_the_training_is_there_for_the_person(person):
    client = person("training.in_classes", days_ago=40)
    first = Competence.objects.order_by("place", "pk").first()
    assert first is not None
    teacher = team()[0]
    take(client.app, "training", "sign_off", by=teacher, at=clock.now(), competence=first.pk, signed_on=clock.now().date())
    assert f"signed off by {teacher.name}" in words(client.get(URL))
    assert teacher.name not in pdf_of(client)


def test_what_others_read_gives_peer_work_away_nowhere(sam):
    paper = pdf_of(sam)
    assert "Support worker, from" in paper
    assert "6 credits at level 2" in paper
    for word in ("peer", "Croydon community team", "mental", "Occupational"):
        assert word.lower() not in paper.lower()


def test_a_skill_is_encrypted_asked_for_and_signed_by_one_of_us(sam, client):
    skill = saved(sam)
    assert Skill.objects.filter(words__contains="afraid").count() == 0
    assert "Not signed yet" in words(sam.get(URL))
    assert WORDS not in pdf_of(sam)
    officer = staff("Priya Shah", "coordinator")
    client.force_login(officer)
    url = f"/staff/people/{sam.app.reference}/skills/"
    assert WORDS in client.get(url).content.decode()
    assert AuditEvent.objects.filter(application=sam.app, type="skills_read").exists()
    for _twice in range(2):
        client.post(f"{url}{skill.pk}/seen/")
    assert AuditEvent.objects.filter(application=sam.app, type="skill_signed").count() == 1
    assert "Signed by Priya Shah" in words(sam.get(URL))
    assert WORDS in pdf_of(sam)
    assert my_data(sam.user)["applications"][0]["skills"][0]["signed_by"] == "Priya Shah"
    assert "afraid" not in "".join(AuditEvent.objects.values_list("envelope", flat=True))


def test_not_seen_yet_is_said_kindly_and_no_more(sam, client):
    skill = saved(sam)
    client.force_login(staff("Priya Shah", "hr"))
    client.post(f"/staff/people/{sam.app.reference}/skills/{skill.pk}/not-seen/")
    assert "We have not seen this yet. Talk with us about it." in words(sam.get(URL))
    assert "Nothing waits for a name" in client.get(f"/staff/people/{sam.app.reference}/skills/").content.decode()


def test_the_desk_of_who_may_sign_says_that_something_waits(sam, client):
    saved(sam)
    officer = staff("Priya Shah", "coordinator")
    type(sam.app).objects.filter(pk=sam.app.pk).update(owner=officer)
    client.force_login(officer)
    page = client.get("/staff/").content.decode()
    assert "Sign what Sam can do" in page
    assert WORDS not in page


def test_it_is_the_persons_to_take_away(sam, person):
    skill = saved(sam)
    other = person("selection.deciding", first="Sal")
    assert other.post(f"/record/skills/{skill.pk}/remove/").status_code == 404
    sam.post(f"/record/skills/{skill.pk}/remove/")
    assert not Skill.objects.exists()
    assert sam.get(f"/record/skills/{skill.pk}/remove/").status_code == 405


def test_what_is_empty_too_long_or_too_many_is_refused(sam):
    assert sam.post(URL, {"words": " ", "key": "a"}).status_code == 422
    assert sam.post(URL, {"words": "I " + "can " * 100, "key": "a"}).status_code == 422
    for number in range(MOST):
        add_skill(sam.app, f"I can {number}", by=sam.user, at=clock.now(), key=str(number))
    assert "You have 30 already" in words(sam.post(URL, {"words": "One more", "key": "more"}))
    with pytest.raises(StepRefused):
        add_skill(sam.app, "Not mine", by=team()[0], at=clock.now(), key="x")


def test_it_is_kept_as_long_as_the_person_wants(sam):
    saved(sam)
    late = clock.now() + KEPT + dt.timedelta(days=1)
    sam.post("/record/keep/", {"keep": "1"})
    assert Applicant.objects.get(user=sam.user).keeps_record
    assert "as long as you want" in words(sam.get(URL))
    assert purge_skills(at=late) == 0
    sam.post("/record/keep/", {"keep": "0"})
    assert purge_skills(at=late - dt.timedelta(days=2)) == 0
    assert purge_skills(at=late) == 1


@pytest.mark.parametrize("role", ["manager", "auditor", "trainer", "host", "disclosure_handler"])
def test_who_may_not_sign_finds_no_page(sam, client, role):
    skill = saved(sam)
    client.force_login(staff("Olu Other", role))
    assert client.get(f"/staff/people/{sam.app.reference}/skills/").status_code == 404
    assert client.post(f"/staff/people/{sam.app.reference}/skills/{skill.pk}/seen/").status_code == 404
    assert client.get(URL).status_code == 404


def test_strangers_sign_in_first_and_other_methods_and_verbs_are_refused(sam, client):
    assert Client().get(URL).status_code == 302
    assert Client().get("/record/my-record.pdf").status_code == 302
    assert sam.put(URL).status_code == 405
    assert sam.get("/record/keep/").status_code == 405
    client.force_login(staff("Priya Shah", "hr"))
    assert client.post(f"/staff/people/{sam.app.reference}/skills/{saved(sam).pk}/other/").status_code == 404
    assert client.post(f"/staff/people/{sam.app.reference}/skills/999999/seen/").status_code == 404


def test_nobody_signs_their_own(sam):
    skill = saved(sam)
    user = User.objects.get(pk=sam.user.pk)
    user.roles.create(role="hr")
    assert sam.post(f"/staff/people/{sam.app.reference}/skills/{skill.pk}/seen/").status_code == 404


def test_the_page_is_easy_to_read(person):
    page = said(person("selection.deciding").get(URL).content.decode())
    assert grade(page) <= 5
    assert longest_sentence(page) <= 20
