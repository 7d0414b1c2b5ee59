"""How much may be sent at once, files and all, decided before any of it is read: anybody can send, signed in or not."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

MOST_AT_ONCE = 40_000_000  # bytes: the files of the public form and its words, with room


class NotTooMuch(FileUploadHandler):
    """The first of the handlers: refuses a form that says it is too large. Keeps no file itself."""

    def handle_raw_input(
        self,
        input_data: Any,
        meta: Any,
        content_length: int,
        boundary: str,
        encoding: Any = None,
    ) -> None:
        """Raises ``RequestDataTooBig``, which is answered with 413 and in words."""
        if content_length > MOST_AT_ONCE:
            raise RequestDataTooBig("more than may be sent at once")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand everything on."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Nothing is kept here."""
