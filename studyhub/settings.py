"""Settings: embedded defaults for one machine, and production by environment variables.

``STUDYHUB_ENV`` is ``local`` (default) or ``production``. Local mode keeps all that it
writes under ``.data/`` and makes its own secret key there. Production refuses to start
without ``SECRET_KEY``, ``ALLOWED_HOSTS`` and ``DATABASE_URL``.
"""

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

ENVIRONMENT = env.str("STUDYHUB_ENV", default="local")
if ENVIRONMENT not in {"local", "production"}:
    raise ImproperlyConfigured("STUDYHUB_ENV must be 'local' or 'production'.")
PRODUCTION = ENVIRONMENT == "production"
DATA_DIR = Path(env.str("STUDYHUB_DATA_DIR", default=str(BASE_DIR / ".data")))


def _local_secret_key() -> str:
    """Return the key kept in the data folder, made on first use and readable by its owner only."""
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    path = DATA_DIR / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text().strip()


SECRET_KEY = env.str("SECRET_KEY") if PRODUCTION else env.str("SECRET_KEY", default="")
SECRET_KEY = SECRET_KEY or _local_secret_key()
DEBUG = not PRODUCTION and env.bool("DEBUG", default=False)
ALLOWED_HOSTS = (
    env.list("ALLOWED_HOSTS")
    if PRODUCTION
    else env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "studyhub.apps.StudyHubConfig",
    "assignments",
    "lessons",
    "studyhub.people",
    "studyhub.access",
    "studyhub.audit",
    "studyhub.web",
    "studyhub.apps.StudyHubAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "csp",
    # Its tables are there everywhere, so that switching the queue on needs no migration.
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "studyhub.web.middleware.request_id",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "studyhub.web.middleware.private_by_default",
    "studyhub.web.middleware.refuse_oversize",
    "studyhub.web.middleware.refuse_nul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "studyhub.access.middleware.AccessMiddleware",
    "studyhub.people.middleware.school_time_zone",
    "studyhub.people.middleware.choose_password_first",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "studyhub.urls"
WSGI_APPLICATION = "studyhub.wsgi.application"
ASGI_APPLICATION = "studyhub.asgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "studyhub.navigation.site_nav",
            ],
        },
    },
]

# IMMEDIATE takes the write lock when a transaction begins, so that a read followed by a write
# never fails with "database is locked"; synchronous=FULL keeps acknowledged saves in a power cut.
_SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": ("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"),
}
_POSTGRES_OPTIONS = {
    # Who finds no connection for so long is told to come back, and does not hold a worker.
    "pool": {"min_size": 1, "max_size": 8, "timeout": 5},
    "options": "-c statement_timeout=20000 -c lock_timeout=10000",
}


def _database() -> dict[str, Any]:
    default = environ.Env.NOTSET if PRODUCTION else f"sqlite:///{DATA_DIR / 'studyhub.sqlite3'}"
    database: dict[str, Any] = dict(env.db("DATABASE_URL", default=default))
    sqlite = database["ENGINE"].endswith("sqlite3")
    options = _SQLITE_OPTIONS if sqlite else _POSTGRES_OPTIONS
    database["OPTIONS"] = {**options, **database.get("OPTIONS", {})}
    database["CONN_MAX_AGE"] = 600 if sqlite else 0  # the PostgreSQL pool keeps its own
    if not sqlite:
        database["TEST"] = {"NAME": env.str("TEST_DATABASE_NAME", default="test_studyhub")}
    return database


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Sign-in limits are counted in the cache, so it must be shared by all processes: the database
# is, everywhere. CACHE_URL may name another shared cache, for which the database stands in while
# it does not answer.
_DATABASE_CACHE = {
    "BACKEND": "django.core.cache.backends.db.DatabaseCache",
    "LOCATION": "studyhub_cache",
}

# Of what is cheap to work out again, by each process for itself: asking it costs no query.
_PROCESS_CACHE = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "studyhub",
    "TIMEOUT": 3600,
    "OPTIONS": {"MAX_ENTRIES": 100},  # of at most 300 KB each, for a year of 300 students
}


def _caches() -> dict[str, Any]:
    if not env.str("CACHE_URL", default=""):
        return {"default": _DATABASE_CACHE, "process": _PROCESS_CACHE}
    shared: dict[str, Any] = dict(env.cache("CACHE_URL"))
    if "redis" in shared["BACKEND"].lower():
        patience = {"socket_connect_timeout": 1, "socket_timeout": 1}
        shared["OPTIONS"] = {**patience, **shared.get("OPTIONS", {})}
    return {
        "default": {"BACKEND": "studyhub.web.steady_cache.SteadyCache"},
        "shared": shared,
        "database": _DATABASE_CACHE,
        "process": _PROCESS_CACHE,
    }


CACHES = _caches()

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["studyhub.people.backends.SchoolBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("sign_in_name", "given_name", "family_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "studyhub.people.adapter.SchoolAccountAdapter"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False  # shared devices: closing the browser signs out
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PRESERVE_USERNAME_CASING = True
ACCOUNT_FORMS = {
    "login": "studyhub.people.forms.sign_in.SignInForm",
    "change_password": "studyhub.people.forms.password.ChangePasswordForm",
}
# A whole school signs in from one address within a minute; one name is tried from many.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "300/m/ip,10/300s/key",
    "change_password": "20/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)

# Mail needs a server, a queue that other processes empty, and the address that links lead to: no
# request ever sends any, and a link never repeats the host that a request claimed.
EMAIL_URL = env.str("EMAIL_URL", default="")
if EMAIL_URL:
    globals().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="studyhub@localhost")
HAS_TASK_QUEUE = env.bool("TASK_QUEUE", default=False)
TASKS: dict[str, Any] = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if HAS_TASK_QUEUE
        else "django_tasks.backends.immediate.ImmediateBackend"
    }
}
SITE_URL = env.str("SITE_URL", default="" if PRODUCTION else "http://127.0.0.1:8000").rstrip("/")

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "studyhub.web.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    if env.bool("BEHIND_TLS_PROXY", default=False):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
        "worker-src": [SELF],
    },
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": [],
    "geolocation": [],
    "microphone": [],
    "payment": [],
    "usb": [],
}

# One page of thirteen answers at their limit, percent-encoded, stays below this; the limit of an
# answer itself is told on the page (assignments.policy).
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
# Files do not count above: past this, nothing of a request is read at all.
REQUEST_MAX_BYTES = 16 * 1024 * 1024

LANGUAGE_CODE = "en-us"
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / ".static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "studyhub.web.static_storage.HashedStaticStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
# Local mode serves the files where they lie, so nobody has to collect them first.
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = not PRODUCTION

CRISPY_TEMPLATE_PACK = "studyhub"
CRISPY_ALLOWED_TEMPLATE_PACKS = ("studyhub",)
CRISPY_FAIL_SILENTLY = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "studyhub.web.logs.RequestIdFilter"}},
    "formatters": {
        "plain": {"format": "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s"}
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["request_id"],
        }
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {"studyhub": {"level": "INFO"}},
}
