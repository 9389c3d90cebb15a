"""What does the web server call?"""

import os

import django

from site_app import running

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_app.settings")
running.share()
django.setup(set_prefix=False)

from site_app.front.handler import Front  # noqa: E402  settings come first

application = Front()
