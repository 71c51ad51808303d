"""What a role asks of a body and of a day: all that Occupational Health is told beside who, how to reach them, and since when."""

from __future__ import annotations

from onboarding.engine.asks import Ask

VACCINES = "vaccines"
DEMANDS = (
    ("alone", "Working alone at times"),
    ("nights", "Nights, or shifts that change"),
    ("early", "Starts before 8am"),
    ("driving", "Driving for the work"),
    ("visits", "Visits to people at home"),
    ("ward", "Work on a hospital ward"),
    ("distress", "Being with people in distress"),
    ("screen", "Most of the day at a screen"),
    ("standing", "Standing or walking for most of the day"),
    ("lifting", "Lifting and carrying"),
    ("stairs", "Places with stairs and no lift"),
    (VACCINES, "Vaccines that this place of work asks for"),
)
OF_THE_ROLE = (
    Ask(
        "demands",
        "What does this role ask for?",
        form="several",
        choices=DEMANDS,
        required=False,
        hint="The same for everybody in this role. Nothing about this person: no reason, no worry, nothing they told us.",
    ),
    Ask("hoped_start", "When could they start, if all goes well?", form="date", required=False),
)
