"""Refusals: a rule said no, in a sentence for the person who asked."""


class Refusal(Exception):
    """The state of the work does not allow this now. ``str()`` is the sentence to show.

    ``code`` is a short stable word for scripts and tests.
    """

    def __init__(self, sentence: str, *, code: str) -> None:
        super().__init__(sentence)
        self.code = code


class Conflict(Refusal):
    """Somebody saved a newer version meanwhile; ``current`` is the row as it stands now.

    Nothing was written. The caller shows both texts.
    """

    def __init__(self, sentence: str, *, current) -> None:
        super().__init__(sentence, code="conflict")
        self.current = current
