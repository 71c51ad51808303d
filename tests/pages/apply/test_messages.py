"""Messages: the person, the one who looks after them or stands in reads them; nobody else, nowhere else, and not for long."""

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client

from onboarding.actions.messages import move_to_private, purge_messages, write
from onboarding.actions.purge import purge
from onboarding.door import StepRefused, take, verify
from onboarding.lib import clock, reading
from onboarding.models import AuditEvent, Message, OutboxItem, Service
from onboarding.queries.heard import last_signs
from onboarding.tasks.deliver import deliver
from tests.door.test_delivery import mail_server
from tests.making import DAY, advance, applicant, application, staff
from tests.pages.portal.test_plain_words import GRADE, said, too_long

pytestmark = pytest.mark.django_db
SECRET = "zebrafinch"


@pytest.fixture(autouse=True)
def _limits_of_this_test():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def priya(db):
    return staff("Priya Shah", "hr")


@pytest.fixture
def sam(priya):
    who: Any = applicant("Sam", "Okafor", signs_in=True, email="sam@people.example")
    app = advance(application(who=who, owner=priya, at=clock.now() - 3 * DAY), "selection.shortlisting", at=clock.now() - 3 * DAY)
    client: Any = Client()
    client.force_login(who.user)
    client.app, client.user = app, who.user
    return client


def away(user, stand_in=None):
    """Away today, with somebody who stands in, or nobody."""
    today = clock.now().date()
    user.away_from, user.away_until, user.stand_in = today - DAY, today + DAY, stand_in
    user.save()


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def own(client):
    return f"/progress/{client.app.reference}/messages/"


def desk(client):
    return f"/staff/people/{client.app.reference}/messages/"


def writes(client, address, words="When do I hear from you?", key="k1"):
    return client.post(address, {"words": words, "key": key})


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_person_writes_to_the_one_named_on_their_page_and_reads_the_answer(sam, priya):
    page = read(sam, f"/progress/{sam.app.reference}/")
    assert "Send Priya a message" in page
    assert f'href="{own(sam)}"' in page
    assert writes(sam, own(sam)).status_code == 302
    hr = signed_in(priya)
    assert "When do I hear from you?" in read(hr, desk(sam))
    writes(hr, desk(sam), "On Friday.\nI ring you.")
    assert "On Friday.<br>I ring you." in read(sam, own(sam))
    assert "They have seen it." in read(hr, desk(sam))


def test_help_stands_first_on_the_page_and_names_stand_on_it(sam):
    page = read(sam, own(sam))
    main = page.partition("<h1")[2]
    assert main.index("We do not read this at night.") < main.index("Only Priya Shah can read this, and you.") < main.index("Your message")
    assert 'href="tel:116123"' in main
    assert "You have no messages. Ask us anything." in main


def test_a_second_click_is_one_message_and_an_empty_or_endless_one_is_refused(sam):
    for _click in range(2):
        assert writes(sam, own(sam)).status_code == 302
    assert Message.objects.count() == 1
    for words, sentence in (("  ", "Write your message first"), ("x" * 2001, "Write 2000 characters or fewer")):
        answer = writes(sam, own(sam), words, key="k2")
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    assert Message.objects.count() == 1


def test_the_mail_says_only_that_there_is_an_update_and_only_to_who_likes_mail(sam, priya):
    writes(signed_in(priya), desk(sam), f"About the {SECRET}")
    item = OutboxItem.objects.get(kind="message_note")
    assert deliver(item.pk, at=clock.now())
    (sent,) = mail.outbox
    assert sent.subject == "There is an update for you"
    assert sent.to == ["sam@people.example"]
    plain = sent.body.replace("http://127.0.0.1:8000/progress/", "our page")
    assert too_long(plain) == []
    assert reading.grade(plain) <= GRADE
    for word in (SECRET, "Priya", "health", "peer", "message", "Shah"):
        assert word not in sent.body
    sam.app.applicant.channel = "text"
    sam.app.applicant.save()
    page = signed_in(priya).post(desk(sam), {"words": "Again", "key": "k9"}, follow=True).content.decode()
    assert "Text them" in page
    assert OutboxItem.objects.filter(kind="message_note").count() == 1


