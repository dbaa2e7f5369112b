"""Settings of the portal, read from the environment; docs/production.md explains each variable.

`DEMO=1` (set by `manage.py demo` and by the tests) is the http demo on this machine. Without it the portal
runs in production and refuses to start until every required variable is set.
"""

from pathlib import Path

import pghistory
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from whitenoise.compress import Compressor

from center.base import addresses, env, map_tiles, sms

BASE_DIR = Path(__file__).resolve().parent.parent
DEMO = env.boolean("DEMO")

# --- Secrets and hosts ---------------------------------------------------------------------------------------

SECRET_KEY = env.required("SECRET_KEY", how="Set it to 50 or more random characters and keep it secret.")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
# Keys of encrypted fields, newest first, as `id:base64 of 32 bytes`. Kept apart from SECRET_KEY and from backups.
FIELD_KEYS = env.required(
    "FIELD_KEYS",
    how="docs/production.md has the line that makes one; keep it apart from the database backups.",
).split(",")
if not DEMO:
    env.required("ALLOWED_HOSTS", how="Name the portal's hosts, for example portal.example.rs.")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
# How many proxies of ours stand in front and add to X-Forwarded-For; 0 means that the header is not believed.
TRUSTED_PROXIES = env.integer("TRUSTED_PROXIES", 0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- Applications --------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "center.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    # Before allauth, so that our templates and texts come first.
    "center.apps.CenterConfig",
    "entrepreneurs",
    "consultations",
    "events",
    "research",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_include_bootstrap",
    "js_lib_leaflet",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "center.middleware.RequestLog",
    # Above what answers by itself, so that redirects to https, styles and refusals carry the headers too.
    "center.middleware.SecurityHeaders",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "center.middleware.RefuseUnreadable",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "center.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "center.session_limits.Authentication",
    "center.middleware.KeepNoCopy",
    "center.middleware.PersonsLanguage",
    "center.middleware.HistoryContext",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    # Last: what stands before it reads and writes the database itself.
    "center.middleware.ReadFromCopy",
]

ROOT_URLCONF = "center.urls"
WSGI_APPLICATION = "center.wsgi.application"
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
                "django.template.context_processors.i18n",
                "center.context_processors.portal",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Database, cache, jobs -----------------------------------------------------------------------------------

DATABASES = {
    "default": addresses.database(
        env.required(
            "DATABASE_URL",
            how="Set it to the application's role, postgresql://portal_app:…@host/portal; "
            "on your own machine run `manage.py demo`.",
        )
    )
}
if reader_url := env.read("DATABASE_READER_URL"):
    # A copy that follows the database and is only read: by public pages, for people of whom we know nothing.
    DATABASES["reader"] = {**addresses.database(reader_url), "TEST": {"MIRROR": "default"}}
    DATABASE_ROUTERS = ["center.base.reading.ReaderRouter"]
# Connections that each web process keeps open; 0 opens one for each request, for servers with their own pooler.
pool = env.integer("DATABASE_POOL", 8)
for served in DATABASES.values():
    if pool:
        # A web process has fewer threads than connections, so nobody waits for one unless the server is gone; then
        # people get an answer soon, and the threads stay free for /healthz.
        # The pool asks a server that is gone after 1, 2, 4, … seconds, and begins anew after five: by itself it would
        # ask ever more seldom for five minutes, and keep people waiting for as long again as the server was gone.
        served["OPTIONS"]["pool"] = {"min_size": 1, "max_size": pool, "timeout": 2, "reconnect_timeout": 5}
        # A connection is tried before it is handed out: those that a restarted server closed are replaced.
        served["CONN_HEALTH_CHECKS"] = True
    else:
        # A pooler gives each transaction another connection, and a cursor of the server lives in one.
        served["DISABLE_SERVER_SIDE_CURSORS"] = True
if owner_url := env.read("DATABASE_OWNER_URL"):
    # The role that owns the tables; only migrations and backups use it.
    DATABASES["owner"] = {
        **addresses.database(owner_url, name="DATABASE_OWNER_URL"),
        "TEST": {"MIRROR": "default"},
    }
