from . import access, mails, organisations, site, users, words  # noqa: F401
