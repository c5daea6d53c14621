"""A refusal: the verb could not be done, said in a sentence that a person can act on.

Services raise these; `lo_portal.middleware.Refusals` turns what a view did not catch into a page.
"""


class Refused(Exception):
    """What was asked for cannot be done now.

    `sentence` is translated and fit for a tooltip; `code` names the reason for tests and logs.
    """

    status = 422

    def __init__(self, sentence, *, code: str = "refused"):
        super().__init__(str(sentence))
        self.sentence = sentence
        self.code = code


class Conflict(Refused):
    """Somebody else was faster: the row is not what the person saw. Answered with 409."""

    status = 409

    def __init__(self, sentence, *, code: str = "conflict", theirs=None):
        super().__init__(sentence, code=code)
        self.theirs = theirs or []
