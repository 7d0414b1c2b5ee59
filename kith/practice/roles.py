"""A role: which permissions somebody has here. Permissions are code, roles are data."""

from dataclasses import dataclass

SIGN_OFF = "SIGN_OFF"
READ_SAMPLE = "READ_SAMPLE"
OWN_FAMILIES = "own_families"
REACH = ("own_team", "everywhere", OWN_FAMILIES)
FIRST_PAGES = (
    "my_work",
    "front_door",
    "performance",
    "early_help",
    "improvement_plans",
    "workforce",
    "audits_mine",
)


@dataclass(frozen=True, slots=True)
class Role:
    """What a member of this role may do. `reach`: where they sign off, in their own team (and the teams
    below it) or everywhere; who reaches own families alone sees no other record. `first_page`: where their day
    begins; "" leaves it to what they may do."""

    code: str
    title: str
    may: frozenset[str]
    reach: str = "own_team"
    about: str = ""
    first_page: str = ""
