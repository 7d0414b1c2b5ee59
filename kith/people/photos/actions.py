"""Adding a photo to a person's record."""

import secrets
from typing import Any

from django.core.files.base import ContentFile

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.people.models import Person, Photo
from kith.people.photos import rules


@action(May.EDIT_PERSON)
def add_photo(by: Worker, person: Person, *, file: Any) -> Photo:
    """Keep a picture; it is the one shown from now on. Raises Refused for anything but a whole picture of fair size."""
    if file is None:
        raise Refused(rules.NO_FILE, "photo")
    if problem := rules.size_problem(file.size):
        raise Refused(problem, "photo")
    content = file.read()
    if problem := rules.problem(content):
        raise Refused(problem, "photo")
    kind = rules.kind_of(content) or ""
    name = f"{secrets.token_hex(16)}.{rules.ENDINGS[kind]}"
    photo = Photo(person=person, content_type=kind, recorded_at=clock.now(), by=by)
    photo.file.save(name, ContentFile(content), save=False)
    photo.save()
    return photo
