"""Why a whole file cannot be taken."""

from desmigratif.ui.refusals import Refused


class FileRefused(Refused):
    """The file as a whole cannot be read; `kind` names the reason, the message says how to correct it."""

    def __init__(self, kind, message):
        super().__init__(message, "file")
        self.kind = kind
