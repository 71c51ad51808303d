"""The words of a contact: who, how and about what, each from a list, so that no note field grows."""

WHO = (("person", "The person"), ("referee", "A referee"), ("body", "An organisation"), ("team", "A team"))
HOW = (
    ("phone", "By phone"),
    ("text", "By text"),
    ("email", "By e-mail"),
    ("in_person", "In person"),
    ("post", "By post"),
)
ABOUT = (
    ("next_step", "The next step"), ("time", "More time"), ("help", "Help with a form"), ("dates", "Dates"),
    ("support", "Practical support"), ("other", "Something else"),
)  # fmt: skip
LONGEST = 200
