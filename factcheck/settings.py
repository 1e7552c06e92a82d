"""Every setting of the workbench, and the only place that reads the environment.

A value that cannot be read stops the start with one sentence that names the variable.
The list for operators is `.env.example` and `docs/operating.md`; a test keeps them whole.
"""

import hashlib
import ipaddress
import math
import os
import secrets
import tempfile
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

Number = TypeVar("Number", int, float)

BASE_DIR = Path(__file__).resolve().parent.parent
VERSION = "0.1.0"


def env_text(name: str, default: str) -> str:
    """The variable's text, without surrounding white space; empty counts as not set."""
    return os.environ.get(name, "").strip() or default


def env_list(name: str, default: str) -> list[str]:
    """A comma-separated list; empty parts are dropped."""
    return [part.strip() for part in env_text(name, default).split(",") if part.strip()]


def env_bool(name: str, *, default: bool) -> bool:
    """True for 1/true/yes/on, False for 0/false/no/off; anything else stops the start."""
    text = env_text(name, "yes" if default else "no").lower()
    if text in {"1", "true", "yes", "on"}:
        return True
    if text in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be yes or no, not {text!r}.")


def env_number(
    name: str, default: Number, *, kind: Callable[[str], Number], lowest: Number, highest: Number | None = None
) -> Number:
    """A number of the given kind, neither below `lowest` nor above `highest`."""
    text = env_text(name, str(default))
    try:
        value = kind(text)
        # "nan" and "inf" are floats too, but no seconds.
        if not math.isfinite(value):
            raise ValueError
    except (ValueError, OverflowError) as error:
        raise ImproperlyConfigured(f"{name} must be a number, not {text!r}.") from error
    if value < lowest:
        raise ImproperlyConfigured(f"{name} must be at least {lowest}, not {value}.")
    if highest is not None and value > highest:
        raise ImproperlyConfigured(f"{name} must be at most {highest}, not {value}.")
    return value


def env_int(name: str, default: int, *, lowest: int = 0, highest: int | None = None) -> int:
    """A whole number."""
    return env_number(name, default, kind=int, lowest=lowest, highest=highest)


def env_choice(name: str, default: str, *, choices: Sequence[str]) -> str:
    """One of a few words, in upper case."""
    text = env_text(name, default).upper()
    if text not in choices:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(choices)}, not {text!r}.")
    return text


def env_seconds(name: str, default: float, *, lowest: float = 0.01) -> float:
    """A number of seconds, at most a leap year: no calendar goes as far as some numbers."""
    return env_number(name, default, kind=float, lowest=lowest, highest=366 * 86_400)


# ---------------------------------------------------------------- where things are

DATA_DIR = Path(env_text("DATA_DIR", str(BASE_DIR / "var"))).expanduser().absolute()
HOST = env_text("HOST", "127.0.0.1")
PORT = env_int("PORT", 8000, lowest=1, highest=65535)


def private_socket_folder() -> Path:
    """A short folder of this user's for sockets; a unix socket path may not pass 107 bytes."""
    mark = hashlib.sha256(str(DATA_DIR).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"factcheck-{os.getuid()}-{mark}"


def kept_secret_key() -> str:
    """The secret key of this installation, made once and kept in the data folder."""
    path = DATA_DIR / "secret_key"
    try:
        if not path.exists():
            DATA_DIR.mkdir(parents=True, exist_ok=True)
            draft = path.with_name(f"secret_key.{os.getpid()}")
            draft.touch(mode=0o600)
            draft.write_text(secrets.token_urlsafe(50))
            # link, not rename: of two processes that start together, the first one's key stays.
            try:
                os.link(draft, path)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return path.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"The data folder {DATA_DIR} cannot be written ({error.strerror}). "
            "Make it writable, or set DATA_DIR to a folder that is."
        ) from error


SOCKET_DIR = private_socket_folder()

# ---------------------------------------------------------------- the site

SECRET_KEY = env_text("SECRET_KEY", "") or kept_secret_key()
DEBUG = env_bool("DEBUG", default=False)
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = env_list("TRUSTED_ORIGINS", "")
HTTPS = env_bool("HTTPS", default=False)
DEMO = env_bool("DEMO", default=True)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address to listen on."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


