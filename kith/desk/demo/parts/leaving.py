"""Invented young people in care who become care leavers."""

from random import Random

from kith.desk.demo import leavers
from kith.desk.demo.facts import Facts
from kith.desk.demo.lives import Life


def live(rng: Random, facts: Facts, life: Life) -> None:
    """Each who is 16 and was long enough in care; what they are owed goes on when the case has ended."""
    held = life.spell.held
    is_the_story = life.staff.is_of_the_story(held.team)
    for cared in life.cared:
        told = cared.told
        leavers.write(
            rng, facts,
            leavers.Leaver(
                cared.child.id, cared.child.born_on, (told.began, told.ended), told.by, held.team, life.staff.yesterday,
                life.house.family, has_adviser=not is_the_story, is_told_elsewhere=is_the_story,
            ),
        )  # fmt: skip
