"""Words that differ by nation get a table of their own; what the organisation had stands for its own nation, looked at by nobody yet."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KINDS = ("crisis_help", "benefits_advice")


def keep_words(apps: Any, _editor: Any) -> None:
    """The words there are, for the nation of the organisation. Those of other nations are laid after the migration."""
    words = apps.get_model("onboarding", "NationWords")
    for row in apps.get_model("onboarding", "Organisation").objects.all():
        for kind in KINDS:
            words.objects.create(nation=row.nation, kind=kind, words=getattr(row, kind))


def give_back(apps: Any, _editor: Any) -> None:
    words = apps.get_model("onboarding", "NationWords")
    for row in apps.get_model("onboarding", "Organisation").objects.all():
        found = dict(words.objects.filter(nation=row.nation, kind__in=KINDS).values_list("kind", "words"))
        for kind, said in found.items():
            setattr(row, kind, said)
        row.save()


class Migration(migrations.Migration):
    dependencies = [
        ("onboarding", "0036_skills_and_kept_records"),
    ]

    operations = [
        migrations.CreateModel(
            name="NationWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nation", models.CharField(max_length=3)),
                ("kind", models.CharField(max_length=20)),
                ("words", models.CharField(max_length=300)),
                ("reviewed_on", models.DateField(null=True)),
                ("reviewed_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("nation", "kind"), name="one_word_a_nation")],
            },
        ),
        migrations.RunPython(keep_words, give_back),
        migrations.RemoveField(model_name="organisation", name="benefits_advice"),
        migrations.RemoveField(model_name="organisation", name="crisis_help"),
    ]
