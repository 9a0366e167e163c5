"""What a service says when it does not do what was asked."""


class ActionRefused(Exception):
    """The action is not possible now; the message says why and what to do, in the reader's language."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message


class EditConflict(Exception):
    """Somebody saved the activity after the form was opened; `activity` is what is stored now."""

    def __init__(self, activity):
        super().__init__(str(activity))
        self.activity = activity
