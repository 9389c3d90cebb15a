"""The site's settings, but static files keep their names: nothing has to be collected before a server starts."""

from site_app.settings import *  # noqa: F403
from site_app.settings import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
