"""How Django's forms are drawn: every widget as the part of the design system that fits it."""

from __future__ import annotations

from typing import Any

from django.forms.renderers import DjangoTemplates, TemplatesSetting
from django.http import HttpRequest
from django.template import TemplateDoesNotExist

_INPUTS = ("text", "email", "tel", "url", "search", "number", "date", "datetime", "time", "password", "file")
_TEMPLATES = {
    **{f"django/forms/widgets/{name}.html": "forms/widgets/input.html" for name in _INPUTS},
    "django/forms/widgets/clearable_file_input.html": "forms/widgets/input.html",
    "django/forms/widgets/textarea.html": "forms/widgets/textarea.html",
    "django/forms/widgets/select.html": "forms/widgets/select.html",
    "django/forms/widgets/radio.html": "forms/widgets/choices.html",
    "django/forms/widgets/checkbox_select.html": "forms/widgets/choices.html",
    "django/forms/widgets/checkbox.html": "forms/widgets/checkbox.html",
}
_COUNTED = "govuk-js-character-count"
# `required` would let the browser answer before we can, in words that are not ours.
_DROPPED = {"required", "class", "step", "min", "max", "cols"}


class ComponentRenderer(TemplatesSetting):
    """FORM_RENDERER: forms, fields and widgets by templates/forms.

    The summary of errors comes first, unless the page has placed it with `{% error_summary form %}` already.
    A text area with `max_length` counts its characters, and so does a text input of the class
    `govuk-js-character-count`. Put `novalidate` on the form tag: the answers to mistakes are ours.
    """

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"

    def get_template(self, template_name: str) -> Any:
        """Our template, or Django's own for what we do not draw, such as hidden fields."""
        try:
            return super().get_template(template_name)
        except TemplateDoesNotExist:
            return DjangoTemplates().get_template(template_name)

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """A form, field or widget as markup."""
        if template_name in _TEMPLATES:
            context = {**context, "part": _part(context["widget"])}
        return super().render(_TEMPLATES.get(template_name, template_name), context, request)


def _part(widget: dict[str, Any]) -> dict[str, Any]:
    """What the templates need beside Django's values: classes, kind, error, counter, remaining attributes."""
    attrs = widget["attrs"]
    classes = str(attrs.get("class", "govuk-input--width-5" if widget.get("type") == "number" else ""))
    count = attrs.get("maxlength") if _counts(widget, classes) else None
    kept = {name: value for name, value in attrs.items() if name not in _DROPPED and value is not False}
    if kept.get("rows") == "10":  # Django's own default is taller than what people write here
        kept["rows"] = "5"
    if count:
        kept["aria-describedby"] = f"{attrs.get('aria-describedby', '')} {attrs.get('id')}-info".strip()
    return {
        "classes": classes,
        "kind": _kind(widget),
        "error": attrs.get("aria-invalid") == "true",
        "count": count,
        "attrs": kept,
        "several": "checkbox" in str(widget.get("template_name", "")),
    }


def _counts(widget: dict[str, Any], classes: str) -> bool:
    return "textarea" in str(widget.get("template_name", "")) or _COUNTED in classes


def _kind(widget: dict[str, Any]) -> str:
    """The input's type. Numbers are typed as text: the spinning arrows change answers by accident."""
    kind = str(widget.get("type", "text"))
    return "text" if kind == "number" else kind
