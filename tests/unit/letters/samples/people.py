"""One ordinary person, the organisation that writes, and what every letter is told."""

from dataclasses import replace
from datetime import date
from typing import Any

from onboarding.letters.facts import Organisation, Person

ORGANISATION = Organisation(
    name="Brightwater Peer Network",
    address="14 Mill Lane, Croydon, CR0 0AA",
    phone="01632 960 123",
    email="hello@brightwater.example",
    hours="Monday to Friday, 9am to 5pm",
    text_number="07700 900 456",
    footer_line="Brightwater Peer Network is a registered charity.",
    benefits_advice="You can call Mill Lane Advice on 01632 960 200.",
    crisis_help="If you are struggling right now, call 111 and choose the mental health option. "
    "Or call Samaritans on 116 123. Both are free, day and night. In an emergency call 999.",
)
COMMON: dict[str, Any] = {
    "reference": "HH-5RC7-J",
    "letter_number": "HH-5RC7-J-07",
    "name": "Sam Okafor",
    "called": "Sam",
    "address_lines": ("Sam Okafor", "Flat 3", "28 Garden Road", "Croydon", "CR0 0BB"),
    "organisation": ORGANISATION,
    "named_person": Person(name="Priya Shah", role="Recruitment officer", phone="01632 960 123"),
    "today": date(2026, 11, 23),
    "promise": date(2026, 11, 30),
    "help_near": ("Free advice on benefits and debt: Mill Lane Advice, 01632 960 200. More help: onboarding.example/help/near/",),
    "link": "https://onboarding.example/letters",
}
# What somebody else is told: the names that Sam chose for others.
OTHERS: dict[str, Any] = {
    **COMMON,
    "name": "",
    "called": "colleague",
    "organisation": replace(ORGANISATION, name="Brightwater", footer_line=""),
    "named_person": Person(name="Priya Shah", phone="01632 960 123"),
    "address_lines": (),
    "promise": None,
    "help_near": (),
    "link": "",
    "about": "Sam Okafor",
    "role_for_others": "support worker",
}
