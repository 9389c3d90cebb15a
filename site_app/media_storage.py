"""Where do pictures lie when several machines share them? In a bucket of a server that speaks S3.

Their addresses stay the site's own: articles do not change when their pictures move.
"""

from typing import Any

from botocore.config import Config
from django.conf import settings
from storages.backends.s3 import S3Storage


class ObjectStorage(S3Storage):
    """An object is there whole or not at all, and under its name nothing else ever comes."""

    def __init__(self, **options: Any) -> None:
        fixed = {"file_overwrite": True, "default_acl": None, "querystring_auth": False}
        # A server that does not answer is given up before whoever waits for a page gives up.
        patience = Config(s3={"addressing_style": "path"}, connect_timeout=5, retries={"total_max_attempts": 2})
        super().__init__(client_config=patience, **fixed, **options)

    def url(self, name: str, *args: Any, **options: Any) -> str:
        return f"{settings.MEDIA_URL}{name}"
