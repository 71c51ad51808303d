"""The lists of a reference: who may speak for somebody, what they may say, and what is asked about a referee."""

from __future__ import annotations

from onboarding.engine.asks import Ask

RELATIONS = (
    ("work", "A job, paid or not"),
    ("tutor", "A course or a training"),
    ("group", "A group they belong to"),
    ("volunteering", "Volunteering"),
    ("faith", "A faith group or a community"),
)
ROLE_WORDS = (("support_worker", "Support worker"), ("volunteer", "Volunteer"), ("peer", "Peer support worker"))
KNOWS = (("yes", "Yes"), ("no", "No"), ("not_sure", "Not sure"))
TEMPLATES = (
    ("before_offer", "Before the offer: nothing about absence"),
    ("after_offer", "After the offer: also days of absence, never why"),
)
HOW = (("link", "On their reply page"), ("email", "By e-mail"), ("phone", "By phone"), ("post", "By post"))
ANSWERS = (
    ("yes", "Yes"),
    ("with_help", "Yes, with some help at the start"),
    ("no", "No"),
    ("not_well", "I do not know them well enough to say"),
)
CANNOT = (
    ("moved", "They have moved or left"),
    ("not_them", "They are not the right person"),
    ("declined", "They would rather not"),
    ("bounced", "Our message did not reach them"),
)
UNCLEAR = (
    ("dates", "The dates do not agree"),
    ("role", "It is not clear what they did together"),
    ("unanswered", "A question has no answer"),
    ("sender", "It is not clear who wrote it"),
)
NOT_ACCEPTED = (
    ("family", "A relative or partner wrote it"),
    ("treats_them", "Somebody who treats them wrote it"),
    ("hardly_known", "The referee hardly knows them"),
    ("not_confirmed", "We could not confirm who wrote it"),
)
REFEREE = (
    Ask("name", "Full name", own="Their full name", longest=120, error="Enter their full name"),
    Ask(
        "relation",
        "How do they know each other?",
        own="How do they know you?",
        form="choice",
        choices=RELATIONS,
        error="Select how they know each other",
    ),
    Ask("email", "E-mail address", own="Their e-mail address", form="email", required=False),
    Ask("phone", "Phone number", own="Their phone number", form="phone", required=False),
    Ask(
        "role_words",
        "What do we call the role to them?",
        own="What shall we call your role to them?",
        form="choice",
        choices=ROLE_WORDS,
        error="Select what we call the role",
    ),
    Ask(
        "knows",
        "Do they know that the person has lived experience?",
        own="Does this person know you have lived experience?",
        hint="If not, we will not say it.",
        form="choice",
        choices=KNOWS,
        error="Select if they know",
    ),
)
