"""What does the web server call?"""

import os

from django.core.wsgi import get_wsgi_application

from site_app import running

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_app.settings")
running.share()

application = get_wsgi_application()
