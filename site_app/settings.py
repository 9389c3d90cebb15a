"""How is the site set up? Everything that differs from one site to the next is read from environment variables.

A site that answers only on this machine needs none of them. As soon as ALLOWED_HOSTS names another host the site counts
as public: it then wants a SECRET_KEY from outside, refuses DEBUG and, unless told otherwise, speaks HTTPS only.
"""

import os
import platform
from datetime import timedelta
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from site_app import environment, regions, secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = environment.folder("DATA_DIR", BASE_DIR / "var")
SITE_NAME = environment.text("SITE_NAME", "听得懂的健康")

# Where readers live, and who answers for the site

EMERGENCY_NUMBERS = regions.EMERGENCY_NUMBERS
REGION = environment.choice("REGION", "mainland", tuple(EMERGENCY_NUMBERS))
EMERGENCY_NUMBER = EMERGENCY_NUMBERS[REGION]
regions.choose(REGION)
SITE_OWNER = environment.text("SITE_OWNER", "")
SITE_FUNDING = environment.text("SITE_FUNDING", "")
CONTACT_EMAIL = environment.email("CONTACT_EMAIL")
SECURITY_CONTACT = environment.contact("SECURITY_CONTACT") or (CONTACT_EMAIL and f"mailto:{CONTACT_EMAIL}")

# Who may ask, and how safely

LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "[::1]")
ALLOWED_HOSTS = environment.hosts("ALLOWED_HOSTS", LOOPBACK_HOSTS)
PUBLIC_HOSTS = [host for host in ALLOWED_HOSTS if host not in LOOPBACK_HOSTS]
DEBUG = environment.boolean("DEBUG", False)
HTTPS = environment.boolean("HTTPS", bool(PUBLIC_HOSTS))
SECRET_KEY = environment.secret("SECRET_KEY")

if PUBLIC_HOSTS and DEBUG:
    raise ImproperlyConfigured(f"环境变量 DEBUG 不能与公开的域名（{PUBLIC_HOSTS[0]}）同时使用。")
if PUBLIC_HOSTS and not SECRET_KEY:
    raise ImproperlyConfigured(
        f"公开的域名（{PUBLIC_HOSTS[0]}）要求用环境变量 SECRET_KEY 或 SECRET_KEY_FILE 给出密钥。"
    )
if SECRET_KEY and secret_key.is_weak(SECRET_KEY):
    raise ImproperlyConfigured(
        "环境变量 SECRET_KEY 太弱：至少要 50 个字符，其中至少 5 个不同，不能是 django-insecure- 开头的。"
    )
SECRET_KEY = SECRET_KEY or secret_key.kept_in(DATA_DIR / "secret_key")

CSRF_TRUSTED_ORIGINS = [
    f"{'https' if HTTPS else 'http'}://{'*' if host.startswith('.') else ''}{host}" for host in PUBLIC_HOSTS
]
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if environment.boolean("TRUST_PROXY", False) else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"  # no other host of the domain can set such a cookie
SESSION_COOKIE_AGE = 7 * 24 * 60 * 60  # seconds after signing in
SEARCHES_PER_MINUTE = environment.number("SEARCHES_PER_MINUTE", 120)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # bytes of a form without its files; the longest article is far below

# Who may sign in, and how often they may try; of networks and names the cache keeps digests alone

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AXES_HANDLER = "axes.handlers.cache.AxesCacheHandler"
AXES_CACHE = "sign_in"
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "site_app.doors.signing_in.name_typed"
AXES_CLIENT_IP_CALLABLE = "site_app.doors.sender.code_of"
AXES_LOCKOUT_CALLABLE = "site_app.doors.signing_in.locked_out"
AXES_ENABLE_ADMIN = AXES_VERBOSE = False
OTP_TOTP_ISSUER = SITE_NAME
SECOND_FACTOR_FOR = environment.words("SECOND_FACTOR_FOR")

# What the site is made of

ROOT_URLCONF = "site_app.urls"
WSGI_APPLICATION = "site_app.wsgi.application"
INSTALLED_APPS = [
    "site_app.articles.office_app.OfficeConfig",
    "django.contrib.auth",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "markdownx",
    "site_app.articles",
    "site_app.glossary",
    "site_app.finding",
    "site_app.narration",
    "site_app.words",
    "site_app.practice",
    "site_app.pages",
    "site_app.export",
    "site_app.keeping",
    "site_app.front",
]
MIDDLEWARE = [
    "site_app.doors.requests.watch",
    "site_app.doors.headers.protect",
    "site_app.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "site_app.pages.in_its_language.speak_its_language",
    "django.middleware.common.CommonMiddleware",
    "site_app.articles.desk_language.speak_their_language",
    "site_app.pages.settings_in_addresses.carry_settings",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "site_app.doors.second_factor.ask_for_it",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
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
            ],
        },
    },
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Where things are kept

