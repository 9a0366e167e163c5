from . import access, mails, organisations, site, users  # noqa: F401