def test_no_mail_goes_to_who_has_seen_the_message_already(sam, priya):
    writes(signed_in(priya), desk(sam), "Hello")
    read(sam, own(sam))
    deliver(OutboxItem.objects.get(kind="message_note").pk, at=clock.now())
    assert not mail.outbox
    assert OutboxItem.objects.get(kind="message_note").status == "cancelled"


def test_a_mail_that_cannot_go_out_is_said_on_the_page_of_staff(sam, priya):
    hr = signed_in(priya)
    writes(hr, desk(sam), "Hello")
    sam.app.applicant.email = ""
    sam.app.applicant.save()
    deliver(OutboxItem.objects.get(kind="message_note").pk, at=clock.now())
    assert "did not go out. Tell them another way." in read(hr, desk(sam))


def test_what_waits_for_an_answer_stands_on_the_worklist_of_whose_turn_it_is_without_its_words(sam, priya):
    writes(sam, own(sam), SECRET)
    jo, cora = staff("Jo Reid", "hr"), staff("Cora Coordinator", "coordinator")
    page = read(signed_in(priya), "/staff/")
    assert "Messages to answer" in page
    assert "Answer Sam" in page
    assert SECRET not in page
    for other in (jo, cora):
        assert "Messages to answer" not in read(signed_in(other), "/staff/")
    away(priya, jo)
    assert "Answer Sam" in read(signed_in(jo), "/staff/")
    writes(signed_in(jo), desk(sam), "I answer for Priya.")
    assert "Messages to answer" not in read(signed_in(priya), "/staff/")


def test_of_whom_nobody_looks_after_everybody_sees_that_somebody_must_be_chosen_but_nobody_reads(sam, priya):
    sam.app.owner = None
    sam.app.save(update_fields=["owner"])
    assert "As soon as one of us looks after you, that person reads it." in read(sam, own(sam))
    assert "Send us a message" in read(sam, f"/progress/{sam.app.reference}/")
    writes(sam, own(sam), SECRET)
    hr = signed_in(priya)
    assert "Choose who answers Sam" in read(hr, "/staff/")
    assert hr.get(desk(sam)).status_code == 404


def test_only_the_one_named_finds_the_thread_and_who_stands_in_while_they_are_away(sam, priya):
    jo = staff("Jo Reid", "coordinator")
    priya.stand_in = jo
    priya.save()
    assert signed_in(jo).get(desk(sam)).status_code == 404
    away(priya, jo)
    assert "Only Priya Shah and Sam can read this, and Jo Reid while Priya Shah is away." in read(signed_in(jo), desk(sam))
    assert "Only Priya Shah can read this, and you. Jo Reid can while Priya Shah is away." in read(sam, own(sam))
    roles = ("hr", "coordinator", "manager", "disclosure_handler", "oh_liaison", "auditor", "administrator", "host", "safeguarding_lead")
    for number, role in enumerate(roles):
        other = signed_in(staff(f"Other {number}", role))
        for method in ("get", "post"):
            assert getattr(other, method)(desk(sam)).status_code == 404, role
            assert getattr(other, method)(f"{desk(sam)}1/move/").status_code == 404, role
    assert signed_in(staff("Bea Bound", "hr", service=Service.objects.create(name="Elsewhere"))).get(desk(sam)).status_code == 404


def test_signed_out_somebody_else_and_a_wrong_method_find_nothing(sam, priya):
    ada: Any = applicant("Ada", "Okoro", signs_in=True, email="ada@people.example")
    application(who=ada)
    writes(sam, own(sam))
    for address in (own(sam), desk(sam), f"{desk(sam)}{Message.objects.get().pk}/move/"):
        assert Client().get(address).status_code == 302
        assert signed_in(ada.user).get(address).status_code == 404
        assert signed_in(ada.user).post(address).status_code == 404
    hr = signed_in(priya)
    assert hr.get(own(sam)).status_code == 404
    assert {sam.put(own(sam)).status_code, hr.put(desk(sam)).status_code} == {405}
    assert hr.delete(f"{desk(sam)}{Message.objects.get().pk}/move/").status_code == 405
    assert sam.post("/messages/").status_code == 405


