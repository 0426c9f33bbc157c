"""Django's settings. What differs from place to place is read by `portal/environment.py`."""

import os
import sys
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from portal import environment

try:
    ENVIRONMENT = environment.read(os.environ)
except environment.SenselessSetting as error:
    sys.exit(f"The portal does not start: {error}")

ROOT = environment.ROOT
DATA_FOLDER = ENVIRONMENT.data_folder
SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = ENVIRONMENT["DEBUG"]
SITE_URL = ENVIRONMENT.site_url

# Applications and requests

INSTALLED_APPS = [
    "portal.base",
    "experts",
    "committees",
    "standards",
    "programmes",
    "portal",
    "portal.admin_site.TablesConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django.forms",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "django_htmx",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.sessions.SlidingSession",
    "portal.base.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.base.access.ClosedByDefault",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
ALLOWED_HOSTS = ENVIRONMENT["ALLOWED_HOSTS"]
CSRF_TRUSTED_ORIGINS = ENVIRONMENT["CSRF_TRUSTED_ORIGINS"]
TRUSTED_PROXIES = ENVIRONMENT["TRUSTED_PROXIES"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.base.shell.shell",
            ],
        },
    },
]

# Database: SQLite by default, with the options under which four writers met no lock error

DATABASES: dict[str, dict[str, Any]] = {
    "default": environ.Env.db_url_config(
        ENVIRONMENT["DATABASE_URL"] or f"sqlite:///{DATA_FOLDER / 'portal.sqlite3'}",
    )
}
ON_SQLITE = DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
DATABASES["default"] |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False}
if ON_SQLITE:
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA cache_size=-65536;"
        "PRAGMA mmap_size=1073741824;PRAGMA temp_store=MEMORY;",
    }

# Accounts and sessions

AUTH_USER_MODEL = "base.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_CLIENT_IP_CALLABLE = "portal.base.client_address.client_address"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "registration/locked.html"
AXES_VERBOSE = False

# Security

HTTPS = ENVIRONMENT["HTTPS"]
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# Languages and time

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "locale"]
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

# Files: the front-end packages are served from where npm puts them, under a prefix of their own

STATIC_URL = "static/"
STATIC_ROOT = DATA_FOLDER / "static"
NPM_FOLDERS = {"bootstrap": "bootstrap/dist/css", "htmx": "htmx.org/dist"}
STATICFILES_DIRS = [
    (prefix, ROOT / "node_modules" / path) for prefix, path in NPM_FOLDERS.items() if (ROOT / "node_modules" / path).is_dir()
]
# Of npm's packages only the minified files are served; the pages and scripts that Python packages carry are not ours.
STATIC_IGNORED = [
    *("bootstrap.css*", "bootstrap-*", "*.rtl.*"),
    *("htmx.js", "htmax*", "*.esm*", "*.ts", "ext", "editors", "scripts", "skills"),
    *("rest_framework", "django_htmx"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.static_files.ForgivingStorage"},
}
WHITENOISE_MAX_AGE = 3600
MEDIA_ROOT = DATA_FOLDER / "files"
MEDIA_URL = "files/"
DOCUMENT_LIMIT_MB = ENVIRONMENT["DOCUMENT_LIMIT_MB"]
SEARCH_INDEX_FOLDER = DATA_FOLDER / "search"

# Queue. A lost task comes back after the visibility timeout, which must exceed the longest task.

LONGEST_TASK_SECONDS = 30 * 60
CELERY_BROKER_URL = ENVIRONMENT.broker_url
CELERY_TASK_ALWAYS_EAGER = CELERY_BROKER_URL.startswith("memory:")
CELERY_TASK_EAGER_PROPAGATES = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = LONGEST_TASK_SECONDS
CELERY_TASK_SOFT_TIME_LIMIT = LONGEST_TASK_SECONDS - 60
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0.2}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_FOLDER / "beat-schedule")
if CELERY_BROKER_URL.startswith("redis"):
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {
        "visibility_timeout": LONGEST_TASK_SECONDS + 300,
        "unacked_restore_throttle": 1,
        "unacked_restore_interval": 5,
        "socket_connect_timeout": 5,
    }
elif CELERY_BROKER_URL.startswith("filesystem:"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(DATA_FOLDER / "queue" / "messages"),
        "data_folder_out": str(DATA_FOLDER / "queue" / "messages"),
        "processed_folder": str(DATA_FOLDER / "queue" / "done"),
        "control_folder": str(DATA_FOLDER / "queue" / "control"),
        "polling_interval": 0.1,
    }

# Cache

CACHE_URL = ENVIRONMENT.cache_url
if CACHE_URL.startswith("locmem:"):
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": CACHE_URL,
            "KEY_PREFIX": "portal",
        }
    }

# Mail

DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT["DEFAULT_FROM_EMAIL"]
if ENVIRONMENT["EMAIL_URL"]:
    for _name, _value in environ.Env.email_url_config(ENVIRONMENT["EMAIL_URL"]).items():
        globals()[_name] = _value
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_FOLDER / "mails"

# API

KEPT_PAGE_SECONDS = ENVIRONMENT["KEPT_PAGE_SECONDS"]
API_RATE = ENVIRONMENT["API_REQUESTS_A_MINUTE"]
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["portal.base.api_rules.JsonRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": ["portal.base.api_rules.PoliteThrottle"] if API_RATE else [],
    "DEFAULT_THROTTLE_RATES": {"api": f"{API_RATE}/minute"},
    "EXCEPTION_HANDLER": "portal.base.api_rules.explain",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Standards Programme Portal",
    "VERSION": "1.0.0",
    "DESCRIPTION": "Standards, international standards, key areas, goals and their readings. Read-only; no key needed.",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": ["portal.base.api_schema.add_problems"],
    "SCHEMA_PATH_PREFIX": "/api/v1",
}

# Log

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": ENVIRONMENT["LOG_LEVEL"]},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "axes": {"level": "WARNING"},
        "celery": {"level": ENVIRONMENT["LOG_LEVEL"]},
    },
}
