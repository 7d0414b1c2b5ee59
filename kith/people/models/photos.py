"""Photos of people. The file lies in Django's storage, and only a locked page serves it."""

from django.db import models

from kith.access.guarded import Guarded
from kith.access.models import Worker
from kith.people.models.persons import Person


class Photo(Guarded):
    """A picture of a person; the latest is shown."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="photos")
    file = models.FileField(upload_to="photos/", max_length=120)
    content_type = models.CharField(max_length=20)
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"photo {self.pk}"
