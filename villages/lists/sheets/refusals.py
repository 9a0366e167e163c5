"""Why a whole file cannot be taken."""


class FileRefused(ValueError):
    """The file as a whole cannot be read; `kind` names the reason, `message` says how to correct it."""

    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind
        self.message = message
