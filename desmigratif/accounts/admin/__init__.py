from . import access, organisations, site, users  # noqa: F401
