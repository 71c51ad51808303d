"""Sixty invented people, some with names that trip up careless programs, and what becomes of each."""

from __future__ import annotations

from dataclasses import dataclass

NAMES = (
    ("Sam", "Okafor"), ("Maya", "Collins"), ("Dee", "Harwood"), ("Kofi", "Mensah"), ("Yusuf", "Ali"), ("Grace", "Lin"),
    ("Tom", "Baines"), ("Ruth", "Kelly"), ("Amir", "Rahimi"), ("Leila", "Haddad"), ("Nia", "Evans"), ("Lee", "Frost"),
    ("Omar", "Said"), ("Siobhán", "O’Neill"), ("Małgorzata", "Łukasiewicz"), ("子怡", "章"), ("Anne-Marie", "van der Berg"),
    ("Null", "Pointer"), ("Nnamdi", "True"), ("José María", "de la Cruz y Fernández"), ("Zoë", "D’Arcy-Smythe"),
    ("فاطمة", "الزهراء"), ("Björk", "Jónsdóttir"), ("Thị Ngọc", "Nguyễn"), ("Ольга", "Шевченко"), ("X", "Æ"),
    ("Wilhelmina Alexandrina", "Featherstonehaugh-Cholmondeley"), ("Ian", "NA"), ("Una", "Campbell"), ("Priscilla", "Test"),
    ("Hamza", "Iqbal"), ("Eilidh", "MacLeod"), ("Rhys", "ap Gwilym"), ("Chloe", "Adeyemi"), ("Marcus", "Bell"),
    ("Ines", "Carvalho"), ("Joanna", "Dunn"), ("Kwame", "Asante"), ("Lucy", "Fairweather"), ("Mohammed", "Hussain"),
    ("Nadia", "Petrova"), ("Oliver", "Quick"), ("Parveen", "Kaur"), ("Rosa", "Lopez"), ("Stephen", "Nash"), ("Tara", "Gill"),
    ("Usha", "Patel"), ("Victor", "Osei"), ("Wendy", "Marsh"), ("Yasmin", "Choudhury"), ("Zac", "Young"), ("Abigail", "Stone"),
    ("Ben", "Archer"), ("Caitlin", "Moss"), ("David", "Owusu"), ("Ella", "Rose"), ("Femi", "Balogun"), ("Gita", "Rao"),
    ("Harry", "Woods"), ("Isla", "Grant"),
)  # fmt: skip

# What becomes of somebody when nothing else is said: as far as their time allows.
GOES_ON = "goes_on"
FATES = {
    3: "withdrawn", 7: "not_this_time", 9: "paused", 11: "chose_group", 13: "offer_declined", 16: "offer_withdrawn",
    18: "transferred", 20: "deceased", 22: "resting", 24: "reserve", 26: "not_yet", 28: "moved_on", 30: "health_not_now",
    32: "disclosed", 34: "withdrawn_waiting", 36: "took_a_break", 38: "disclosed", 40: "late_body", 42: "withdrawn",
    44: "not_this_time", 46: "late_body", 48: "no_check", 50: "came_back", 52: "withdrawn_waiting", 54: "hosts_say_no",
}  # fmt: skip
SIZES = {1: 20, 9: 16, 16: 28, 26: 24, 33: 18}
EARLY = frozenset({"moved_on", "came_back", "took_a_break", "disclosed", "hosts_say_no", "transferred", "no_check"})


@dataclass(frozen=True)
class Person:
    """One invented person: number, names, letter size, paid or not, and their fate."""

    number: int
    first_name: str
    surname: str
    points: int
    paid: bool
    fate: str

    @property
    def email(self) -> str:
        """An address that nobody has."""
        return f"person{self.number + 1}@people.example"


def people(count: int = 60) -> list[Person]:
    """The people of the demo, always the same."""
    return [
        Person(n, *NAMES[n % len(NAMES)], SIZES.get(n, 14), n % 5 not in (2, 4), FATES.get(n, GOES_ON))
        for n in range(count)
    ]