CACHES = {"default": addresses.cache(env.text("CACHE_URL", "db://center_cache"))}
PROCRASTINATE_WORKER_DEFAULTS = {"delete_jobs": "never", "shutdown_graceful_timeout": 20}
PGHISTORY_APPEND_ONLY = True
# Also what is deleted: rows of hours and absences may go, and SQL by hand can do anything.
PGHISTORY_DEFAULT_TRACKERS = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())

# --- People --------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "center.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "center.password_words.WordsOfTheHouse"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_home"
# Staff need a second factor to enter the admin; the demo, where logins are printed, asks for none.
SECOND_FACTOR_REQUIRED = env.boolean("SECOND_FACTOR_REQUIRED", default=not DEMO)

ACCOUNT_ADAPTER = "center.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_EMAIL_NOTIFICATIONS = True
# No such mail goes out: our adapter does the same work for an unknown address as for a known one.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# So long after signing in, or after giving the password or the second factor once more, nobody is asked again.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_FORMS = {
    "request_login_code": "center.account_forms.LoginCodeForm",
    "reset_password": "center.account_forms.NewPasswordForm",
}
# By address of the client only, generous for a library: the limits by account are ours (center.sign_in_limits), since
# a stranger could use those of allauth to keep the owner out.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": None,
    "request_login_code": None,
    "reset_password": None,
    "reset_password_from_key": "40/m/ip",
}
ACCOUNT_PREVENT_ENUMERATION = True
MFA_ADAPTER = "center.accounts.SecondFactorAdapter"
MFA_FORMS = {
    "add_webauthn": "center.account_forms.AddKeyForm",
    "authenticate": "center.account_forms.SecondFactorForm",
    "authenticate_webauthn": "center.account_forms.KeyForm",
    "edit_webauthn": "center.account_forms.EditKeyForm",
    "login_webauthn": "center.account_forms.KeyLoginForm",
    "reauthenticate": "center.account_forms.SecondFactorAgainForm",
    "reauthenticate_webauthn": "center.account_forms.KeyAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
USERSESSIONS_TRACK_ACTIVITY = False
# Sessions end by themselves (center.session_limits): after so long without a request, and after so long at all.
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_LONGEST = 30 * 24 * 3600
STAFF_SESSION_IDLE = 3600
STAFF_SESSION_LONGEST = 12 * 3600
# By it a browser is known in which a person signed in before (center.known_browsers).
KNOWN_BROWSER_COOKIE_NAME = "known-browser"

# --- Languages, time -----------------------------------------------------------------------------------------

LANGUAGE_CODE = "sr"
LANGUAGES = [("sr", _("Serbian, Cyrillic")), ("sr-latn", _("Serbian, Latin")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["center.formats"]
TIME_ZONE = "Europe/Belgrade"
USE_I18N = True
USE_TZ = True

# --- Files ---------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = addresses.served_below(env.text("MEDIA_URL", "/media/"), name="MEDIA_URL")
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(BASE_DIR / "media")))
# Nothing is served from here: documents of cases, and uploads until the worker has made pictures of them.
PRIVATE_MEDIA_ROOT = Path(env.text("PRIVATE_MEDIA_ROOT", str(BASE_DIR / "private-media")))
# What was erased, by numbers alone, so that a restore can do it again; not in a folder that a restore exchanges.
_log = env.text("ERASURE_LOG", str(BASE_DIR / "erasure-log" / "erasures.jsonl"))
# "none": it is kept in the database only, so a restore forgets it.
ERASURE_LOG = None if _log == "none" else Path(_log)
# Who can read backups: public keys of `manage.py new_backup_key`. The private ones lie elsewhere.
BACKUP_RECIPIENTS = env.words("BACKUP_RECIPIENT")
# After so many days without a backup the desk and the checks say so.
BACKUP_WARN_DAYS = env.integer("BACKUP_WARN_DAYS", 3)
STORAGES = {
    "default": {"BACKEND": "center.base.whole_files.WholeFiles"},
    "private": {"BACKEND": "center.base.private_storage.PrivateStorage"},
    "staticfiles": {"BACKEND": "center.base.static_storage.StaticStorage"},
}
WHITENOISE_MAX_AGE = 3600
# Compressing every file twice, and source maps at all, would take half a minute at each first start.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
# The table of a fair's plan: 200 stands with up to eleven fields each, and forty things.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2900
# Of one document in a case.
DOCUMENT_MEGABYTES = env.integer("DOCUMENT_MEGABYTES", 7, least=1)
# A body longer than this is answered with 413 before it is read: the largest upload and the answers beside it.
MAX_BODY_BYTES = (max(DOCUMENT_MEGABYTES, 7) + 1) * 1024 * 1024

# --- Mail ----------------------------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = (
    env.text("DEFAULT_FROM_EMAIL", "office@example.org")
    if DEMO
    else env.required("DEFAULT_FROM_EMAIL", how="Set it to the address that the portal's mails come from.")
)
EMAIL_TIMEOUT = 20
# The demo has no mail server: its mails are read in the admin.
_mail = addresses.mail(
    env.text("EMAIL_URL", "dummy://")
    if DEMO
    else env.required("EMAIL_URL", how="Set it to smtp+tls://user:password@host:587.")
)
EMAIL_BACKEND = _mail.pop("EMAIL_BACKEND")
EMAIL_HOST = _mail.get("EMAIL_HOST", "localhost")
EMAIL_PORT = _mail.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
# How many readers of an issue are written to in a minute: what the mail server takes without refusing others.
NEWSLETTER_PER_MINUTE = env.integer("NEWSLETTER_PER_MINUTE", 60, least=1)
# How texts are sent; None: not at all, and nobody is offered any.
SMS = sms.read(env.text("SMS_URL"))
# Absolute links in mails, feeds and calendars.
BASE_URL = addresses.site(
    env.text("BASE_URL", "http://localhost:8000")
    if DEMO
    else env.required("BASE_URL", how="Set it to the portal's address, https://portal.example.rs."),
    name="BASE_URL",
    may_be_http=DEMO,
)

