"""One of many who want the last place at a time of a selection day for their own person."""

import json
import sys

import django


def want(application_id: int, slot_id: int) -> str:
    """Take the place; `had` or the sentence of the refusal."""
    from onboarding.door import StepRefused, take
    from onboarding.lib import clock
    from onboarding.models import Application, User

    by = User.objects.filter(roles__role="hr").earliest("pk")
    try:
        take(Application.objects.get(pk=application_id), "selection", "choose_slot", by=by, at=clock.now(), slot=slot_id)
    except StepRefused as refused:
        return str(refused)
    return "had"


if __name__ == "__main__":
    django.setup()
    print(json.dumps({"answer": want(int(sys.argv[1]), int(sys.argv[2]))}), flush=True)
