"""Django's settings: one file; what differs between places comes from the environment."""

import os
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from kith.database.home import Home, default_home

ROOT = Path(__file__).resolve().parent.parent

# --- what the environment says -------------------------------------------------------------------

# The folder of the embedded database and of files; several may lie side by side.
KITH_HOME = default_home()

# The council's own PostgreSQL: postgresql://role:password@host/name. Without it the embedded one is used.
DATABASE_URL = os.environ.get("DATABASE_URL", "")

# The same server's address for the owner of the tables, needed for `migrate` when DATABASE_URL is set.
DATABASE_OWNER_URL = os.environ.get("DATABASE_OWNER_URL", "")

# A copy of the record that follows the council's server (a read replica): pages that count over the whole record read
# there, some moments late, so that casework does not wait for them. Who connects may read and not write.
KITH_REPLICA_URL = os.environ.get("KITH_REPLICA_URL", "")

# Which role connects: `app` serves and cannot change tables, `owner` migrates. Commands choose for themselves.
KITH_DB_ROLE = os.environ.get("KITH_DB_ROLE", "app")

# Fixes the day (YYYY-MM-DD) for demonstrations, documentation and tests; the time of day still runs.
KITH_TODAY = os.environ.get("KITH_TODAY", "")

# The folder of practice packs.
KITH_PACKS = Path(os.environ.get("KITH_PACKS", ROOT / "packs"))

# Set to 1 for a demonstration: every person is invented, and roles are offered as buttons at sign-in.
KITH_DEMO = os.environ.get("KITH_DEMO", "") == "1"

# Names under which the site is reached, separated by commas.
ALLOWED_HOSTS = os.environ.get("KITH_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

# The key that signs sessions. Needed with DATABASE_URL; the embedded installation makes and keeps its own.
SECRET_KEY = os.environ.get("KITH_SECRET_KEY", "")

# Set to 1 where people reach the site by https, as they must outside one's own machine.
KITH_HTTPS = os.environ.get("KITH_HTTPS", "") == "1"

# How many proxies of our own stand between people and this server. With 1 or more, tries to sign in are counted by
# the address that those proxies heard (X-Forwarded-For); with 0 the header is not believed.
KITH_PROXIES = int(os.environ.get("KITH_PROXIES", "0"))

# After how many minutes without anything done a session ends; people are warned two minutes before.
KITH_IDLE_MINUTES = int(os.environ.get("KITH_IDLE_MINUTES", "20"))

# How many connections one web process may hold.
KITH_POOL = int(os.environ.get("KITH_POOL", "8"))

# How many requests may count over the whole record at once (figures and the lists behind them); others wait their turn.
KITH_FIGURES_AT_ONCE = int(os.environ.get("KITH_FIGURES_AT_ONCE", "1"))

# How many seconds a report or a query of an analyst may take before it is stopped.
KITH_REPORT_SECONDS = int(os.environ.get("KITH_REPORT_SECONDS", "20"))

# How many rows a report may give as a file; one that would give more gives none and says so.
KITH_REPORT_ROWS = int(os.environ.get("KITH_REPORT_ROWS", "100000"))

# How many seconds a report waits for another one that is being counted: one is counted at a time.
KITH_REPORT_WAIT = int(os.environ.get("KITH_REPORT_WAIT", "10"))

# The mail server: smtp://name:password@host:587?tls=1 (?ssl=1 for one that is encrypted from the first word).
# Without it a demonstration prints mail on the console, and everywhere else mail waits in the outbox.
KITH_MAIL = os.environ.get("KITH_MAIL", "")

# Whom mail comes from.
KITH_MAIL_FROM = os.environ.get("KITH_MAIL_FROM", "Kith <kith@localhost>")

# The address of this site as people outside reach it, for links in mail.
KITH_SITE = os.environ.get("KITH_SITE", "http://localhost:8000").rstrip("/")

# The account that stands for the public form; `manage.py online_form open` makes it.
KITH_FORM_WORKER = os.environ.get("KITH_FORM_WORKER", "online-form")

# Set to 1 to see Django's own fault pages while programming; never where records are real.
DEBUG = os.environ.get("KITH_DEBUG", "") == "1"

if KITH_DB_ROLE not in ("app", "owner"):
    raise ImproperlyConfigured(f"KITH_DB_ROLE is {KITH_DB_ROLE!r}; it may be app or owner.")
if KITH_IDLE_MINUTES < 1:
    raise ImproperlyConfigured(f"KITH_IDLE_MINUTES is {KITH_IDLE_MINUTES}; it must be 1 or more.")
if not SECRET_KEY:
    if DATABASE_URL:
        raise ImproperlyConfigured("KITH_SECRET_KEY must be set when DATABASE_URL is.")
    SECRET_KEY = Home.at(KITH_HOME).secrets()["key"]

# --- apps ----------------------------------------------------------------------------------------

APPS = (
    "database", "ui", "access", "people", "documents", "work",
    "frontdoor", "protection", "inneed", "care", "earlyhelp", "court",
    "listening",
    "performance", "quality", "improvement", "desk",
)  # fmt: skip
KITH_APPS = [f"kith.{app}" for app in APPS if find_spec(f"kith.{app}") is not None]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "csp",
    *KITH_APPS,
]
AUTH_USER_MODEL = "access.Worker"
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages go out packed, padded at random against guessing from their size; files are packed beforehand.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "kith.database.middleware.NeverStored",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kith.access.idle.EndsIdleSessions",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kith.database.middleware.UnitOfWork",
    "kith.access.middleware.LockedPages",
    "kith.people.merging.middleware.LeadsOn",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [ROOT / "kith"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "kith.ui.jinja.environment", "auto_reload": DEBUG},
    }
]

# --- what lower apps ask of higher ones, by name -------------------------------------------------------

KITH_FURNITURE = "kith.desk.furniture.furniture"  # what stands round every page
KITH_BANNER = "kith.desk.banner.banner"  # the person banner, for record pages of any app
KITH_WHY = "kith.desk.why.why"  # why a worker may look at a record, in words, for the trail
KITH_NUMBER_HELD = "kith.work.notices.actions.tell_guards"  # who hears of a number that a hidden person holds
KITH_STANDING = "kith.work.standing.standing"  # how people stand with the service, for lists of people
KITH_EFFECTS = "config.wiring.EFFECTS"  # names in packs -> actions
KITH_UNDOABLE = "config.wiring.UNDOABLE"
KITH_EVENTS = "config.wiring.EVENTS"  # modules whose SOURCES make the chronology
KITH_CHRONOLOGY = "kith.desk.chronology.queries.events"  # what happened, to cite beside a form
KITH_SENT_OTHERWISE = "kith.ui.held.sent_otherwise"  # answers a form that comes again with other words
KITH_FACTS = "config.wiring.FACTS"  # names in packs -> what questions are filled from
KITH_VISITED = "config.wiring.VISITED"  # what a visit of a kind sets going for the children who were seen
KITH_MAKES_WAY = "config.wiring.MAKES_WAY"  # what ends where a child begins to stand so with the service
KITH_STANDS_BESIDE = "config.wiring.STANDS_BESIDE"  # what goes on beside it, and takes note
KITH_BORN = "config.wiring.BORN"  # who takes note of the birth of a child who was expected
KITH_IN_A_CASE = "config.wiring.IN_A_CASE"  # what else lies in a case, so that none is closed before it
KITH_WITH_A_CASE = "config.wiring.WITH_A_CASE"  # clocks that are dropped when the case is closed
KITH_CARRIED = "config.wiring.CARRIED"  # what earlier work said and a new piece of work begins with
KITH_DONE_ON = "config.wiring.DONE_ON"  # when that happened which the limit of a kind of work is about
KITH_PUBLISHED = (
    "kith.performance.measure.queries.published_over"  # the figures a late entry comes too late for
)
KITH_MAIL_LINKS = "config.wiring.MAIL_LINKS"  # what makes the private link of a mail as it is sent
KITH_TIMESCALE_PAGES = "config.wiring.TIMESCALE_PAGES"  # clocks of packs -> the page where the work is done
KITH_CHALLENGES = "kith.protection.challenge.queries.told_of"  # for pages of other apps
KITH_CARE_REVIEWS = "kith.care.review.queries.held_between"  # reviews of looked-after children, for figures
KITH_CONFERENCES = "config.wiring.CONFERENCES"  # what a conference sets going in other apps
KITH_BESIDE_MEASURES = "config.wiring.BESIDE_MEASURES"  # what other apps say on the page of a measure
KITH_BESIDE_ROUNDS = "config.wiring.BESIDE_ROUNDS"  # what other apps say on the page of a round of audits
KITH_FALLS_DUE = "config.wiring.FALLS_DUE"  # jobs of other apps that run with the lists and reports
KITH_PLACED = "config.wiring.PLACED"  # where else people live, for what must not be told to somebody
KITH_ORDERS = "config.wiring.ORDERS"  # what an order of a court sets going in other apps
KITH_DEMO_ROLES = "kith.desk.demo.story.DEMO_ROLES"  # the invented workers offered at the demo's sign-in

