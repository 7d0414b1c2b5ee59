"""A role: which permissions somebody has here. Permissions are code, roles are data."""

from dataclasses import dataclass

SIGN_OFF = "SIGN_OFF"
REACH = ("own_team", "everywhere")
FIRST_PAGES = ("my_work", "front_door", "performance")


@dataclass(frozen=True, slots=True)
class Role:
    """What a member of this role may do. `reach`: where they sign off, in their own team (and the teams
    below it) or everywhere. `first_page`: where their day begins; "" leaves it to what they may do."""

    code: str
    title: str
    may: frozenset[str]
    reach: str = "own_team"
    about: str = ""
    first_page: str = ""