DATABASES = {"default": environment.database("DATABASE_URL", DATA_DIR / "db.sqlite3")}
CACHE_URL = environment.cache("CACHE_URL")
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL, "KEY_PREFIX": name}
    if CACHE_URL
    else alone
    for name, alone in {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
        # Who is editing what, for all server processes; a commit to the database for it would cost finished pages.
        "presence": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": DATA_DIR / "presence",
        },
        # Which forms were taken, and how many came from where in this hour: for all server processes, too.
        "forms": {
            "BACKEND": "site_app.doors.counting_cache.CountingFileCache",
            "LOCATION": DATA_DIR / "forms",
            "OPTIONS": {"MAX_ENTRIES": 5000},
        },
        # How often a password was wrong in this quarter of an hour.
        "sign_in": {
            "BACKEND": "site_app.doors.counting_cache.CountingFileCache",
            "LOCATION": DATA_DIR / "sign_in",
            "OPTIONS": {"MAX_ENTRIES": 20000},
        },
    }.items()
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STATIC_URL = "/static/"
WHITENOISE_ALLOW_ALL_ORIGINS = False  # other sites have no use for these files, and a page loads many: headers weigh
STATIC_ROOT = environment.path("STATIC_ROOT", DATA_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
BACKUP_DIR = environment.optional_path("BACKUP_DIR")
INTAKE_ROOT = DATA_DIR / "intake"  # what was uploaded and waits for its person's yes
FILE_UPLOAD_HANDLERS = [
    "site_app.articles.exchange.quota.Quota",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
OBJECT_STORAGE = environment.object_storage("MEDIA_URL")
STORAGES = {
    "default": {"BACKEND": "site_app.media_storage.ObjectStorage", "OPTIONS": OBJECT_STORAGE}
    if OBJECT_STORAGE
    else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "site_app.static_storage.HashedStaticFiles"
    },
}

# How articles are read aloud

NARRATION_ENGINE = environment.choice("NARRATION_ENGINE", "kokoro", ("kokoro", "device"))
NARRATION_ROOT = DATA_DIR / "narration"
VOICE_DIR = environment.path("VOICE_DIR", NARRATION_ROOT)
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "readings"]}}

# How people hear of what needs doing; without EMAIL_HOST no message leaves the site

SITE_ADDRESS = (
    f"{'https' if HTTPS else 'http'}://{PUBLIC_HOSTS[0].lstrip('.')}"
    if PUBLIC_HOSTS
    else f"http://127.0.0.1:{environment.port('PORT', 8000)}"
)
EMAIL_HOST = environment.server("EMAIL_HOST")
EMAIL_PORT = environment.port("EMAIL_PORT", 587)
EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = environment.secret("EMAIL_HOST_PASSWORD")
EMAIL_TLS = environment.choice("EMAIL_TLS", "starttls", ("starttls", "tls", "off"))
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL_TLS == "starttls", EMAIL_TLS == "tls"
EMAIL_TIMEOUT = 20  # seconds
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if EMAIL_HOST else "django.core.mail.backends.dummy.EmailBackend"
)
DEFAULT_FROM_EMAIL = environment.sender("EMAIL_FROM")

if EMAIL_HOST and not DEFAULT_FROM_EMAIL:
    raise ImproperlyConfigured("有 EMAIL_HOST 就要用环境变量 EMAIL_FROM 给出寄件人的邮箱地址。")
if EMAIL_HOST_PASSWORD and EMAIL_TLS == "off" and EMAIL_HOST not in LOOPBACK_HOSTS:
    raise ImproperlyConfigured("环境变量 EMAIL_TLS=off 会把 EMAIL_HOST_PASSWORD 不加密地发出去。")

# Which language, and which clock

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["site_app.formats"]
LANGUAGE_COOKIE_PATH = "/admin/"  # pages for readers have theirs in the address
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
TIME_ZONE = environment.time_zone("TIME_ZONE", "Asia/Shanghai")
USE_TZ = True

# The editor

MARKDOWNX_URLS_PATH = "/admin/markdown/preview/"
MARKDOWNX_UPLOAD_URLS_PATH = "/admin/markdown/image/"
MARKDOWNX_UPLOAD_MAX_SIZE = 10 * 1024 * 1024  # bytes

# What whoever runs the site gets to know

LOG_FORMAT = environment.choice("LOG_FORMAT", "json" if PUBLIC_HOSTS else "text", ("json", "text"))
ERROR_MAIL_TO = environment.emails("ERROR_MAIL_TO")
METRICS_TOKEN = environment.secret("METRICS_TOKEN")
if METRICS_TOKEN:
    # Read when prometheus_client is loaded; machines that share a data folder count apart.
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(environment.folder("", DATA_DIR / "metrics" / platform.node()))
if METRICS_TOKEN and len(METRICS_TOKEN) < 20:
    raise ImproperlyConfigured("环境变量 METRICS_TOKEN 太短：至少要 20 个字符。")
if ERROR_MAIL_TO and not EMAIL_HOST:
    raise ImproperlyConfigured("有 ERROR_MAIL_TO 就要用环境变量 EMAIL_HOST 给出发信的服务器。")
LOG_LEVEL = environment.choice("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "site_app.doors.log_lines.JsonLine"},
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT},
        "mail": {"class": "site_app.doors.error_mail.ErrorMail"},
    },
    "root": {"handlers": ["stderr", "mail"], "level": LOG_LEVEL},
    # Django's own handlers would write some lines twice and mail others.
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        # It repeats every few seconds what whoever waits for a connection is told once.
        "psycopg.pool": {"level": "ERROR"},
        "axes": {"level": "ERROR"},  # it names accounts; who signs in is in the log of the desk
    },
}
