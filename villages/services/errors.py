"""What a service says when it does not do what was asked."""


class ListRefused(Exception):
    """A list was not loaded at all; `faults` holds one sentence per line that has to be corrected."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults
