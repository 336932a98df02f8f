"""Settings that fail closed: no secret, no host and no database is assumed here.

Environment: SECRET_KEY, ALLOWED_HOSTS, DATABASE_URL, CACHE_URL, EMAIL_URL, MEDIA_DIR, STATIC_DIR,
PORTAL_URL, S3_* for buckets instead of MEDIA_DIR (see docs/operators.md).
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF

from portal.settings.databases import database_options
from portal.settings.guessing import *  # noqa: F403  the AXES_ settings, each with its reason
from portal.settings.storage import file_stores

env = environ.Env()
ROOT = Path(__file__).resolve().parents[2]

DEBUG = False
SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
PORTAL_URL = env("PORTAL_URL", default="http://localhost:8000")
HTTPS = PORTAL_URL.startswith("https://")
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
AUTH_USER_MODEL = "stars.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "portal",
    "portal.pages",
    "evidence",
    "stars",
    "simple_history",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "csp",
    "wagtail.contrib.redirects",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

# The public address space carries no session and no user: see portal/middleware.py.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.PublicSpaceConditionalGet",
    "portal.middleware.PublicSpaceGzip",
    "portal.middleware.SignedInSpaceGzip",
    "csp.middleware.CSPMiddleware",
    "portal.cms_csp.cms_policy",
    "portal.middleware.SignedInSpaceSessions",
    "django.middleware.common.CommonMiddleware",
    "portal.receiving.BodyLimit",
    "portal.middleware.SignedInSpaceCsrf",
    "portal.receiving.CleanText",
    "portal.middleware.SignedInSpaceUsers",
    "portal.middleware.SignedInSpaceMessages",
    # Around the door of the editors' admin, so that its 404 carries their headers too.
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.middleware.private_answers_are_never_cached",
    "portal.middleware.cms_only_for_posts",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "portal.context.signed_in",
                "portal.context.portal",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES = {"default": database_options(env.db_url_config(env("DATABASE_URL")))}
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
TASKS = {
    # Wagtail enqueues index updates at each save: they run at once; our own slow jobs go to the worker.
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "jobs": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "portal.backends.PostBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "work"
LOGOUT_REDIRECT_URL = "sign_in"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
BEHIND_PROXY = env.bool("BEHIND_PROXY", False)
CLIENT_ADDRESS_HEADER = env("CLIENT_ADDRESS_HEADER", default="X-Forwarded-For")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "blob:", "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
    # Wagtail's admin has a policy of its own: portal/cms_csp.py.
    "EXCLUDE_URL_PREFIXES": ["/cms/"],
}

LANGUAGE_CODE = env("LANGUAGE_CODE", default="zh-hans")
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [ROOT / "portal" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_DIR", default=str(ROOT / ".run" / "static")))
MEDIA_ROOT = Path(env("MEDIA_DIR", default=str(ROOT / "media")))
PRIVATE_MEDIA = MEDIA_ROOT / "private"
PUBLIC_MEDIA = MEDIA_ROOT / "public"
STORAGES = {
    **file_stores(env, private=PRIVATE_MEDIA, public=PUBLIC_MEDIA),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_HANDLERS = ["evidence.uploads.CappedUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 60

vars().update(env.email_url("EMAIL_URL", default="dummymail://"))
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="portal@localhost")

WAGTAIL_SITE_NAME = env("PORTAL_NAME", default="十星级创建平台")
WAGTAILADMIN_BASE_URL = PORTAL_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
# The admin does not start without the documents app; nothing is routed to it and its menu is taken away.
WAGTAILDOCS_EXTENSIONS = ["pdf"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database.fallback"}}
TAGGIT_CASE_INSENSITIVE = True
SIMPLE_HISTORY_REVERT_DISABLED = True
SILENCED_SYSTEM_CHECKS = [
    "security.W003",  # portal.middleware.SignedInSpaceCsrf is Django's own, outside the public space switched off
    "security.W004",  # HSTS, secure cookies and the redirect follow PORTAL_URL: a LAN address has no certificate
    "security.W005",  # the operator's other hosts are not ours to decide about
    "security.W021",
    "security.W008",
    "security.W010",
    "security.W012",
    "security.W016",
]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
