from . import areas, memberships, villages  # noqa: F401
