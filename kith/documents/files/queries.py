"""Reading a stored file back."""

from django.core.files.storage import default_storage

from kith.documents.models import StoredFile


def contents(stored: StoredFile) -> bytes:
    """The bytes of a file. Raises ``FileNotFoundError`` when the storage has lost it."""
    with default_storage.open(stored.place) as held:
        return bytes(held.read())
