"""Permissions, and which roles of each local pack have them."""

from collections.abc import Iterable

from kith.access.may import May
from kith.desk.reference import marks
from kith.practice import Authority, Practice, Role

ABOUT = (
    "A permission is code (`kith/access/may.py`); a role is data (`roles.toml` of the pack in force). "
    "A restricted record opens for those named on it and for roles with `SEE_RESTRICTED`, and nobody else."
)
REACH = {
    "own_team": "own team and the teams below it",
    "everywhere": "everywhere",
    "own_families": "nowhere",
}


def sheet(authority: Authority) -> str:
    """The page `permissions.md`."""
    parts = [
        "## Permissions",
        marks.table(["permission", "lets somebody"], [[marks.code(m.name), m.value] for m in May]),
    ]
    for held in authority.in_force:
        parts += _of_pack(authority.practices[held.pack])
    return marks.sheet("Permissions by role", ABOUT, parts)


def _of_pack(practice: Practice) -> Iterable[str]:
    roles = list(practice.roles.values())
    who = marks.table(["role", "what for", "signs off"], [_who(role) for role in roles])
    grid = [[marks.code(one.name), *("●" if one.name in role.may else "" for role in roles)] for one in May]
    head = ["permission", *(role.title for role in roles)]
    return [f"## Roles: {practice.title} (`{practice.code}`)", who, marks.table(head, grid)]


def _who(role: Role) -> list[str]:
    signs = REACH[role.reach] if May.SIGN_OFF.name in role.may else ""
    return [f"{role.title} (`{role.code}`)", role.about, signs]
