"""The photo of a person."""

from kith.access.models import Worker
from kith.people.models import Photo


def latest(viewer: Worker, person: int) -> Photo | None:
    """The newest photo, when there is one the viewer may see. One query."""
    return Photo.objects.seen_by(viewer).filter(person=person).order_by("-pk").first()
