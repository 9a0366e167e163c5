"""Nothing here touches a closed quarter: co-operatives are a register and no report (reports/README.md)."""

TRIED, POSTED = {}, {}


def prepare(w):
    """Adds nothing to the world."""
