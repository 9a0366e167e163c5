"""What a service says when it does not do what was asked."""


class AccountRefused(Exception):
    """The change is not possible; the message says why and how to mend it, in the reader's language.

    `field` names the input that has to change, so that a form can show the message there.
    """

    def __init__(self, message, field=None):
        super().__init__(message)
        self.message = message
        self.field = field
