"""One process of an import race: brings a tracker in, slowly enough to be killed, or takes steps meanwhile."""

import json
import sys
from pathlib import Path

import django


def bring(file: str) -> str:
    """Bring the file in; what it answered."""
    from onboarding.actions.basics import system_user
    from onboarding.actions.import_applicants import TrackerRefused, bring_file, look
    from onboarding.lib import clock

    path = Path(file)
    print("reading", flush=True)
    looked = look(path.read_bytes(), filename=path.name, at=clock.now())
    print("writing", flush=True)
    try:
        bring_file(looked, by=system_user(), at=clock.now())
    except TrackerRefused as refused:
        return refused.sentence
    return "brought"


def write(first: int, last: int) -> str:
    """Take steps on applications of one's own, as people at their desks do."""
    from onboarding.models import Application
    from tests.making import advance

    for application in Application.objects.filter(pk__gte=first, pk__lte=last):
        advance(application, "selection.closed", at=application.created_at)
    return "wrote"


if __name__ == "__main__":
    django.setup()
    what, *given = sys.argv[1:]
    print(json.dumps({"answer": bring(*given) if what == "bring" else write(*map(int, given))}), flush=True)
