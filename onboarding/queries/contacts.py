"""The words of a contact: who, how and about what, each from a list, so that no note field grows."""

PERSON, BODY = "person", "body"
NO_ANSWER, ONLINE = "no_answer", "online"
WHO = ((PERSON, "The person"), ("referee", "A referee"), (BODY, "An organisation"), ("team", "A team"))
HOW = (
    ("phone", "By phone"),
    ("text", "By text"),
    ("email", "By e-mail"),
    ("in_person", "In person"),
    ("post", "By post"),
    (ONLINE, "On their website"),
)
ABOUT = (
    ("next_step", "The next step"), ("time", "More time"), ("help", "Help with a form"), ("dates", "Dates"),
    ("support", "Practical support"), (NO_ANSWER, "We tried, nobody answered"), ("other", "Something else"),
)  # fmt: skip
LONGEST = 200
