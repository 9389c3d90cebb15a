"""How does a test deploy one version of the site after another at one address, and take it off the network?"""

import threading
from pathlib import Path
from shutil import copytree
from typing import Any

from django.conf import settings as configured
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from pytest_django import Settings


class HashedStaticFiles(ManifestStaticFilesStorage):
    """As the site's, but not compressed: that takes long."""

    support_js_module_import_aggregation = True


class Silent(WSGIRequestHandler):
    protocol_version = "HTTP/1.0"  # a connection that stays open would go on with the former version

    def log_message(self, *said: Any) -> None:
        pass


class Deployment:
    """Serves the site; what was there of the former version before is gone."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self.settings, self.folder = settings, folder
        self.number, self.port = 0, 0
        self.server: ThreadedWSGIServer | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def deploy(self) -> None:
        """The next version: all its modules and its style differ from those of the former one."""
        self.stop()
        self.number += 1
        source = self.folder / f"source-{self.number}"
        copytree(configured.BASE_DIR / "static", source)
        for file in (*source.rglob("js/**/*.js"), *source.rglob("css/*.css")):
            file.write_text(f"{file.read_text(encoding='utf-8')}\n/* {self.number} */\n", encoding="utf-8")
        self.settings.STATICFILES_DIRS = [source]
        self.settings.STATIC_ROOT = self.folder / f"static-{self.number}"
        self.settings.WHITENOISE_AUTOREFRESH = self.settings.WHITENOISE_USE_FINDERS = False
        backend = f"{HashedStaticFiles.__module__}.{HashedStaticFiles.__qualname__}"
        self.settings.STORAGES = {**configured.STORAGES, "staticfiles": {"BACKEND": backend}}
        call_command("collectstatic", interactive=False, verbosity=0)
        self.start()

    def start(self) -> None:
        """At the same port as before."""
        self.server = ThreadedWSGIServer(("127.0.0.1", self.port), Silent, connections_override={})
        self.server.daemon_threads = True
        self.server.set_app(get_wsgi_application())
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        if self.server:
            self.server.shutdown()
            self.server.server_close()
            self.server = None
