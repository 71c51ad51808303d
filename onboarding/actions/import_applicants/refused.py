"""The one refusal of a whole tracker."""


class TrackerRefused(Exception):  # noqa: N818 (a refusal is an answer, not a fault)
    """A file that cannot be brought in at all. `sentence` says what is wrong, where, and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
