"""A role: which permissions somebody has here. Permissions are code, roles are data."""

from dataclasses import dataclass

SIGN_OFF = "SIGN_OFF"
REACH = ("own_team", "everywhere")


@dataclass(frozen=True, slots=True)
class Role:
    """What a member of this role may do. `reach`: where they sign off, in their own team (and the teams
    below it) or everywhere."""

    code: str
    title: str
    may: frozenset[str]
    reach: str = "own_team"
    about: str = ""
