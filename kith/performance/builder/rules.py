"""What a report asks, put together on the screen: judged, told in words, and written as one select. No Django here."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any

from kith.core import Refused
from kith.performance.reporting.views import SCHEMA, VIEWS, View, heading

FILTERS = 4  # how many rows of filters the page has
Filter = tuple[str, str, str, str]  # column, how, value, second value
HOWS: Mapping[str, tuple[str, frozenset[str]]] = {
    "is": ("is", frozenset({"text", "number", "day"})),
    "is_not": ("is not", frozenset({"text", "number", "day"})),
    "holds": ("is yes", frozenset({"yes or no"})),
    "holds_not": ("is no", frozenset({"yes or no"})),
    "before": ("is before", frozenset({"day"})),
    "after": ("is after", frozenset({"day"})),
    "less": ("is less than", frozenset({"number"})),
    "more": ("is more than", frozenset({"number"})),
    "between": ("is from … to", frozenset({"day", "number"})),
    "empty": ("is empty", frozenset({"text", "number", "day", "yes or no"})),
    "not_empty": ("is not empty", frozenset({"text", "number", "day", "yes or no"})),
}
SIGNS = {"is": "=", "is_not": "is distinct from", "before": "<", "after": ">", "less": "<", "more": ">"}
PARTS = {"month": "YYYY-MM", "year": "YYYY"}


@dataclass(frozen=True, slots=True)
class Asks:
    """The choices of a report. With groups it counts rows (and averages days); without it lists `columns`."""

    view: str
    columns: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    groups: tuple[str, ...] = ()  # columns, or `day:month` and `day:year`
    average: tuple[str, str] = ("", "")  # days from the first to the second
    sort: str = ""
    descending: bool = False
    known: View = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "known", VIEWS[self.view])

    @property
    def shows_whom(self) -> bool:
        """Whether a record number stands in each row, or the rows are groups and about nobody by themselves."""
        return bool(self.groups) or "record_number" in self.columns

    def kept(self) -> dict[str, Any]:
        """As it is saved."""
        return {name: value for name, value in asdict(self).items() if name != "known"}


def kind_of(view: View, column: str) -> str:
    """text, number, day or yes or no."""
    kind = view.kinds[column]
    found = {"date": "day", "timestamptz": "moment", "boolean": "yes or no", "text": "text"}
    return found.get(kind, "number")


def days_of(view: View) -> list[str]:
    """The columns that are days."""
    return [column for column in view.columns if kind_of(view, column) == "day"]


def group_options(view: View) -> list[tuple[str, str]]:
    """What rows may be grouped by."""
    plain = [(c, heading(c)) for c in view.columns if kind_of(view, c) in ("text", "yes or no")]
    cut = [(f"{day}:{part}", f"{heading(day)}, by {part}") for day in days_of(view) for part in PARTS]
    return plain + cut


@dataclass
class _Form:
    """What was sent, and what is wrong with it."""

    given: Mapping[str, Sequence[str]]
    problems: list[tuple[str | None, str]] = field(default_factory=list)

    def one(self, name: str) -> str:
        """A single value, the last that was sent."""
        return (list(self.given.get(name, ())) or [""])[-1].strip()

    def among(self, name: str, allowed: Sequence[str]) -> str:
        """A value of a list; another one is noted and left out."""
        value = self.one(name)
        if value and value not in allowed:
            self.problems.append((name, f"“{value[:40]}” is not in this list."))
            return ""
        return value


def read(view: str, given: Mapping[str, Sequence[str]]) -> Asks:
    """The choices of a form. Raises Refused with everything that is wrong."""
    known, form = VIEWS[view], _Form(given)
    columns = tuple(column for column in given.get("columns", ()) if column in known.columns)
    filters = _filters(known, form)
    options = [value for value, _ in group_options(known)]
    chosen = (form.among("group_1", options), form.among("group_2", options))
    groups = tuple(dict.fromkeys(group for group in chosen if group))
    average = (form.among("from", days_of(known)), form.among("to", days_of(known)))
    if bool(average[0]) != bool(average[1]):
        form.problems.append(("to", "An average of days needs a day from which and a day to which."))
    if any(average) and not groups:
        form.problems.append(("group_1", "An average of days is told for groups: choose what to group by."))
    if not columns and not groups:
        form.problems.append(("columns", "Tick a column, or choose what to group by."))
    if form.problems:
        raise Refused.several(form.problems)
    sorts = [*groups, "rows", *(["average"] if all(average) else [])] if groups else list(columns)
    sort = form.one("sort") if form.one("sort") in sorts else ""
    return Asks(view, columns, filters, groups, average, sort, form.one("descending") == "yes")


def _filters(known: View, form: _Form) -> tuple[Filter, ...]:
    filters = []
    for number in range(1, FILTERS + 1):
        if column := form.among(f"column_{number}", list(known.columns)):
            told = (form.one(f"how_{number}"), form.one(f"value_{number}"), form.one(f"until_{number}"))
            if wrong := problem_of(known, (column, *told)):
                form.problems.append((f"value_{number}", wrong))
            filters.append((column, *told))
    return tuple(filters)


def kept(saved: Mapping[str, Any]) -> Asks:
    """A saved report's choices. Raises Refused where a view or a column is gone."""
    view = VIEWS.get(saved.get("view", ""))
    if view is None:
        raise Refused("The view of this report is there no more.")
    asks = Asks(
        view.name, tuple(saved["columns"]), tuple(tuple(one) for one in saved["filters"]), tuple(saved["groups"]),
        tuple(saved["average"]), saved["sort"], saved["descending"],
    )  # fmt: skip
    used = [
        *asks.columns,
        *(one[0] for one in asks.filters),
        *asks.average,
        *(g.split(":")[0] for g in asks.groups),
    ]
    if gone := [name for name in used if name and name not in view.columns]:
        raise Refused(f"{view.name} has no column {', '.join(gone)} any more. Change the report.")
    if not _fits(asks):
        raise Refused(f"What this report asks does not fit {view.name} any more. Change the report.")
    return asks


