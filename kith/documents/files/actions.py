"""Storing a file that was handed in."""

import hashlib
import uuid

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from kith.core import clock
from kith.documents.models import StoredFile


def store(raw: bytes, *, kind: str) -> StoredFile:
    """Keep a file under a name that tells nothing. Part of other actions, which say whose it is.

    When what causes it is undone, the row is too; the bytes are left behind under a name that nobody has.
    """
    now = clock.now()
    place = default_storage.save(f"{now:%Y/%m}/{uuid.uuid4().hex}", ContentFile(raw))
    digest = hashlib.sha256(raw).hexdigest()
    return StoredFile.objects.create(place=place, kind=kind, size=len(raw), digest=digest, stored_at=now)
