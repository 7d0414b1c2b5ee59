"""Changes to the text of a pack's file that keep its comments and its order: one value, one question, one exception.

Texts go in and come out as TOML. A text that cannot be read, and an entry that is not there, raise ``Refused``.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT

from kith.core import Refused
from kith.practice.nesting import problem_with_depth
from kith.practice.steps import Limit

Values = Mapping[str, Any]


def change_step(text: str, step: str, values: Values) -> str:
    """``steps.toml`` with these keys of one step written; a value of None takes the key out."""
    page = _read(text)
    if step not in page:
        page[step] = tomlkit.table()
    _write(page[step], values)
    return _told(page)


def limit_values(limit: Limit) -> dict[str, Any]:
    """A limit as an entry of ``steps.toml`` writes it."""
    told: dict[str, Any] = {
        "since": limit.since,
        "working_days": limit.working_days,
        "calendar_days": limit.calendar_days,
        "from": limit.clock,
        "or_from": limit.otherwise_clock,
        "source": limit.source,
        "verified": None if limit.verified else False,
        "caution": limit.caution,
    }
    return {key: value for key, value in told.items() if value is not None and value != ""}


def with_limit(limits: Sequence[Limit], new: Values) -> list[dict[str, Any]]:
    """The limits of a step with one more, which holds from its ``since`` on in place of those after that day."""
    since: date = new["since"]
    kept = [limit for limit in limits if (limit.since or date.min) < since]
    return [*(limit_values(limit) for limit in kept), dict(new)]


def change_question(text: str, question: str, values: Values) -> str:
    """A form with these keys of one question written; a value of None takes the key out."""
    page = _read(text)
    _write(_questions(page)[_place(page, question)], values)
    return _told(page)


def add_question(text: str, values: Values) -> str:
    """A form with one more question, the last of its section."""
    page = _read(text)
    asked = _questions(page)
    if any(one.get("id") == values["id"] for one in asked):
        raise Refused("A question of this form has this name already.", field="id")
    of_section = [place for place, one in enumerate(asked) if one.get("section") == values["section"]]
    table = tomlkit.table()
    _write(table, values)
    _put(page, table, of_section[-1] + 1 if of_section else len(asked))
    return _told(page)


def drop_question(text: str, question: str) -> str:
    """A form without one question. What was answered to it stays with the work it was asked in."""
    page = _read(text)
    asked = [one for one in _questions(page) if one.get("id") != question]
    _place(page, question)
    _set_questions(page, asked)
    return _told(page)


def move_question(text: str, question: str, by: int) -> str:
    """A form with one question that many places further on (less than nothing: further up), inside its section."""
    page = _read(text)
    asked, at = list(_questions(page)), _place(page, question)
    same = [place for place, one in enumerate(asked) if one.get("section") == asked[at].get("section")]
    to = min(max(same.index(at) + by, 0), len(same) - 1)
    moved = asked.pop(at)
    asked.insert(same[to], moved)
    _set_questions(page, asked)
    return _told(page)


def allow_beyond(text: str, values: Values) -> str:
    """``burden.toml`` with one more exception: what, of, most, reason, who, since, until."""
    page = _read(text)
    table = tomlkit.table()
    _write(table, values)
    if not isinstance(page.get("exception"), AoT):
        page["exception"] = tomlkit.aot()
    page["exception"].append(table)  # type: ignore[union-attr]
    return _told(page)


def _read(text: str) -> tomlkit.TOMLDocument:
    if problem := problem_with_depth(text):
        raise Refused(f"{problem} Put it right as text first.")
    try:
        return tomlkit.parse(text)
    except TOMLKitError as fault:
        raise Refused(f"The file cannot be read as it stands: {fault}. Put it right as text first.") from None


def _told(page: tomlkit.TOMLDocument) -> str:
    """The text, without the empty lines that moving leaves behind; none is taken out of words."""
    text = tomlkit.dumps(page)
    closer = re.sub(r"\n{3,}", "\n\n", text)
    return closer if tomlkit.parse(closer) == page else text


def _questions(page: tomlkit.TOMLDocument) -> Any:
    asked = page.get("question")
    return asked if isinstance(asked, AoT) else []


def _place(page: tomlkit.TOMLDocument, question: str) -> int:
    for place, one in enumerate(_questions(page)):
        if one.get("id") == question:
            return place
    raise Refused("The form has no such question any more.")


def _put(page: tomlkit.TOMLDocument, table: Any, at: int) -> None:
    asked = list(_questions(page))
    asked.insert(at, table)
    _set_questions(page, asked)


def _set_questions(page: tomlkit.TOMLDocument, asked: Sequence[Any]) -> None:
    made = tomlkit.aot()
    for one in asked:
        made.append(one)
    page["question"] = made


def _write(table: Any, values: Values) -> None:
    for key, value in values.items():
        if value is None:
            table.pop(key, None)
        else:
            table[key] = _item(value)


def _item(value: Any) -> Any:
    if isinstance(value, Mapping):
        inline = tomlkit.inline_table()
        inline.update(value)
        return inline
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        rows = tomlkit.array()
        for one in value:
            rows.append(_item(one))
        return rows.multiline(True)
    return value
