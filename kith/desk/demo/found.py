"""Finds people and workers of the story where it is stored already."""

from kith.access.guarded import DEMO
from kith.access.models import Worker
from kith.desk.demo import story
from kith.people.models import Person

STORY_NUMBERS = tuple(someone.number for someone in story.PEOPLE.values() if someone.number)


def is_there() -> bool:
    """Whether the story was told in this record: whoever is told of in ``parts`` may count on its people then."""
    return Person.objects.unguarded(DEMO).filter(pk__in=STORY_NUMBERS).exists()


def person(key: str) -> Person:
    """A person of the story, by the key the story uses. Raises ``Person.DoesNotExist`` where it was never told."""
    known = story.PEOPLE[key]
    rows = Person.objects.unguarded(DEMO).filter(given_name=known.given, family_name=known.family)
    if (found := rows.order_by("pk").first()) is None:
        raise Person.DoesNotExist(f"{key} of the story is not in this record")
    return found


def worker(username: str) -> Worker:
    """A worker of the story. Raises ``Worker.DoesNotExist``."""
    return Worker.objects.get(username=username)


def is_told(given: str, family: str) -> bool:
    """Whether somebody of this name is on record: a part tells its share of the story once."""
    return Person.objects.unguarded(DEMO).filter(given_name=given, family_name=family).exists()
