"""The invented people, some with names that trip up careless programs, their roles, and what becomes of each."""

from __future__ import annotations

import random
from dataclasses import dataclass

from onboarding.actions.demo import draws

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
MORE_FIRST = (
    "Aisha", "Bethan", "Callum", "Dilys", "Emeka", "Farah", "Gareth", "Holly", "Imran", "Jess", "Karim", "Lorna", "Miriam",
    "Naveed", "Orla", "Piotr", "Rachel", "Sunita", "Tunde", "Winston",
)  # fmt: skip
MORE_LAST = (
    "Abbott", "Begum", "Carr", "Doyle", "Eze", "Fox", "Gupta", "Hughes", "Ismail", "Jarvis", "Khan", "Lloyd", "Mbeki", "Nowak",
    "Oduya", "Price", "Quinn", "Reid", "Singh", "Thomas", "Udo", "Vaz", "Wray",
)  # fmt: skip

# What becomes of somebody when nothing else is said: as far as their time and their patience allow.
GOES_ON = "goes_on"
FATES = {
    0: "no_check", 1: "disclosed", 3: "withdrawn", 5: "referee_moved", 7: "not_this_time", 8: "lost_certificate", 9: "paused",
    11: "chose_group", 13: "offer_declined", 15: "new_name", 16: "offer_withdrawn", 18: "transferred", 19: "missed_appointment",
    20: "deceased", 21: "wrong_name", 22: "resting", 23: "barred", 24: "reserve", 26: "not_yet", 28: "moved_on",
    29: "share_lapsed", 30: "health_not_now", 31: "pauses_and_moves_on", 32: "disclosed", 34: "withdrawn_waiting", 35: "two_abroad",
    36: "took_a_break", 38: "disclosed", 39: "goes_far", 40: "late_body", 41: "goes_far", 42: "withdrawn",
    43: "back_after_8_months", 44: "not_this_time", 46: "late_body", 48: "no_check", 50: "came_back", 51: "moves_nation",
    52: "withdrawn_waiting", 54: "hosts_say_no", 58: "joins", 59: "qualified", 213: "just_came",
}  # fmt: skip
# Out of a hundred who apply (design figures, shaped by published losses); everybody else goes on.
FUNNEL = (("stops_before_chat", 12), ("stops_before_meeting", 18), ("not_this_time", 20), ("reserve", 6), ("not_yet", 4))
SIZES = {1: 20, 9: 16, 16: 28, 26: 24, 33: 18}
EARLY = frozenset({
    "moved_on", "came_back", "took_a_break", "disclosed", "hosts_say_no", "transferred", "no_check", "pauses_and_moves_on",
    "goes_far", "back_after_8_months", "moves_nation", "barred", "share_lapsed", "lost_certificate", "new_name", "wrong_name",
    "missed_appointment", "referee_moved",
})  # fmt: skip
# Whose role is which, by turns of twenty: volunteer, sessional, NHS, ward volunteer, apprentice, Scotland, Northern Ireland.
ROLES = "ABCBACBDABCNBACBDSAE"
ROLE_OF = {
    0: "A", 1: "C", 15: "B", 18: "B", 19: "C", 21: "A", 23: "C", 29: "S", 31: "S", 35: "C", 39: "E", 40: "B", 41: "D", 43: "B", 48: "A",
    51: "B",
}  # fmt: skip
IN_THE_GROUP = frozenset({58, *range(60, 239, 17)})  # they apply for no role


@dataclass(frozen=True)
class Person:
    """One invented person: number, names, letter size, which role they apply for, and their fate."""

    number: int
    first_name: str
    surname: str
    points: int
    role: str
    fate: str

    @property
    def email(self) -> str:
        """An address that nobody has."""
        return f"person{self.number + 1}@people.example"


def people(count: int) -> list[Person]:
    """So many people, always the same."""
    rng = draws.dice(2010)
    return [Person(n, *_names(n), SIZES.get(n, 14), _role(n), _fate(n, rng)) for n in range(count)]


def _names(number: int) -> tuple[str, str]:
    more = number - len(NAMES)
    if more < 0:
        return NAMES[number]
    return MORE_FIRST[more % len(MORE_FIRST)], MORE_LAST[(more * 7 + more // len(MORE_FIRST)) % len(MORE_LAST)]


def _role(number: int) -> str:
    return "G" if number in IN_THE_GROUP else ROLE_OF.get(number, ROLES[number % len(ROLES)])


def _fate(number: int, rng: random.Random) -> str:
    """The written one, or one drawn for those who come after the first sixty."""
    if number < len(NAMES):
        return FATES.get(number, GOES_ON)
    at = rng.random() * 100
    if number in IN_THE_GROUP:
        return FATES.get(number, "joins")
    for fate, share in FUNNEL:
        at -= share
        if at < 0:
            return fate
    return GOES_ON
