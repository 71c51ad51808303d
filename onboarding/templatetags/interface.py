"""Tags and filters of the look: they put words and dates into shape and know nothing of the machine."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django import forms, template
from django.conf import settings
from django.middleware.csrf import get_token
from django.template.context import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify

from onboarding.lib import clock

register = template.Library()


@register.simple_tag(takes_context=True)
def csrf_field(context: Context) -> SafeString:
    """The hidden token of a form, also inside `{% include … only %}`, where Django's own tag finds none."""
    request = getattr(context, "request", None) or context.get("request")
    if request is None:
        return SafeString("")
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))


@register.simple_block_tag
def side_column(content: SafeString) -> SafeString:
    """The side column, or nothing at all when the page put nothing into it."""
    if not content.strip():
        return SafeString("")
    return format_html('<aside class="ob-side" aria-label="More about this page">{}</aside>', content)


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, list[dict[str, str]]]:
    """Every error of a form with a link to its field. Once placed by hand, the form does not repeat it."""
    if getattr(form, "summary_shown", False):
        return {"errors": []}
    form.summary_shown = True  # type: ignore[attr-defined]
    errors = [{"words": str(words), "href": ""} for words in form.non_field_errors()]
    for field in form:
        href = "" if field.is_hidden else f"#{first_id(field)}"
        errors += [{"words": error_words(str(words), field), "href": href} for words in field.errors]
    return {"errors": errors}


@register.filter
def error_words(words: str, field: forms.BoundField) -> str:
    """The sentence to show for what is wrong: "This field is required" says neither which nor what to do."""
    if words != str(forms.Field.default_error_messages["required"]):
        return words
    return f"Answer: {str(field.label)[:1].lower()}{str(field.label)[1:]}"


def first_id(field: forms.BoundField) -> str:
    """The id of the first thing to fill in: sets of radios, boxes and date parts count from 0."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.auto_id


@register.inclusion_tag("components/who_chip.html")
def who_chip(who: str, words: str) -> dict[str, str]:
    """The chip that says who has the ball; values as in components/who_chip.html."""
    return {"who": who, "words": words}


def _local(at: dt.date) -> dt.date:
    if isinstance(at, dt.datetime) and timezone.is_aware(at):
        return at.astimezone(ZoneInfo(settings.ORG_TIME_ZONE))
    return at


@register.filter
def uk_date(at: Any) -> str:
    """A date or an instant as "4 December", in the organisation's zone; anything else as it is."""
    if not isinstance(at, dt.date):
        return "" if at is None else str(at)
    day = _local(at)
    return f"{day.day} {day:%B}"


@register.filter
def uk_day(at: Any) -> str:
    """A date or an instant as "Friday 4 December"."""
    return f"{_local(at):%A} {uk_date(at)}" if isinstance(at, dt.date) else uk_date(at)


@register.filter
def uk_time(at: Any) -> str:
    """An instant or a time as "9:14am", "9am" or "midday"; anything else as it is."""
    moment = _local(at) if isinstance(at, dt.datetime) else at
    if not isinstance(moment, (dt.datetime, dt.time)):
        return "" if at is None else str(at)
    if moment.minute == 0 and moment.hour in (0, 12):
        return "midnight" if moment.hour == 0 else "midday"
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"


@register.filter
def uk_moment(at: Any) -> str:
    """An instant as "20 November, 10:12am", a date as "Friday 20 November", words as they are. Another year than this one is named;
    midnight is not, since it stands for a day of which no hour is known."""
    if not isinstance(at, dt.date):
        return uk_date(at)
    day = _local(at)
    year = "" if day.year == _local(clock.now()).year else f" {day.year}"
    if not isinstance(at, dt.datetime):
        return f"{uk_day(at)}{year}"
    hour = uk_time(at)
    return f"{uk_date(at)}{year}" + ("" if hour == "midnight" else f", {hour}")


@register.filter
def iso(at: Any) -> str:
    """The machine's spelling of a date or an instant, for `<time datetime>`; nothing for words."""
    return _local(at).isoformat() if isinstance(at, dt.date) else ""


@register.filter
def days(count: int) -> str:
    """A number of days in words: "1 day", "3 days"."""
    return f"{count} day" if count == 1 else f"{count} days"


@register.filter
def working_days(count: int) -> str:
    """A number of working days in words: "1 working day", "3 working days"."""
    return f"{count} working day" if count == 1 else f"{count} working days"


@register.filter
def tel_link(number: str) -> SafeString:
    """A telephone number as a link that calls it."""
    digits = re.sub(r"[^\d+]", "", number)
    return format_html('<a class="govuk-link ob-tel" href="tel:{}">{}</a>', digits, number)


@register.filter
def share(percent: float | None) -> str:
    """A length for a drawing: a percentage kept between 0 and 100, with a point whatever the language."""
    return f"{min(max(float(percent or 0), 0.0), 100.0):.1f}"


@register.filter
def as_list(words: Any) -> Iterable[Any]:
    """Words, a list of words or nothing, as a list."""
    if words is None or words == "":
        return []
    return [words] if isinstance(words, str) else words


@register.filter
def at(items: Sequence[Any], index: int) -> Any:
    """The item at a place of a list, or nothing."""
    return items[index] if index < len(items) else ""


@register.filter
def of_code(found: dict[str, Any], code: str) -> Any:
    """What a mapping holds under a code, or nothing."""
    return found.get(code, "")


@register.filter
def anchor(words: Any) -> str:
    """A short id made of words."""
    return slugify(str(words))[:40] or "notice"


@register.filter
def undo_of(message: Any) -> dict[str, Any] | None:
    """The way back that a message carries in its extra_tags ("undo:/the/url/"), or None."""
    tags: str = getattr(message, "extra_tags", "") or ""
    return {"url": tags.removeprefix("undo:"), "token_fields": []} if tags.startswith("undo:") else None


@register.filter
def invalid(attrs: dict[str, Any]) -> bool:
    """Whether the attributes of a widget say that its answer is wrong."""
    return attrs.get("aria-invalid") == "true"