# The demo reviewer is signed in without a password, so only where nobody else can knock.
DEMO_SIGN_IN = DEMO and is_loopback(HOST) and not HTTPS

ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_filters",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "claims",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "claims.web.sign_in.DemoSignInMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "claims.web.context.workbench",
            ]
        },
    }
]

LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "queue"
LOGOUT_REDIRECT_URL = "sign-in"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]

SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "static/"
# No STATIC_ROOT: files are served from where they lie, nothing is collected or built.
WHITENOISE_USE_FINDERS = True

# A page or file may be 20 MB (MAX_BYTES); a JSON body carries it with some wrapping.
MAX_BYTES = env_int("MAX_BYTES", 20_000_000, lowest=1_000)
DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_BYTES + 1_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

# ---------------------------------------------------------------- the record


def database() -> dict[str, object]:
    """SQLite in the data folder, or what DATABASE_URL names; nothing else is supported."""
    url = env_text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'factcheck.sqlite3'}")
    try:
        settings: dict[str, object] = dict(dj_database_url.parse(url))
    except (ValueError, dj_database_url.ParseError, dj_database_url.UnknownSchemeError) as error:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {error}") from error
    engine = settings["ENGINE"]
    # What the address itself asks for, such as sslmode=require.
    asked = dict(settings.get("OPTIONS") or {})  # type: ignore[call-overload]
    if engine == "django.db.backends.sqlite3":
        # A relative path means the same file to every process, wherever it was started.
        settings["NAME"] = str(BASE_DIR / str(settings["NAME"]))
        # IMMEDIATE and WAL: without them workers meet "database is locked" thousands of times.
        # NORMAL: a commit survives a killed process; only a power cut can take the last ones.
        settings["OPTIONS"] = asked | {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    elif engine == "django.db.backends.postgresql":
        settings["CONN_MAX_AGE"] = 0
        settings["OPTIONS"] = asked | {"pool": {"min_size": 0, "max_size": 20, "timeout": 20}}
    else:
        raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:// or postgresql://.")
    return settings


DATABASES = {"default": database()}

# ---------------------------------------------------------------- the doorbell

REDIS_IS_OURS = not env_text("REDIS_URL", "")
REDIS_SOCKET = SOCKET_DIR / "redis.sock"
REDIS_URL = env_text("REDIS_URL", f"unix://{REDIS_SOCKET}?db=0")
# Two installations may share one server: every key carries the prefix.
REDIS_PREFIX = env_text("REDIS_PREFIX", "factcheck")

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": REDIS_PREFIX,
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
    }
}

CELERY_BROKER_URL = f"redis+socket://{REDIS_SOCKET}?virtual_host=0" if REDIS_IS_OURS else REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_CREATE_MISSING_QUEUES = True
CELERY_TASK_DEFAULT_QUEUE = "work"
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 3.0
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # Longer than any step may take; the ledger's leases, not Redis, decide when work is tried again.
    "visibility_timeout": 3600,
    "unacked_restore_interval": 3,
    "unacked_restore_throttle": 1,
    "queue_order_strategy": "priority",
    "global_keyprefix": f"{REDIS_PREFIX}:",
    "socket_connect_timeout": 1,
    # A server that hangs: longer than the one second for which a worker waits for a bell.
    "socket_timeout": 5,
    # A request must not wait for a Redis that is away: the bell is tried once, the sweep rings later.
    "max_retries": 0,
}
CELERY_TIMEZONE = "UTC"
CELERY_ENABLE_UTC = True

LEASE_SECONDS = env_seconds("LEASE_SECONDS", 75.0, lowest=1.0)
SWEEP_SECONDS = env_seconds("SWEEP_SECONDS", 1.0, lowest=0.2)
WORKER_PROCESSES = env_int("WORKER_PROCESSES", min(os.cpu_count() or 2, 4), lowest=1)
# Pages fetched at once, in processes of their own beside the worker (0: in threads of the worker); and how many
# searches, feeds and archives are asked at once.
FETCH_THREADS = env_int("FETCH_THREADS", 256, lowest=1)
FETCH_PROCESSES = env_int("FETCH_PROCESSES", min(os.cpu_count() or 2, 4), lowest=0)
ASK_THREADS = env_int("ASK_THREADS", 16, lowest=2)
WEB_THREADS = env_int("WEB_THREADS", 6, lowest=1)

CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "sweep": {
        "task": "claims.tasks.sweep_stalled",
        "schedule": timedelta(seconds=SWEEP_SECONDS),
        "options": {"queue": "clock", "expires": 5},
    }
}

# ---------------------------------------------------------------- neighbours and the gate

PROVIDERS = env_list("PROVIDERS", "library,mediawiki,wikidata,crossref,gdelt,wayback,google_factcheck,searxng,brave")
# A provider that needs a key or an address and has none is shown as such and not asked.
SEARXNG_URL = env_text("SEARXNG_URL", "")
BRAVE_API_KEY = env_text("BRAVE_API_KEY", "")
GOOGLE_FACTCHECK_API_KEY = env_text("GOOGLE_FACTCHECK_API_KEY", "")
WAYBACK_KEY = env_text("WAYBACK_KEY", "")
MEDIAWIKI_API_URLS = env_list("MEDIAWIKI_API_URLS", "https://en.wikipedia.org/w/api.php")
CONTACT = env_text("CONTACT", "")
# A server with `chat/completions` under this address; empty: no language model reads anything.
LANGUAGE_MODEL_URL = env_text("LANGUAGE_MODEL_URL", "")
LANGUAGE_MODEL_NAME = env_text("LANGUAGE_MODEL_NAME", "")
LANGUAGE_MODEL_KEY = env_text("LANGUAGE_MODEL_KEY", "")
LANGUAGE_MODEL_SECONDS = env_seconds("LANGUAGE_MODEL_SECONDS", 60.0, lowest=1.0)
ALLOWED_PRIVATE_HOSTS = env_list("ALLOWED_PRIVATE_HOSTS", "")
FETCH_CONNECT_SECONDS = env_seconds("FETCH_CONNECT_SECONDS", 3.0)
FETCH_FIRST_BYTE_SECONDS = env_seconds("FETCH_FIRST_BYTE_SECONDS", 15.0)
FETCH_TOTAL_SECONDS = env_seconds("FETCH_TOTAL_SECONDS", 45.0)
FETCH_MAX_REDIRECTS = env_int("FETCH_MAX_REDIRECTS", 5)
FETCH_MAX_ENCODINGS = env_int("FETCH_MAX_ENCODINGS", 2)
FETCH_MAX_HEADER_BYTES = env_int("FETCH_MAX_HEADER_BYTES", 64_000, lowest=1_000)
# From the end of one visit to the beginning of the next; a host's own Crawl-delay may make it longer.
HOST_PACE_SECONDS = env_seconds("HOST_PACE_SECONDS", 1.0, lowest=0.0)
HOSTS_PER_DOMAIN = env_int("HOSTS_PER_DOMAIN", 2, lowest=1)
# A host or provider that fails so often in a row is left alone for so long, then probed once.
BREAKER_FAILURES = env_int("BREAKER_FAILURES", 5, lowest=1)
BREAKER_SECONDS = env_seconds("BREAKER_SECONDS", 60.0, lowest=1.0)
EXTRACT_SECONDS = env_seconds("EXTRACT_SECONDS", 10.0)
# A copy that we hold serves further claims for so long; then the page is captured anew for the next one.
COPY_FRESH_DAYS = env_int("COPY_FRESH_DAYS", 7, highest=3650)

# ---------------------------------------------------------------- doors

AUTH_USER_MODEL = "auth.User"
KNOX_TOKEN_MODEL = "claims.ApiToken"
REST_KNOX = {"TOKEN_MODEL": KNOX_TOKEN_MODEL, "TOKEN_TTL": timedelta(days=90), "AUTH_HEADER_PREFIX": "Bearer"}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "claims.api.authentication.ScopedTokenAuthentication",
        "claims.api.authentication.Session",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_PAGINATION_CLASS": "claims.api.base.NewestFirstPagination",
    "EXCEPTION_HANDLER": "claims.api.errors.problem_response",
    "UNAUTHENTICATED_USER": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "STRICT_JSON": True,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Fact-checking workbench",
    "DESCRIPTION": "Articles, the claims proposed in them, and the evidence found for each. Nothing here is a verdict.",
    "VERSION": "v1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "claims.api.schema.without_column_limits",
    ],
}

LOG_LEVEL = env_choice("LOG_LEVEL", "WARNING", choices=("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}
