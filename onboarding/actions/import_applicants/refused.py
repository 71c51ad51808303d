"""The one refusal of a whole tracker."""


class TrackerRefused(Exception):
    """A file that cannot be brought in at all. `sentence` says what is wrong, where, and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
