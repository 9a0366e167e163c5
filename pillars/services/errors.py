"""What a service says when it does not do what was asked."""


class EditConflict(Exception):
    """Somebody saved the activity after the form was opened; `activity` is what is stored now."""

    def __init__(self, activity):
        super().__init__(str(activity))
        self.activity = activity
