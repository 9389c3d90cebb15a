"""At which address does the site answer?"""

import os

from django.conf import settings


def site_address() -> str:
    """Without a slash at the end: the first public host, or this machine at the port that the server listens on."""
    for host in settings.PUBLIC_HOSTS:
        return f"{'https' if settings.HTTPS else 'http'}://{host.removeprefix('.')}"
    return f"http://127.0.0.1:{os.environ.get('PORT', '').strip() or 8000}"
