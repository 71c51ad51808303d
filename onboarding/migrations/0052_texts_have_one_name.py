"""People who were added by staff and hear from us by text had another code for it, which nothing that sends knew."""

from typing import Any

from django.db import migrations


def one_name(apps: Any, _schema: Any) -> None:
    """The code that the person's own page and the sending use."""
    apps.get_model("onboarding", "Applicant").objects.filter(channel="sms").update(channel="text")


class Migration(migrations.Migration):
    dependencies = [("onboarding", "0051_moving_on")]

    operations = [migrations.RunPython(one_name, migrations.RunPython.noop)]
