"""Names are sorted and searched without apostrophes, however they were typed: what is stored is written again, in batches."""

from functools import reduce
from operator import or_
from typing import Any

from django.db import migrations
from django.db.models import Q

LEFT_OUT = "'’‘`´ʼʻ′"
BATCH = 500


def without(apps: Any, _schema: Any) -> None:
    """Only rows that have one are read, and those that were written are not found again."""
    people = apps.get_model("onboarding", "Applicant").objects
    marked = people.filter(reduce(or_, (Q(sort_name__contains=mark) for mark in LEFT_OUT))).only("pk", "sort_name").order_by("pk")
    while rows := list(marked[:BATCH]):
        for row in rows:
            row.sort_name = " ".join(row.sort_name.translate(str.maketrans(dict.fromkeys(LEFT_OUT))).split())
        people.bulk_update(rows, ["sort_name"])


class Migration(migrations.Migration):
    dependencies = [("onboarding", "0053_competences")]

    operations = [migrations.RunPython(without, migrations.RunPython.noop)]
