"""The reporting views: a fact relation each, under a name that stays, with words for every column. No Django here.

A view has the columns of its relation, and `record_number`, `team`, `team_code`, `area`, `worker`, `happened_on` and
`recorded_on` in front of them. Names of children are in none of them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kith.performance.compiler import MARKER, as_known
from kith.performance.definition import SETTING, Fact
from kith.performance.facts import FACTS

SCHEMA = "reporting"
# Relations whose view has a name that says more to somebody outside. A view's name never changes.
NAMES: Mapping[str, str] = {
    "holdings": "allocations",
    "placed": "placements",
    "ended_care_periods": "care_endings",
    "ended_plans": "plan_endings",
    "followed_referrals": "referral_outcomes",
}
FIRST: Mapping[str, tuple[str, str]] = {
    "row_id": ("bigint", "the number of the row; of a stretch, of what it is a part of"),
    "record_number": ("bigint", "the record number of the child; empty where it is about none"),
    "team": ("text", "the name of the team"),
    "team_code": ("text", "the code of the team"),
    "area": ("text", "the name of the area that the team is part of"),
    "worker": ("text", "the name of the worker"),
    "happened_on": ("date", "the day it happened or began"),
    "recorded_on": ("date", "the day it was recorded; empty where no single day tells"),
}
HAPPENED = (
    "received_on",
    "birthday_on",
    "turned_on",
    "held_on",
    "allocated_on",
    "submitted_on",
    "started_on",
    "due_on",
    "ended_on",
)
ENDS = ("ended_plans", "ended_care_periods", "endings", "moves")
_TOP = re.compile(r"[()]|'(?:[^']|'')*'|\bfrom\b|\bunion\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class View:
    """A view: its name, what a row is, its SQL, and its columns with their SQL kinds and words."""

    name: str
    about: str
    sql: str
    columns: Mapping[str, tuple[str, str]]

    @property
    def kinds(self) -> dict[str, str]:
        """The columns with their SQL kinds alone."""
        return {name: kind for name, (kind, _) in self.columns.items()}


def heading(column: str) -> str:
    """A column's name as words: 'completed_on' is 'Completed on'."""
    return column.replace("_", " ").capitalize()


def of_fact(fact: Fact) -> View:
    """The view of a fact relation, as it is known now."""
    own = {name: (kind, heading(name)) for name, kind in fact.columns.items() if name not in _LEFT_OUT}
    columns = ", ".join(f"f.{name}" for name in own)
    sql = f"""
    select f.row_id, f.person_id as record_number, t.name::text as team, t.code::text as team_code,
      (case when t.kind = 'area' then t.name when p.kind = 'area' then p.name end)::text as area,
      w.name::text as worker, f.{_happened(fact)} as happened_on, f.was_recorded_on as recorded_on, {columns}
    from ({_now(_with_recorded(fact.sql))}) f
    left join public.access_team t on t.id = f.team_id
    left join public.access_team p on p.id = t.parent_id
    left join public.access_worker w on w.id = f.worker_id"""  # noqa: S608 - every word of it is ours
    return View(NAMES.get(fact.name, fact.name), fact.about, sql, {**FIRST, **own})


_LEFT_OUT = ("row_id", "person_id", "team_id", "worker_id", "late_words")  # free words may name somebody


def _happened(fact: Fact) -> str:
    if fact.name in ENDS:
        return "ended_on"
    return next(name for name in HAPPENED if name in fact.columns)


def _now(sql: str) -> str:
    """A relation's SQL as it is known now, with nothing left out because it ended long ago."""
    return as_known(sql, None).replace("%(earliest)s", "'-infinity'::date")


def _with_recorded(sql: str) -> str:
    """A relation's SQL with one column more: the day the row was known, by what it asks to have been recorded."""
    moments = list(_moments(sql))
    day = f"(greatest({', '.join(moments)}) at time zone 'Europe/London')::date" if moments else "null::date"
    place = _select_ends(sql)
    return f"{sql[:place]}, {day} as was_recorded_on {sql[place:]}"


def _depths(sql: str) -> Iterator[tuple[int, str, int]]:
    """Brackets and the words `from` and `union` of a text, with the depth they stand at; literals are skipped."""
    depth = 0
    for found in _TOP.finditer(sql):
        word = found[0].lower()
        depth += {"(": 1, ")": -1}.get(word, 0)
        if word in ("from", "union", "(", ")"):
            yield found.start(), word, depth


def _select_ends(sql: str) -> int:
    """Where the list of columns of the outermost select ends."""
    return next(place for place, word, depth in _depths(sql) if word == "from" and depth == 0)


def _moments(sql: str) -> Iterator[str]:
    """What stands in `recorded(...)` outside every bracket."""
    for found in MARKER.finditer(sql):
        before = sql[: found.start()]
        if found[1] == "recorded" and before.count("(") == before.count(")"):
            yield sql[found.end() : sql.index(")", found.end())]


TOLD = [fact for fact in FACTS if not SETTING.search(fact.sql)]  # a view knows no practice of a day

CHILDREN = View(
    "children",
    "one row for each child who was ever a child of a contact, a referral or a case",
    """
    select c.id as row_id, c.id as record_number, c.born_on, c.due_on as expected_on, c.died_on,
      extract(year from age(coalesce(c.died_on, (now() at time zone 'Europe/London')::date), c.born_on))::int as age,
      c.sex::text as sex, c.ethnicity::text as ethnicity, c.language::text as language,
      (c.recorded_at at time zone 'Europe/London')::date as recorded_on
    from public.people_person c
    where exists (select 1 from public.work_involvement i where i.person_id = c.id)
      or exists (select 1 from public.frontdoor_contactchild l where l.person_id = c.id)
      or exists (select 1 from public.frontdoor_referral r where r.person_id = c.id)""",
    {
        "row_id": FIRST["row_id"],
        "record_number": FIRST["record_number"],
        "born_on": ("date", "day of birth"),
        "expected_on": ("date", "of a child on record before birth: the day expected"),
        "died_on": ("date", "day of death"),
        "age": ("int", "age today, or at death, in whole years"),
        "sex": ("text", "M, F or U (not known)"),
        "ethnicity": ("text", "the code of the list ethnicity"),
        "language": ("text", "first language"),
        "recorded_on": FIRST["recorded_on"],
    },
)

VIEWS: Mapping[str, View] = {
    view.name: view for view in sorted([CHILDREN, *map(of_fact, TOLD)], key=lambda v: v.name)
}
