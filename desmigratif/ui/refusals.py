"""What a service says when it does not do what was asked."""


class Refused(Exception):
    """It is not done; the message says why and how to mend it, in the reader's language.

    `field` names the input that has to change, so that a form shows the message there.
    """

    def __init__(self, message, field=""):
        super().__init__(message)
        self.message = message
        self.field = field


class EditConflict(Exception):
    """Somebody saved the row after its form was opened; `stored` is what is stored now."""

    def __init__(self, stored):
        super().__init__(str(stored))
        self.stored = stored
