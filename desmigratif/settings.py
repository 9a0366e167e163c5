"""One settings file, read from the environment; README "Production" lists every variable."""

import base64
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
# Demo mode prints invented sign-ins on the sign-in page; never switch it on where real people are stored.
DEMO_MODE = env.bool("DEMO_MODE", default=False)
LOCAL = DEBUG or DEMO_MODE

SECRET_KEY = env.str("SECRET_KEY", default="local-only-" + "x" * 50 if LOCAL else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. Make one with\n"
        '    python3 -c "import secrets; print(secrets.token_urlsafe(64))"\n'
        "and put it in the environment of the web process. To try the portal out, run `make demo` instead."
    )

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"] if LOCAL else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "desmigratif.ui",
    "desmigratif.accounts",
    "villages",
    "pillars",
    "reports",
    "desmigratif.demo",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "axes",
    "simple_history",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "desmigratif.ui.middleware.CompressedPagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "desmigratif.ui.middleware.LanguageMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "desmigratif.accounts.middleware.BodyLimitMiddleware",
    "desmigratif.accounts.middleware.NoStoreMiddleware",
    # Within the line above: it answers for addresses that lack their slash.
    "django.middleware.common.CommonMiddleware",
    "desmigratif.accounts.middleware.FairShareMiddleware",
    "desmigratif.accounts.middleware.QueryLimitMiddleware",
    "desmigratif.accounts.middleware.ShownPeopleMiddleware",
    "desmigratif.accounts.middleware.TimeZoneMiddleware",
    "desmigratif.ui.middleware.PlainAddressMiddleware",
    "desmigratif.ui.asked_once.AskedOnceMiddleware",
    "desmigratif.ui.kept.SignInMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "desmigratif.ui.kept.KeptEntriesMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "desmigratif.urls"
WSGI_APPLICATION = "desmigratif.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "desmigratif.nav.portal",
            ],
        },
    },
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'desmigratif.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Writers queue instead of failing half-way; readers never wait for a writer.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    # Opening a connection for every request halves the throughput of psycopg2 (measured).
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = env.bool("PGBOUNCER", default=False)
    # No query of a page goes on for ever, also after its reader left. Set by the web process (wsgi.py) and
    # not for commands, which take their time; pgbouncer sets its own.
    seconds = env.int("QUERY_SECONDS", default=0)
    # Compiling a query takes 50 ms, more than nearly every query here. A page by an index costs on a disk
    # without moving parts hardly more than the next one; planned for others, whole tables were read.
    planned = ["-c jit=off", "-c random_page_cost=1.1"]
    told = [] if DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] else planned
    told += [f"-c statement_timeout={seconds}s"] if seconds else []
    DATABASES["default"]["OPTIONS"] = {"options": " ".join(told)} if told else {}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Counts of tries at the sign-in have to be the same in every web process: a table of the database, made by
# `migrate`, unless CACHE_URL names a server.
# Pages of figures and counts that still hold (accounts/remembered.py): each process's own, about 10 MB of it.
CACHES = {
    "default": env.cache("CACHE_URL", default="dbcache://portal_cache"),
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 100},
    },
    "counts": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "counts",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
}

# People

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "desmigratif.accounts.backends.AccountBrake",
    "desmigratif.accounts.backends.RoleBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "desmigratif.accounts.validators.EnoughCharacters", "OPTIONS": {"min_length": 10}},
    {"NAME": "desmigratif.accounts.validators.UnlikeThePerson"},
    {"NAME": "desmigratif.accounts.validators.NotCommon"},
]
LOGIN_URL = "account_login"
CSRF_FAILURE_VIEW = "desmigratif.ui.kept.csrf_failure"
LOGIN_REDIRECT_URL = "reports:home"
ACCOUNT_ADAPTER = "desmigratif.accounts.adapter.ClosedSignUpAdapter"
ACCOUNT_FORMS = {
    "reset_password": "desmigratif.accounts.forms.passwords.AskPasswordForm",
    "change_password": "desmigratif.accounts.forms.passwords.ChangePasswordForm",
    "set_password": "desmigratif.accounts.forms.passwords.SetPasswordForm",
    "reset_password_from_key": "desmigratif.accounts.forms.passwords.ResetPasswordKeyForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# The same words for known and unknown addresses, so that nobody can list accounts (case O25).
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""

# Wrong passwords are counted per account and address below; allauth's own count per account would let
# anybody lock anybody out. One address that tries many accounts is slowed, an office behind it is not.
# A known and an unknown mailbox get five mails in a quarter of an hour, however many web processes run.
ACCOUNT_RATE_LIMITS = {"login_failed": None, "login": "60/m/ip", "reset_password": "20/m/ip,5/15m/key"}

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
# The lock ends when its page says so, however often somebody tries meanwhile.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
# Lock one account as tried from one address: neither can be used to lock out everybody else (case O25).
# Guesses at one account from many addresses are slowed by the AccountBrake.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "desmigratif.accounts.adapter.typed_account"
# What was typed as e-mail address may be a password: no table and no line of the server's log says it.
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "login", "email"]
AXES_CLIENT_IP_CALLABLE = "desmigratif.accounts.adapter.client_address"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
# Sign-ins are in our own access log.
AXES_DISABLE_ACCESS_LOG = True

