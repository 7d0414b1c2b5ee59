"""What goes along with actions that a later plan carries on. Plain values only."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kith.improvement.deliverables.rules import leads_back

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Wait:
    """That an action waits: for another one, completed or not, which stands as `place`; or for something outside."""

    waiting: int
    needs: int | None = None
    is_closed: bool = False
    outside: str = ""
    is_met: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class Along:
    """What an action of the later plan waits for: an action of the same plan, or something outside in words."""

    waiting: int
    needs: int | None = None
    outside: str = ""
    instead_of: str = ""


def along(
    waits: Iterable[Wait], carried: Mapping[int, int], there: Mapping[int, Collection[int]]
) -> list[Along]:
    """What actions wait for in the later plan. `carried` is the new action of each old one; `there` who waits already.

    What is completed or there is not waited for any more. What is not carried on becomes something outside, in words,
    until it is. Nothing that would make a ring goes along.
    """
    known = {one: set(them) for one, them in there.items()}
    found = []
    for one in waits:
        waiting = carried[one.waiting]
        if one.needs is None:
            found += [] if one.is_met else [Along(waiting, outside=one.outside)]
        elif one.needs in carried:
            needed = carried[one.needs]
            if needed not in known.get(waiting, ()) and not leads_back(known, needed, waiting):
                known.setdefault(waiting, set()).add(needed)
                found.append(Along(waiting, needs=needed, instead_of=one.place[:LONGEST]))
        elif not one.is_closed:
            found.append(Along(waiting, outside=one.place[:LONGEST]))
    return found


def goes_along(project: int | None, left_in: Collection[int]) -> bool:
    """Whether a risk or issue goes along: nothing unfinished is left of its project, or of the plan if it has none.

    `left_in` are the projects of the earlier plan in which something unfinished is left that no plan carries on.
    """
    return project not in left_in if project else not left_in


def heading(went_to: Sequence[int]) -> int | None:
    """The project of the later plan that everything of one went to, or None where it went to several."""
    return went_to[0] if len(set(went_to)) == 1 else None
