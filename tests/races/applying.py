"""One of two clicks on the way to an application, each in a process of its own."""

import json
import sys

import django


def click(what: str, user: str, about: str) -> dict[str, str]:
    """Begin, save a part, or send; what came of it."""
    from onboarding.actions.begin import begin
    from onboarding.actions.messages import write
    from onboarding.actions.save_answers import SavedMeanwhile, save_part, send_form
    from onboarding.lib import clock
    from onboarding.models import Application, User
    from onboarding.stages.application_form import BY_CODE

    by = User.objects.get(pk=int(user))
    try:
        if what == "begin":
            return {"done": begin(int(about), first_name="Sam", surname="Okafor", by=by, at=clock.now()).how}
        app = Application.objects.get(pk=int(about))
        if what == "send":
            send_form(app, by=by, at=clock.now())
        elif what == "write":
            write(app, "Hello", by=by, at=clock.now(), key="one")
        else:
            save_part(app, BY_CODE["heard"], {"how": what}, by=by, at=clock.now(), expected_version=0)
    except SavedMeanwhile:
        return {"done": "meanwhile"}
    return {"done": "saved"}


if __name__ == "__main__":
    django.setup()
    print(json.dumps(click(*sys.argv[1:4])), flush=True)
