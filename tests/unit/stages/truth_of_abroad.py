"""When each rule about police certificates from abroad says yes, and when no."""

from typing import Any

from tests.unit.stages.asked import both, found
from tests.unit.stages.histories import history, taking

OF_ABROAD: dict[str, list[tuple[Any, bool]]] = {
    "abroad_is_asked_here": [(taking(history()), True), (taking(history(left_out=["overseas"])), False)],
    "abroad_was_asked": [
        (found("abroad"), False),
        (found("abroad", lived="no"), True),
        (found("abroad", lived="yes"), True),
    ],
    "abroad_paper_seen": [
        (both("abroad", {"lived": lived}, abroad=paper), lived == "no" or paper is not None)
        for lived in ("yes", "no")
        for paper in (None, "seen", "one_gives_none", "none_given")
    ],
}
