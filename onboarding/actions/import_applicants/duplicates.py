"""Has this row, or this person, been taken in before? Only rows that were taken in count, in sheet order."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from onboarding.actions.import_applicants.rows import TrackerRow

EXACT = "exact_duplicate_of_"
Person = tuple[date, str]


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """What is known from before this file.

    `digests`: reference -> digest of the row *as the sheet brought it*, kept at import and never made anew,
    so that moving the person on by hand does not turn the same file into a conflict.
    `people`: (date of birth, mobile) and (date of birth, e-mail) of everybody known.
    `emails`: e-mail -> dates of birth of those who use it, None where it is not known.
    """

    digests: Mapping[str, str] = field(default_factory=dict)
    people: Collection[Person] = frozenset()
    emails: Mapping[str, Collection[date | None]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[TrackerRow]) -> Self:
        """What is known after `rows` were taken in."""
        seen = Seen(cls())
        for row in rows:
            seen.add(row)
        return cls(digests=seen.digests, people=frozenset(seen.people), emails=seen.emails)


class Seen:
    """`Earlier`, and the rows of this file taken in so far."""

    def __init__(self, earlier: Earlier) -> None:
        self.digests = dict(earlier.digests)
        self.people = set(earlier.people)
        self.emails = {email: set(born) for email, born in earlier.emails.items()}

    def add(self, row: TrackerRow) -> None:
        """Count `row` as taken in."""
        self.digests[row.ref] = row.digest
        self.people.update(_person(row))
        if row.email:
            self.emails.setdefault(row.email, set()).add(row.date_of_birth)

    def is_exact(self, row: TrackerRow) -> bool:
        """Whether the very same row is known."""
        return bool(row.ref) and self.digests.get(row.ref) == row.digest

    def reasons(self, row: TrackerRow) -> Iterator[str]:
        """Why a row that is no exact duplicate must not go in beside those known."""
        if row.ref and row.ref in self.digests:
            yield "conflicting_duplicate_ref"
        elif not self.people.isdisjoint(_person(row)):
            yield "possible_duplicate_person"

    def warnings(self, row: TrackerRow) -> Iterator[str]:
        """An address that somebody else uses too: people share one, so this is no reason against."""
        if row.email and row.email in self.emails:
            yield "email_shared_with_other_applicant"


def _person(row: TrackerRow) -> set[Person]:
    if row.date_of_birth is None:
        return set()
    return {(row.date_of_birth, contact) for contact in (row.mobile, row.email) if contact}
