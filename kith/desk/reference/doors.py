"""Every page with its lock and every action with its permission, and the access matrix of both."""

from collections.abc import Callable, Iterable
from typing import Any

from kith.access.may import May
from kith.desk.reference import marks
from kith.practice import Practice

ABOUT = (
    "There is no way to make a page without a lock or an action without a permission "
    "(`kith/access/doors.py`). What somebody may not know of answers 404, in the same words as what does "
    "not exist."
)
MATRIX = (
    "Who may open what, by the roles of `{code}`. A record behind a page still opens only for those who may "
    "know of it. `tests/house/test_access_matrix.py` tries each of these for each role."
)


def sheet(pages: Iterable[Any], actions: Iterable[tuple[str, Any]], practice: Practice) -> str:
    """The page `pages.md`, from locked views and named actions."""
    views = sorted(pages, key=lambda view: (view.route, view.page_name))
    verbs = sorted(actions, key=lambda named: named[0])
    return marks.sheet(
        "Pages and actions with their locks",
        ABOUT,
        [
            "## Pages",
            marks.table(["page", "address", "shows", "open to", "written to the trail"], map(_page, views)),
            "## Actions",
            marks.table(["action", "does", "needs"], [_action(name, verb) for name, verb in verbs]),
            f"## Access matrix\n\n{MATRIX.format(code=practice.code)}",
            _matrix(views, practice),
        ],
    )


def _page(view: Any) -> list[str]:
    about = f"whoever looks at {view.about}" if view.about else ""
    return [marks.code(view.page_name), marks.code("/" + view.route), _says(view), lock(view.lock), about]


def lock(held: May | str) -> str:
    """A lock in words."""
    return f"`{held.name}`" if isinstance(held, May) else held


def _action(name: str, verb: Any) -> list[str]:
    return [marks.code(name), _says(verb), lock(verb.permission)]


def _says(thing: Callable[..., Any]) -> str:
    return marks.first_sentence(thing.__doc__ or "")


def _matrix(views: list[Any], practice: Practice) -> str:
    roles = list(practice.roles.values())
    rows = [
        [marks.code(view.page_name), *("●" if opens(view.lock, role.may) else "" for role in roles)]
        for view in views
    ]
    return marks.table(["page", *(role.title for role in roles)], rows)


def opens(held: May | str, permissions: Iterable[str]) -> bool:
    """Whether somebody signed in with these permissions may open it."""
    return held.name in permissions if isinstance(held, May) else True
