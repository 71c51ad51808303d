"""One of many who want the last seat of a course for their own person."""

import json
import sys

import django


def want(application_id: int, cohort_id: int) -> str:
    """Offer the seat; `had` or the sentence of the refusal."""
    from onboarding.door import StepRefused, take
    from onboarding.lib import clock
    from onboarding.models import Application, User

    by = User.objects.filter(roles__role="hr").earliest("pk")
    try:
        take(
            Application.objects.get(pk=application_id),
            "training",
            "offer_place",
            by=by,
            at=clock.now(),
            cohort=cohort_id,
        )
    except StepRefused as refused:
        return str(refused)
    return "had"


if __name__ == "__main__":
    django.setup()
    print(json.dumps({"answer": want(int(sys.argv[1]), int(sys.argv[2]))}), flush=True)
