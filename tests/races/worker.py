"""One of many at work: takes random steps on shared applications until its number is done (or for ever), and counts."""

import json
import random
import sys
from collections import Counter

import django


def work(seed: int, steps: int) -> Counter[str]:
    """Take so many random steps (negative: until killed). Every outcome is counted; anything unforeseen is an error."""
    from onboarding.door import StepRefused, take
    from onboarding.door.held import look
    from onboarding.door.offered import offered
    from onboarding.lib import clock
    from onboarding.models import Application, InnerMove, Move, Proposal, User
    from tests.answers import answers

    rng, counted = random.Random(seed), Counter[str]()
    people = list(User.objects.filter(roles__role="hr"))
    references = list(Application.objects.order_by("pk").values_list("pk", flat=True))
    while counted["tried"] != steps:
        counted["tried"] += 1
        application, by, now = Application.objects.get(pk=rng.choice(references)), rng.choice(people), clock.now()
        choices = [o for o in offered(look(application), by=by, at=now) if o.possible and not ends(o.step.name, rng)]
        if not choices:
            counted["nothing to do"] += 1
            continue
        chosen = rng.choice(choices)
        row = None if isinstance(chosen.row, Application) else chosen.row.pk
        key = f"{seed}-{counted['tried']}"
        facts = answers(chosen.step, rng, now)
        for _time in range(rng.choice((1, 1, 2))):  # a double click now and then
            try:
                done = take(application, row, chosen.step.name, by=by, at=now, key=key, **facts)
            except StepRefused:
                counted["refused"] += 1
                break
            counted[
                {Move: "moved", InnerMove: "inner", Proposal: "proposed"}[type(done)] if _time == 0 else "repeated"
            ] += 1
    return counted


def ends(step: str, rng: random.Random) -> bool:
    """Endings are rare, or there would be nothing left to race for."""
    rare = {
        "withdraw",
        "record_death",
        "transfer",
        "choose_group",
        "not_this_time",
        "withdraw_offer",
        "decline_offer",
        "rest",
    }
    return step in rare and rng.random() < 0.97


if __name__ == "__main__":
    django.setup()
    print(json.dumps(work(int(sys.argv[1]), int(sys.argv[2]))), flush=True)
