"""Storing a file that was handed in, and deleting what is no longer kept."""

import hashlib
import logging
import uuid
from collections.abc import Collection
from datetime import datetime
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from kith.core import clock
from kith.documents.files import queries
from kith.documents.models import StoredFile

log = logging.getLogger(__name__)


def store(raw: bytes, *, kind: str) -> StoredFile:
    """Keep a file under a name that tells nothing. Part of other actions, which say whose it is.

    When what causes it is undone, the row is too; the bytes are left behind under a name that nobody has.
    """
    now = clock.now()
    place = default_storage.save(f"{now:%Y/%m}/{uuid.uuid4().hex}", ContentFile(raw))
    digest = hashlib.sha256(raw).hexdigest()
    return StoredFile.objects.create(place=place, kind=kind, size=len(raw), digest=digest, stored_at=now)


def purge(files: Collection[StoredFile], *, why: str) -> int:
    """Delete the bytes of these files and keep the rows, with the reason, as the trace. Gives how many. A job.

    The bytes go when the rows are safe: bytes that a job leaves behind when it breaks
    off go with the next ``purge_strays``.
    """
    now = clock.now()
    for file in files:
        file.purged_at, file.purged_why = now, why
        file.save(update_fields=["purged_at", "purged_why"])
        transaction.on_commit(partial(default_storage.delete, file.place))
        log.info("files.purged", extra={"file": file.pk, "why": why})
    return len(files)


def purge_strays(before: datetime, *, why: str) -> int:
    """Delete bytes stored before a moment that no row knows, and leave a row of each as the trace. A job.

    They are left behind when what stored them was refused or broke off. Gives how many there were. Bytes whose row
    says that they were deleted go too; they are not counted again.
    """
    found = queries.strays(before)
    for stray in found:
        StoredFile.objects.create(
            place=stray.place, kind="", size=stray.size, digest="", stored_at=stray.stored_at,
            purged_at=clock.now(), purged_why=why,
        )  # fmt: skip
        log.info("files.stray_purged", extra={"size": stray.size, "why": why})
    for place in [stray.place for stray in found] + queries.left_behind():
        transaction.on_commit(partial(default_storage.delete, place))
    return len(found)