# --- Maps ----------------------------------------------------------------------------------------------------

# The tile server of the maps; without one they are drawn by us and nothing is loaded from elsewhere. Its host is
# added to `img-src` of the pages with a map only, by `may_load_tiles`.
MAP_TILES = map_tiles.read(
    env.text("MAP_TILES_URL"),
    env.text("MAP_TILES_ATTRIBUTION", "© OpenStreetMap contributors https://www.openstreetmap.org/copyright"),
)

# Whether people press a button before the map of the directory asks that server for pictures.
MAP_TILES_AFTER_CLICK = env.boolean("MAP_TILES_AFTER_CLICK", default=True)

# The towns and villages that an empty registry begins with, as a CSV file; "none": staff type them in the admin.
# Empty: those of the first office.
PLACES_FILE = env.text("PLACES_FILE")

# --- Open data -----------------------------------------------------------------------------------------------

# Under which licence everybody may use the files below /data/; a decision of the office. A change of it needs the
# agreement of those whose data they are.
OPEN_DATA_LICENCE = addresses.page(
    env.text("OPEN_DATA_LICENCE", "https://creativecommons.org/licenses/by/4.0/"), name="OPEN_DATA_LICENCE"
)

# --- Headers and cookies -------------------------------------------------------------------------------------

# Nothing else is asked of browsers. Reports of what they refused would tell us which page a visitor read from where.
# Trusted types would stop scripts of Django's admin, which build pages from text of ours. Addresses of http are not
# raised to https, since none is in our pages, and HSTS sees to the portal's own.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "center.base.message_storage.MessageStorage"
CSRF_FAILURE_VIEW = "center.error_pages.csrf_failure"
if not DEMO:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    KNOWN_BROWSER_COOKIE_NAME = "__Host-known-browser"
    LANGUAGE_COOKIE_NAME = "__Host-language"

# --- Watching ------------------------------------------------------------------------------------------------

# What a program that reads /metrics must know; empty: there is no such page.
METRICS_TOKEN = env.text("METRICS_TOKEN")

# --- Logs ----------------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "center.base.logs.AddRequest"}},
    "formatters": {"json": {"()": "center.base.logs.JsonFormatter"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["request"]},
        "null": {"class": "logging.NullHandler"},
    },
    "root": {
        "handlers": ["stderr"],
        "level": env.one_of("LOG_LEVEL", "INFO", "DEBUG", "WARNING", "ERROR", "CRITICAL"),
    },
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # One line per request comes from our own middleware, without addresses and query strings.
        "django.server": {"handlers": ["null"], "propagate": False},
        "procrastinate": {"level": "WARNING"},
    },
}
