"""What does the web server call?"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_app.settings")
django.setup(set_prefix=False)

from site_app.front.handler import Front  # noqa: E402  settings come first

application = Front()
