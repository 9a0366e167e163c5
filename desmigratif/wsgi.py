"""The web process: `gunicorn desmigratif.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desmigratif.settings")
application = get_wsgi_application()

from desmigratif.accounts.demo_accounts import refuse_demo_accounts  # noqa: E402 (needs the apps)

refuse_demo_accounts()
