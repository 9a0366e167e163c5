"""The web process: `gunicorn desmigratif.wsgi`."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desmigratif.settings")
# Less than gunicorn waits for a page, so that it is the database which gives up.
os.environ.setdefault("QUERY_SECONDS", "0" if os.environ.get("PGBOUNCER") else "20")
application = get_wsgi_application()

from django.urls import get_resolver  # noqa: E402

from desmigratif.accounts.demo_accounts import refuse_demo_accounts  # noqa: E402 (needs the apps)

refuse_demo_accounts()

# All pages are loaded now and stay; looking through them for garbage again and again took a sixth of a page.
get_resolver().url_patterns  # noqa: B018 (loads the views)
gc.collect()
gc.freeze()
gc.set_threshold(10_000)
