"""What the document side of letters refuses, in a sentence fit for the screen."""


class DocumentError(Exception):
    """A document that cannot be printed as it stands.

    `str(error)` is one Indonesian sentence that names the field and the limit;
    it may be shown to a person as it is.
    """
