"""What a service of this app says when it does not do what was asked."""

from pillars.services.errors import ActionRefused


class EntryRefused(ActionRefused):
    """What was entered cannot be stored; `field` names the input that has to change."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.field = field
