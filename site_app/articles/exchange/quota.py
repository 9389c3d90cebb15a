"""How much may be sent to the site at a time? Beyond it the rest is not even received."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload

MOST = 60 * 1024**2
"""Bytes of one request; the largest form takes 50 MB of files."""


class Quota(FileUploadHandler):
    """Stands before the handlers that keep what is sent."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._left = MOST

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self._left -= len(raw_data)
        if self._left < 0:
            # The rest is thrown away unread, so that the page can say what was wrong.
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