def test_a_reader_who_loses_the_right_reads_no_more(sam, priya):
    hr = signed_in(priya)
    priya.roles.all().delete()
    assert hr.get(desk(sam)).status_code == 404
    with pytest.raises(StepRefused, match="You do not read these messages"):
        write(sam.app, "Hello", by=priya, at=clock.now(), key="k")


def test_staff_never_read_the_messages_about_themselves_as_staff(priya):
    mine = application(who=applicant("Priya", "Shah", user=priya), owner=priya)
    client = signed_in(priya)
    assert client.get(f"/staff/people/{mine.reference}/messages/").status_code == 404
    assert client.get(f"/progress/{mine.reference}/messages/").status_code == 200


def test_a_message_is_taken_away_to_be_talked_about_in_private(sam, priya):
    writes(sam, own(sam), SECRET)
    message, hr = Message.objects.get(), signed_in(priya)
    address = f"{desk(sam)}{message.pk}/move/"
    page = read(hr, address)
    assert "deleted for good" in page
    assert SECRET not in page
    assert Message.objects.get().words == SECRET  # to look is not to do it
    hr.post(address)
    message.refresh_from_db()
    assert (message.words, message.moved_at is None) == ("", False)
    assert SECRET not in read(hr, desk(sam))
    words = read(sam, own(sam))
    assert SECRET not in words
    assert "We took this message away. We talk about it in private." in words
    assert "We will get in touch with you." in words
    assert hr.post(address).status_code == 404
    assert Message.objects.count() == 2
    assert "Messages to answer" not in read(hr, "/staff/")


def test_only_a_message_of_the_person_in_this_thread_can_be_taken_away(sam, priya):
    hr = signed_in(priya)
    writes(hr, desk(sam), "Hello")
    assert hr.post(f"{desk(sam)}{Message.objects.get().pk}/move/").status_code == 404
    assert hr.post(f"{desk(sam)}999999/move/").status_code == 404


def test_messages_are_witnessed_without_a_word_and_kept_encrypted(sam, priya):
    writes(sam, own(sam), SECRET)
    read(signed_in(priya), desk(sam))
    kinds = list(AuditEvent.objects.filter(application=sam.app, type__startswith="message").order_by("seq").values_list("type", flat=True))
    assert kinds == ["message_sent", "messages_read"]
    assert not any(SECRET in str(event) for event in AuditEvent.objects.values_list("envelope", "payload__words"))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT words FROM {Message._meta.db_table}")
        assert SECRET not in str(cursor.fetchall())
    assert verify.verify().broken == []


def test_the_words_are_found_on_no_other_page_and_in_no_log(sam, priya, caplog):
    writes(sam, own(sam), SECRET)
    writes(signed_in(priya), desk(sam), f"Yes, {SECRET}")
    reference = sam.app.reference
    root = f"/staff/people/{reference}/"
    pages = ["/staff/", "/staff/people/", "/staff/people/?name=Okafor", root, f"{root}as-seen/", f"{root}answers/", "/staff/letters/",
             "/staff/reports/", f"/staff/reports/audit/{reference}/"]  # fmt: skip
    roles = ("hr", "coordinator", "manager", "disclosure_handler", "oh_liaison", "auditor", "administrator", "safeguarding_lead")
    for client in [signed_in(priya), *(signed_in(staff(f"Other {role}", role)) for role in roles)]:
        assert not any(SECRET in client.get(page).content.decode() for page in pages)
    for page in (f"/progress/{reference}/", "/letters/", "/details/", "/messages/"):
        assert SECRET not in sam.get(page).content.decode()
    assert SECRET not in caplog.text
    for item in OutboxItem.objects.filter(kind="message_note"):
        deliver(item.pk, at=clock.now())
    assert not any(SECRET in f"{message.subject}{message.body}" for message in mail.outbox)


