"""The site with no finished pages before Django: each page goes through view and template."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
