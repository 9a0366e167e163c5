"""Loaded first (`-p tests.environment`): what the settings ask of the environment, for a test run."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 50)
os.environ.setdefault("DATABASE_URL", "sqlite:///test.sqlite3")
os.environ.setdefault("NIK_KEYS", "test:" + "dGVzdC1rZXktdGVzdC1rZXktdGVzdC1rZXktdGVzdC0=")
os.environ.setdefault("NIK_INDEX_KEY", "only-for-tests")
# The live server of the browser tests speaks plain HTTP.
os.environ.setdefault("SECURE_SSL_REDIRECT", "0")
# Playwright's event loop runs in the test's thread; Django would refuse its database calls there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
# Tests ask for one page as often as they like.
os.environ.setdefault("SECONDS_OF_A_MINUTE", "1000000")
# Mails write the address of the portal, never that of the request.
os.environ.setdefault("PORTAL_URL", "https://portal.example")
# Emptied before every test, also before those without a database.
os.environ.setdefault("CACHE_URL", "locmemcache://")
