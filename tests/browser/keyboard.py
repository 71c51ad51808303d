"""A person who uses the keyboard alone: everything is reached with Tab and arrows, and pressed with Enter and Space."""

import datetime as dt
from typing import Any

from playwright.sync_api import Locator, Page

FOCUSED = "one => one === document.activeElement && one.matches(':focus-visible')"
# How many times Tab is to be pressed, by the order of the page; of radios only one of a group is on the way.
AWAY = """target => {
    const way = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')].filter(one =>
        !one.disabled && one.checkVisibility() && (one === target || one.type !== 'radio' || one.checked
            || one === document.querySelector(`input[type=radio][name="${one.name}"]`)))
    return way.indexOf(target) - way.indexOf(document.activeElement)
}"""
MOST = 300


def press(page: Page, target: Locator) -> None:
    """Reach a link or a button and press Enter; the page it leads to has loaded afterwards."""
    reach(page, target)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def reach(page: Page, target: Locator) -> None:
    """Tab to something, which must show that it is reached."""
    for _ in range(max(0, target.evaluate(AWAY))):
        page.keyboard.press("Tab")
    for _ in range(MOST):
        if target.evaluate(FOCUSED):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never comes to {target}: {page.url}")


def fill(page: Page, name: str, answer: Any) -> None:
    """One answer, whatever kind of field asks for it."""
    if isinstance(answer, dt.date):
        for part in ("day", "month", "year"):
            write(page, page.locator(f"[name={name}_{part}]"), str(getattr(answer, part)))
        return
    field = page.locator(f"[name={name}]")
    kind = field.first.get_attribute("type")
    if field.first.evaluate("one => one.tagName") == "SELECT":
        choose(page, field.first, str(answer))
    elif kind == "radio":
        pick(page, field, page.locator(f"[name={name}][value='{answer}']"))
    elif kind == "checkbox":
        tick(page, field if answer is True else page.locator(f"[name={name}][value='{answer}']"))
    else:
        write(page, field, str(answer))


def write(page: Page, field: Locator, words: str) -> None:
    """Type over what stands in a field."""
    reach(page, field)
    page.keyboard.press("Control+A")
    page.keyboard.type(words)


def choose(page: Page, field: Locator, words: str) -> None:
    """The first choice of a list that begins so, or holds these words."""
    wanted = field.locator("option", has_text=words).first.get_attribute("value")
    reach(page, field)
    for _ in range(field.locator("option").count()):
        if field.input_value() == wanted:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no arrow leads to {words}")


def pick(page: Page, group: Locator, target: Locator) -> None:
    """One of several: Tab to the group, arrows within it."""
    reach(page, group.first)
    page.keyboard.press("Space")
    for _ in range(group.count()):
        if target.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no arrow leads to {target}")


def tick(page: Page, box: Locator) -> None:
    """A box that is not ticked yet."""
    reach(page, box)
    page.keyboard.press("Space")
