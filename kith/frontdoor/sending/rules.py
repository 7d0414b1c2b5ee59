"""How a child who is told of becomes a new record: the parts of its name, the family it joins."""

from collections import Counter
from collections.abc import Iterable, Mapping

UNNAMED_FAMILY = "Family not named yet"


def split_name(told: str, family_name: str = "") -> tuple[str, str]:
    """(given name, family name) of a name as told: the last word is the family's, a single one the child's.

    ``family_name`` is what brothers and sisters on the same contact are called; a child told of by a first
    name only gets it.
    """
    words = told.split()
    if len(words) < 2:
        return (told.strip(), family_name)
    return (" ".join(words[:-1]), words[-1])


def shared_family_name(names: Iterable[str]) -> str:
    """The family name of all who have one, when it is the same for all; otherwise none."""
    found = {name.strip() for name in names if name.strip()}
    return found.pop() if len(found) == 1 else ""


def family_title(names: Iterable[str]) -> str:
    """What workers will call a new family: the commonest family name among its children."""
    counted = Counter(name.strip() for name in names if name.strip())
    return counted.most_common(1)[0][0] if counted else UNNAMED_FAMILY


def family_to_join(families: Mapping[int, Iterable[int]], order: Iterable[int]) -> int | None:
    """The family that new brothers and sisters join: the one most children share, the first of equals.

    ``families`` maps people to the ids of their families today, ``order`` is the order they were named in.
    """
    counted = Counter(family for person in order for family in families.get(person, ()))
    return counted.most_common(1)[0][0] if counted else None