# --- database ------------------------------------------------------------------------------------

GUARDS = "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=60000"
OWNER_GUARDS = "-c lock_timeout=10000"


def _database(copy: str = "") -> dict[str, object]:
    """The connection of the chosen role, to the council's server, to the embedded one, or to a copy."""
    owner = KITH_DB_ROLE == "owner"
    options: dict[str, object] = {
        "options": OWNER_GUARDS if owner else GUARDS,
        "connect_timeout": 10,
        "prepare_threshold": 3,  # a prepared question is planned by the server from its third time on
    }
    if not owner and os.environ.get("KITH_SERVING") == "1":
        options["pool"] = {"min_size": 1, "max_size": KITH_POOL, "timeout": 8, "max_lifetime": 600}
    known: dict[str, object] = {
        "ENGINE": "kith.database.backend",
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": options,
    }
    address = copy or (DATABASE_OWNER_URL if owner and DATABASE_URL else DATABASE_URL)
    if DATABASE_URL and not address:
        raise ImproperlyConfigured("DATABASE_OWNER_URL must be set to change tables when DATABASE_URL is.")
    if not address:
        return {**known, "NAME": "kith", "USER": f"kith_{KITH_DB_ROLE}", "EMBEDDED": KITH_HOME}
    parts = urlsplit(address)
    options.update(parse_qsl(parts.query))
    return {
        **known,
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
    }


DATABASES = {"default": _database()}
# where pages that only look count over the whole record: in the copy, or in the embedded record store by a way of its
# own that gives way to all others
if KITH_REPLICA_URL:
    DATABASES["counting"] = _database(copy=KITH_REPLICA_URL)
elif os.environ.get("KITH_SERVING") == "1" and not DATABASE_URL:
    DATABASES["counting"] = {**_database(), "GIVES_WAY": True}

# --- time, words -----------------------------------------------------------------------------------

USE_TZ = True
TIME_ZONE = "Europe/London"
USE_I18N = False
LANGUAGE_CODE = "en-gb"

# --- files -----------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = KITH_HOME / "static"  # collected by `manage.py serve`, under names with a mark of contents
SERVING = os.environ.get("KITH_SERVING") == "1"  # set by `manage.py serve` for the processes it starts
_COLLECTED = "whitenoise.storage.CompressedManifestStaticFilesStorage"
_AS_THEY_ARE = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _COLLECTED if SERVING else _AS_THEY_ARE},
}
WHITENOISE_USE_FINDERS = not SERVING
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
MEDIA_ROOT = KITH_HOME / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024  # a pasted sixty-page document fits many times over
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_HANDLERS = [
    "kith.ui.uploads.NotTooMuch",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- mail ------------------------------------------------------------------------------------------

_mail = urlsplit(KITH_MAIL)
if KITH_MAIL and (_mail.scheme != "smtp" or not _mail.hostname):
    raise ImproperlyConfigured("KITH_MAIL must be written like smtp://name:password@host:587?tls=1.")
_how = "smtp" if KITH_MAIL else "console" if KITH_DEMO else ""
EMAIL_BACKEND = f"django.core.mail.backends.{_how}.EmailBackend" if _how else ""
EMAIL_HOST, EMAIL_PORT = _mail.hostname or "localhost", _mail.port or 587
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
EMAIL_USE_TLS, EMAIL_USE_SSL = (dict(parse_qsl(_mail.query)).get(how) == "1" for how in ("tls", "ssl"))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = KITH_MAIL_FROM
KITH_MAIL_DOMAIN = KITH_MAIL_FROM.rpartition("@")[2].strip("> ") or "localhost"

# --- who is there ----------------------------------------------------------------------------------

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 60 * 60  # whatever is done in it, a session ends then
KITH_IDLE_SECONDS = KITH_IDLE_MINUTES * 60
SESSION_COOKIE_NAME = "kith_session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = KITH_HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "kith_form"
CSRF_FAILURE_VIEW = "kith.ui.refusals.too_old"
LOGIN_URL = "sign_in"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- what browsers may do ----------------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = KITH_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if KITH_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if KITH_HTTPS else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- log -----------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "kith.database.log.Line"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
