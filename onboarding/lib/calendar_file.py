"""A calendar file (RFC 5545) with one event, made by the icalendar library."""

from __future__ import annotations

import datetime as dt

from icalendar import Calendar, Event


def calendar_file(
    uid: str, title: str, begins: dt.date, ends: dt.date, *, place: str, made: dt.datetime, note: str = ""
) -> bytes:
    """The file. With dates instead of instants it is an event of the whole day; `ends` is not in it; `note` are words under the event."""
    event = Event()
    for name, value in (("uid", uid), ("summary", title), ("dtstart", begins), ("dtend", ends), ("dtstamp", made)):
        event.add(name, value)
    if place:
        event.add("location", place)
    if note:
        event.add("description", note)
    made_of = Calendar()
    made_of.add("prodid", "-//Onboarding//EN")
    made_of.add("version", "2.0")
    made_of.add_component(event)
    made_of.add_missing_timezones()
    return bytes(made_of.to_ical())
