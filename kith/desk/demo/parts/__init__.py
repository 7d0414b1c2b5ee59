"""What each subject adds to the demonstration: one module a part, named once in ``PARTS``.

A part is plugged in by the names of its functions; it has as many of them as it needs:

``tell(facts, days, told)``
    its share of the fixed story, in rows, when all its people and their cases are told;
``plan(rng, facts, spell, children)``
    before an invented case is made: what the part needs of it (one more piece of work in ``spell.steps``, a longer
    stay by ``spell.stay_until``);
``live(rng, facts, life)``
    after an invented case is made: what happened in it, in rows (see ``kith.desk.demo.lives.Life``);
``heard(rng, facts, staff, house, children, step, on)``
    a contact about an invented family, decided on a day, offered early help;
``beside(rng, facts, staff, households, number)``
    when all invented families are made: people who come another way, for so many open children;
``act(today, practice_on)``
    when every row is stored: done by the workers' own actions; it does nothing where it is done already.

``rng`` is the part's own source of chance for this case: a part changes nothing in what the others draw. Parts come in
the order of ``PARTS``, so that a later one sees what an earlier one made.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from kith.desk.demo.parts import (
    auditing,
    care,
    cared_for,
    complained,
    corners,
    councils,
    court_work,
    courts,
    delivered,
    duty,
    early_help,
    enquiries,
    evidenced,
    from_elsewhere,
    growing_up,
    handing,
    helped_early,
    improving,
    known,
    leaving,
    listed,
    listened,
    moved_away,
    need_plans,
    night,
    observed,
    online_form,
    overseen,
    plan,
    protecting,
    sampled,
    sealed,
    short_breaks,
    staffed,
    statement,
    supervising,
    visits,
    wards,
)

PARTS: tuple[ModuleType, ...] = (
    care,  # first of those that say how a child stands: plans end when it begins
    enquiries,
    plan,
    night,
    visits,
    supervising,
    online_form,
    known,
    corners,
    sampled,
    handing,
    duty,
    statement,
    early_help,
    councils,
    protecting,
    cared_for,
    leaving,
    short_breaks,
    moved_away,
    courts,
    helped_early,
    need_plans,  # last of those that say how a child stands: it fills what is free
    sealed,
    from_elsewhere,
    growing_up,
    court_work,
    staffed,
    listed,  # last of those that tell: it lists every home that the others told of
    wards,
    improving,
    listened,
    complained,
    overseen,
    evidenced,  # one of its documents is the paper of the board
    observed,
    auditing,
    delivered,  # last of all: its lists hold what all others told
)
PLUGS = ("tell", "plan", "live", "heard", "beside", "act")


def having(plug: str) -> list[Callable[..., Any]]:
    """The functions of this name that parts have, in the order of the parts."""
    return [getattr(part, plug) for part in PARTS if hasattr(part, plug)]