# A forwarded address is believed only from as many proxies as really stand in front.
PROXY_COUNT = env.int("PROXY_COUNT", default=0)
ALLAUTH_TRUSTED_PROXY_COUNT = PROXY_COUNT

EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="portal@desmigratif.example")
EMAIL_TIMEOUT = 15  # seconds
#: Address of the portal, for links in mails; never that of the request, which its sender writes.
PORTAL_URL = env.str("PORTAL_URL", default="http://127.0.0.1:8000" if LOCAL else "").rstrip("/")
if not PORTAL_URL and ALLOWED_HOSTS and ALLOWED_HOSTS[0][:1] not in "*.":
    PORTAL_URL = f"https://{ALLOWED_HOSTS[0]}"
SUPPORT_EMAIL = env.str("SUPPORT_EMAIL", default="bantuan@desmigratif.example")

# Personal data

#: Keys that seal NIK and KK numbers, newest first: `NIK_KEYS=2026a:base64,2025a:base64` (32 bytes each).
NIK_KEYS = {
    name: base64.b64decode(key)
    for name, _colon, key in (
        part.partition(":")
        for part in env.list(
            "NIK_KEYS", default=["local:" + base64.b64encode(b"k" * 32).decode()] if LOCAL else []
        )
    )
}
#: Key of the hash by which a NIK is found; it never changes, or every NIK has to be entered anew.
NIK_INDEX_KEY = env.str("NIK_INDEX_KEY", default="local-index-key" if LOCAL else "").encode()
if not NIK_KEYS or not NIK_INDEX_KEY:
    raise ImproperlyConfigured(
        "NIK_KEYS and NIK_INDEX_KEY are not set; they seal identity numbers. Make two random keys with\n"
        "    openssl rand -base64 32\n"
        "and put them in the environment of the web process as NIK_KEYS=2026a:<first> and\n"
        "NIK_INDEX_KEY=<second>. Keep a copy in a safe place: without it no NIK can be read again."
    )

# Brakes on what could be used to find out NIKs, per person; all of it stands in the access log as well.
#: One at a time at a desk, for a form of BPJS or an airline: thirty an hour is more than a queue brings.
NIK_REVEALS_PER_HOUR = env.int("NIK_REVEALS_PER_HOUR", default=30)
NIK_REVEALS_PER_DAY = env.int("NIK_REVEALS_PER_DAY", default=100)
#: A serial has 9,999 values, mostly small ones: at this pace a search for one takes a week of days.
NIK_SEARCHES_PER_HOUR = env.int("NIK_SEARCHES_PER_HOUR", default=60)
#: Registrations by hand, changes of a NIK and requests for transfer; who brings more brings a list.
NIK_QUESTIONS_PER_DAY = env.int("NIK_QUESTIONS_PER_DAY", default=150)
#: NIKs of lists that are not of the own area: the longest list there may be (50,000 rows), and some mended.
NIK_QUESTIONS_IN_LISTS_PER_DAY = env.int("NIK_QUESTIONS_IN_LISTS_PER_DAY", default=60_000)
#: Different NIKs of one district, sex and birth date, in lists and forms together: twins and the children
#: born there on one day are fewer, those of the first of January too, where no day is known; serials: 9,999.
NIK_QUESTIONS_ALIKE_PER_DAY = env.int("NIK_QUESTIONS_ALIKE_PER_DAY", default=40)

# Language

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
FORMAT_MODULE_PATH = "desmigratif.ui.formats"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Asia/Jakarta"

# Files

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Attachments are handed out by a view that checks the scope; there is no MEDIA_URL on purpose.
MEDIA_ROOT = env.path("MEDIA_ROOT", default=BASE_DIR / "media")()
# Uploaded lists and files for their askers wait here, sealed, for seven days at most: no backup needs them.
# Empty: beside MEDIA_ROOT.
LISTS_ROOT = env.str("LISTS_ROOT", default="")
MAX_UPLOAD_BYTES = 5 * 1024 * 1024
# Photos straight from a telephone; they are made small before they are stored.
MAX_PICTURE_BYTES = 20 * 1024 * 1024
# One form with all the photos that it takes; the proxy in front needs the same bound (README).
MAX_BODY_BYTES = 250 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_MAX_AGE = 3600

# What one page may take of each minute of a web process for one person, in seconds.
SECONDS_OF_A_MINUTE = env.int("SECONDS_OF_A_MINUTE", default=20)

# Work that is too long for a request (large imports, long files) goes to `manage.py worker` where one runs;
# without a worker it is refused, and what is short is done at once.
IMPORT_WORKER = env.bool("IMPORT_WORKER", default=False)
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if IMPORT_WORKER
        else "django_tasks.backends.immediate.ImmediateBackend"
    }
}

FORM_RENDERER = "desmigratif.ui.controls.ControlRenderer"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Security

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_ENGINE = "desmigratif.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
if not LOCAL:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    LANGUAGE_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31536000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    if PROXY_COUNT:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