def test_a_message_goes_90_days_after_its_answer_and_not_before(sam, priya):
    now = clock.now()
    write(sam.app, "First", by=sam.user, at=now, key="a")
    assert purge_messages(at=now + 300 * DAY) == 0  # nobody has answered
    write(sam.app, "Answer", by=priya, at=now + 10 * DAY, key="b")
    assert purge(at=now + 99 * DAY) == 0
    assert purge(at=now + 101 * DAY) == 2
    write(sam.app, "Never answered", by=sam.user, at=now, key="c")
    assert purge_messages(at=now + 366 * DAY) == 1


def test_nobody_is_written_to_who_has_died(sam, priya):
    take(sam.app, None, "record_death", by=priya, at=clock.now())
    hr = signed_in(priya)
    page = read(hr, desk(sam))
    assert "Your answer" not in page
    assert writes(hr, desk(sam)).status_code == 422
    assert not Message.objects.exists()


def test_a_mail_that_waits_when_somebody_dies_stays_here(sam, priya):
    writes(signed_in(priya), desk(sam), "Hello")
    item = OutboxItem.objects.get(kind="message_note")
    take(sam.app, None, "record_death", by=priya, at=clock.now())
    OutboxItem.objects.filter(pk=item.pk).update(status="waiting")
    deliver(item.pk, at=clock.now())
    assert not mail.outbox


def test_a_message_is_a_sign_that_stops_reminders(sam):
    at = clock.now() + dt.timedelta(minutes=1)
    write(sam.app, "Hello", by=sam.user, at=at, key="a")
    assert last_signs([sam.app.applicant_id])[sam.app.applicant_id] == at


def test_who_has_several_applications_chooses_one(sam):
    assert sam.get("/messages/").headers["Location"] == own(sam)
    application("A2", who=sam.app.applicant)
    page = read(sam, "/messages/")
    assert "Which application is it about?" in page
    assert own(sam) in page


def test_too_many_messages_are_told_to_wait(sam):
    answers = [writes(sam, own(sam), key=f"k{number}") for number in range(21)]
    assert [answer.status_code for answer in answers] == [302] * 20 + [429]


def test_the_words_of_the_page_are_easy(sam, priya):
    texts = [said(read(sam, own(sam)))]
    writes(sam, own(sam), "I have a question.")
    write(sam.app, "We see you on Monday.", by=priya, at=clock.now(), key="b")
    texts += [said(read(sam, own(sam))), said(writes(sam, own(sam), "").content.decode())]
    for text in texts:
        assert too_long(text) == []
        assert reading.grade(text) <= GRADE


def note_of(sam, priya):
    write(sam.app, "Hello", by=priya, at=clock.now(), key="n")
    return OutboxItem.objects.get(kind="message_note")


def test_a_mail_server_that_is_away_is_tried_again(sam, priya, settings):
    item, sender = note_of(sam, priya), settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1", 9
    deliver(item.pk, at=clock.now())
    item.refresh_from_db()
    assert (item.status, item.error) == ("waiting", "mail server away")
    settings.EMAIL_BACKEND = sender
    deliver(item.pk, at=clock.now() + dt.timedelta(minutes=2))
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(("answer", "status"), [("550 nobody", "failed"), ("450 later", "waiting"), ("hang up", "uncertain")])
def test_what_the_mail_server_says_decides_if_it_is_tried_again(sam, priya, settings, answer, status):
    item = note_of(sam, priya)
    with mail_server(settings, "DATA" if answer == "hang up" else "RCPT", answer):
        deliver(item.pk, at=clock.now())
    item.refresh_from_db()
    assert item.status == status


def test_only_our_own_side_takes_a_message_away_and_only_once(sam, priya):
    message = write(sam.app, SECRET, by=sam.user, at=clock.now(), key="a")
    with pytest.raises(StepRefused, match="You do not read these messages"):
        move_to_private(message, by=sam.user, at=clock.now())
    for _click in range(2):
        move_to_private(message, by=priya, at=clock.now())
    assert AuditEvent.objects.filter(type="message_moved").count() == 1
    assert Message.objects.count() == 2


def test_an_endless_message_is_refused_before_it_is_kept(sam):
    with pytest.raises(StepRefused, match="2000 characters or fewer"):
        write(sam.app, "x" * 2001, by=sam.user, at=clock.now(), key="a")
    assert str(write(sam.app, "x", by=sam.user, at=clock.now(), key="b")).startswith("message ")
