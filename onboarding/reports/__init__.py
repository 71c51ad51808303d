"""Questions asked over waits and moves: on screen, as PDF and as CSV. One module a report."""
