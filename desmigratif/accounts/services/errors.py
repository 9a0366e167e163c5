"""What a service says when it does not do what was asked."""

from desmigratif.ui.refusals import Refused


class AccountRefused(Refused):
    """The change of an account is not possible."""
