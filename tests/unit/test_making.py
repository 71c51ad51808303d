"""What other tests stand on stands itself."""

import pytest

from onboarding.models import Application
from tests.making import TRACKS, advance, application, crowd

pytestmark = pytest.mark.django_db


def test_a_person_is_walked_from_sending_to_the_role_on_every_pathway():
    for pathway in "ABCD":
        assert advance(application(pathway), "placement.closed").state == "in_role"


@pytest.mark.parametrize(
    "upto", ["selection.offered", "crb.being_considered", "training.in_classes", "readiness.plan_with_applicant"]
)
def test_an_application_is_brought_to_where_a_test_wants_it(upto):
    kind, state = upto.split(".")
    assert kind in TRACKS
    app = advance(application(), upto)
    assert app.stages.get(kind=kind).state == state


def test_a_crowd_stands_at_many_places():
    crowd(10)
    assert Application.objects.filter(state="in_progress").count() == 10
