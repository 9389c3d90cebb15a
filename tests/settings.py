"""What is different while the tests run? Nothing of the machine's own set-up, and nothing is stored for good."""

import atexit
import os
import shutil
import tempfile

SITE_VARIABLES = (
    "ALLOWED_HOSTS",
    "BACKUP_DIR",
    "CACHE_URL",
    "CACHE_URL_FILE",
    "DATABASE_URL",
    "DATABASE_URL_FILE",
    "CONTACT_EMAIL",
    "DEBUG",
    "EMAIL_FROM",
    "EMAIL_HOST",
    "EMAIL_HOST_PASSWORD",
    "EMAIL_HOST_PASSWORD_FILE",
    "EMAIL_HOST_USER",
    "EMAIL_PORT",
    "EMAIL_TLS",
    "HTTPS",
    "ERROR_MAIL_TO",
    "LOG_FORMAT",
    "LOG_LEVEL",
    "METRICS_TOKEN",
    "METRICS_TOKEN_FILE",
    "MEDIA_URL",
    "MEDIA_URL_FILE",
    "NARRATION_ENGINE",
    "PORT",
    "REGION",
    "SEARCHES_PER_MINUTE",
    "SECOND_FACTOR_FOR",
    "SECRET_KEY",
    "SECRET_KEY_FILE",
    "SECURITY_CONTACT",
    "SITE_FUNDING",
    "SITE_NAME",
    "STATIC_ROOT",
    "SITE_OWNER",
    "TIME_ZONE",
    "TRUST_PROXY",
    "VOICE_DIR",
)
for variable in SITE_VARIABLES:
    os.environ.pop(variable, None)
if database := os.environ.get("TEST_DATABASE_URL"):
    os.environ["DATABASE_URL"] = database
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="site-test-")
atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)

from site_app.settings import *  # noqa: E402, F403  the environment has to be cleared first

# Sites that tests start in processes of their own have databases of their own.
os.environ.pop("DATABASE_URL", None)

# Static files come straight from where they are written: no test waits for them to be collected.
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # noqa: F405
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# A file, as the site has: a database in memory locks whole tables while another thread reads them.
if not database:
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}  # noqa: F405
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;"  # noqa: F405