def _fits(asks: Asks) -> bool:
    """Whether the columns that are there are still of the kinds that are asked for."""
    days, options = ["", *days_of(asks.known)], dict(group_options(asks.known))
    is_grouped = set(asks.groups) <= set(options) and set(asks.average) <= set(days)
    return is_grouped and not any(problem_of(asks.known, one) for one in asks.filters)


def problem_of(view: View, chosen: Filter) -> str:
    """What is wrong with a filter, or nothing."""
    column, how, value, until = chosen
    kind = kind_of(view, column)
    words, kinds = HOWS.get(how, ("", frozenset[str]()))
    kind = "day" if kind == "moment" else kind
    if not words:
        return f"Choose how {heading(column)} is compared."
    if kind not in kinds:
        return f"“{words}” does not fit {heading(column)}, which is a {kind}."
    for text in (value, until) if how == "between" else (value,) if _takes_a_value(how) else ():
        try:
            _value(kind, text)
        except ValueError:
            wanted = {"day": "a day as 2026-10-14", "number": "a number"}[kind]
            return f"“{text[:40]}” is not {wanted}." if text else f"Write {wanted}."
    return ""


def _takes_a_value(how: str) -> bool:
    return how in SIGNS


def _value(kind: str, text: str) -> Any:
    """The value of a filter. Raises ValueError."""
    if kind == "day":
        return date.fromisoformat(text)
    if kind == "number":
        return int(text) if len(text) < 15 else float("nan")
    return text


def select(asks: Asks) -> tuple[str, dict[str, Any]]:
    """One select with its parameters; every name in it is ours. A list that does not show record numbers has them in a
    last column, for the trail.
    """
    parameters: dict[str, Any] = {}
    wheres = [_where(asks.known, chosen, number, parameters) for number, chosen in enumerate(asks.filters)]
    where = f" where {' and '.join(wheres)}" if wheres else ""
    source = f"{SCHEMA}.{asks.view}"
    if not asks.groups:
        order = asks.sort or "row_id"
        listed = ", ".join([*asks.columns, *([] if asks.shows_whom else ["record_number"])])
        return f"select {listed} from {source}{where} order by {order}{_way(asks)}, row_id", parameters  # noqa: S608
    shown = [f"{_group(group)} as {_named(group)}" for group in asks.groups]
    shown.append("count(*) as rows")
    if all(asks.average):
        first, last = asks.average
        shown.append(f"round(avg({last} - {first}), 1) as average_days")
    places = ", ".join(str(number) for number in range(1, len(asks.groups) + 1))
    listed = f"select {', '.join(shown)} from {source}{where}"  # noqa: S608 - every name in it is ours
    return f"{listed} group by {places} order by {_order(asks)}, {places}", parameters


def _order(asks: Asks) -> str:
    if asks.sort == "average":
        return f"average_days{_way(asks)} nulls last"
    if asks.sort in asks.groups:
        return f"{asks.groups.index(asks.sort) + 1}{_way(asks)}"
    return "rows desc" if asks.sort != "rows" or asks.descending else "rows"


def _way(asks: Asks) -> str:
    return " desc" if asks.descending else ""


def _group(group: str) -> str:
    column, _, part = group.partition(":")
    return f"to_char({column}, '{PARTS[part]}')" if part else column


def _named(group: str) -> str:
    return group.replace(":", "_")


def _where(view: View, chosen: Filter, number: int, parameters: dict[str, Any]) -> str:
    column, how, value, until = chosen
    kind = kind_of(view, column)
    if kind == "moment":
        column, kind = f"({column} at time zone 'Europe/London')::date", "day"
    if how in ("empty", "not_empty"):
        told = f"({column} is null{f''' or {column} = '' ''' if kind == 'text' else ''})"
        return told if how == "empty" else f"not {told}"
    if how in ("holds", "holds_not"):
        return f"{column} is {'true' if how == 'holds' else 'false'}"
    parameters[f"v{number}"] = _value(kind, value)
    if how == "between":
        parameters[f"u{number}"] = _value(kind, until)
        return f"{column} between %(v{number})s and %(u{number})s"
    return f"{column} {SIGNS[how]} %(v{number})s"


def words(asks: Asks) -> str:
    """What a report asks, for the trail and for its head: without a value that could be about somebody."""
    what = ", ".join(asks.groups or asks.columns).replace("_", " ").replace(":", " by ")
    narrowed = ", ".join(f"{heading(c).lower()} {HOWS[how][0]}" for c, how, _, _ in asks.filters)
    return f"{asks.view}: {'counted by ' if asks.groups else ''}{what}{f'; where {narrowed}' if narrowed else ''}"


def due(every: str, today: date) -> date:
    """The newest day on which a report was to be counted: today, this week's Monday, or the first of the month."""
    if every == "week":
        return today - timedelta(days=today.weekday())
    return today.replace(day=1) if every == "month" else today
