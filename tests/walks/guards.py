"""The guards of a child's journey, written down a second time: from the return rules, and from none of the program.

Each looks at what is in the record store about some children and says what is wrong with it, in words that begin with
where the guard comes from: "3" is the paragraph on guards of the journey's description, "4.9" one of its steps, a bare
number of four digits a rule of the children in need census, one of three digits of the looked-after return.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, pairwise
from typing import Any

Row = dict[str, Any]
FAR = date(2100, 1, 1)
HELD_IN_A_CASE = ("enquiry", "in_need", "protection", "looked_after")
ASSESSMENTS = ("initial_assessment", "core_assessment", "single_assessment")
UNFINISHED = ("not_started", "in_progress", "submitted", "returned")
SATURDAY = 5


@dataclass
class Store:
    """What is in the record store about one child, as plain rows."""

    born_on: date
    today: date
    is_merged: bool = False  # made of two records: guards that only the record store holds are asked
    cases: list[Row] = field(default_factory=list)
    referrals: list[Row] = field(default_factory=list)
    standings: list[Row] = field(default_factory=list)
    steps: list[Row] = field(default_factory=list)
    enquiries: list[Row] = field(default_factory=list)
    discussed: list[Row] = field(default_factory=list)
    conferences: list[Row] = field(default_factory=list)
    plans: list[Row] = field(default_factory=list)
    categories: list[Row] = field(default_factory=list)
    groups: list[Row] = field(default_factory=list)
    need_reviews: list[Row] = field(default_factory=list)
    statuses: list[Row] = field(default_factory=list)
    placements: list[Row] = field(default_factory=list)
    care_reviews: list[Row] = field(default_factory=list)
    clocks: list[Row] = field(default_factory=list)


def broken(store: Store) -> list[str]:
    """Every guard that these rows break."""
    return [words for guard in (HELD_BY_THE_STORE if store.is_merged else EVERY) for words in guard(store)]


def last(row: Row) -> date:
    """The day a period ended, or one far ahead."""
    return row["ended_on"] or FAR


def shares(one: Row, other: Row) -> bool:
    """Whether two periods have a day in common, the day on which one ended not counted."""
    return max(one["started_on"], other["started_on"]) < min(last(one), last(other))


def touch(one: Row, other: Row) -> bool:
    """The same with the day on which one ended."""
    return max(one["started_on"], other["started_on"]) <= min(last(one), last(other))


def of_kind(store: Store, *kinds: str) -> list[Row]:
    """The periods of some kinds."""
    return [row for row in store.standings if row["kind"] in kinds]


def _episodes(store: Store) -> Iterator[str]:
    if len([row for row in store.cases if row["ended_on"] is None]) > 1:
        yield "3: two open episodes"
    for one, other in combinations(store.cases, 2):
        if shares(one, other):
            yield "3: two episodes at once"
    for row in store.referrals:
        if row["no_further_action"] != (row["involvement_id"] is None):
            yield "3: a referral without further action has a case, or an accepted one has none"
    if [day for day, times in Counter(row["received_on"] for row in store.referrals).items() if times > 1]:
        yield "pitfall 4: two referrals on one day"


def _needs_a_case(store: Store) -> Iterator[str]:
    cases = {row["id"]: row for row in store.cases}
    for row in of_kind(store, *HELD_IN_A_CASE):
        case = cases.get(row["involvement_id"])
        if case is None:
            yield f"3: {row['kind']} without a case of this child"
        elif row["started_on"] < case["started_on"]:
            yield f"3: {row['kind']} before its case"
    for row in store.steps:
        if row["kind"] in ASSESSMENTS and row["involvement_id"] not in cases:
            yield "3: an assessment without a case"


def _one_at_a_time(store: Store) -> Iterator[str]:
    unfinished = [
        row for row in store.steps
        if row["kind"] in ASSESSMENTS and row["state"] in UNFINISHED and not row["released_at"]
    ]  # fmt: skip
    if [kind for kind, times in Counter(row["kind"] for row in unfinished).items() if times > 1]:
        yield "3: two open assessments"
    for kind in {row["kind"] for row in store.standings}:
        rows = of_kind(store, kind)
        if len([row for row in rows if row["ended_on"] is None]) > 1:
            yield f"3: two open of {kind}"
        if any(shares(one, other) for one, other in combinations(rows, 2)):
            yield f"3: {kind} twice at once"


def _never_together(store: Store) -> Iterator[str]:
    for one, other in combinations(of_kind(store, "in_need", "protection"), 2):
        if one["kind"] != other["kind"] and shares(one, other):
            yield "3, 4001: a child in need plan beside a protection plan"
    rules = {"protection": "8940", "looked_after": "431", "in_need": "4014"}
    for kind, rule in rules.items():
        rows = of_kind(store, kind)
        if any(touch(one, other) for one, other in combinations(rows, 2)):
            yield f"{rule}: two of {kind} touch on a day"
        if kind != "in_need" and any(row["ended_on"] == row["started_on"] for row in rows):
            yield f"8840, 355: {kind} ends on the day it began"


def _in_need_or_care(store: Store) -> Iterator[str]:
    for one in of_kind(store, "in_need"):
        for other in of_kind(store, "looked_after"):
            if shares(one, other):
                yield "4.11: a child in need plan while looked after"


def dated(store: Store, case: int) -> Iterator[tuple[str, date | None]]:
    """Everything that happened in a case, with its day."""
    inside = [row for row in store.standings if row["involvement_id"] == case]
    for row in inside:
        yield row["kind"], row["started_on"]
        yield f"end of {row['kind']}", row["ended_on"]
    numbers = {row["id"] for row in inside}
    for rows in (store.discussed, store.conferences):
        yield from (("a conference or discussion", r["held_on"]) for r in rows if r["involvement_id"] == case)
    yield from (("a core group", r["held_on"]) for r in store.groups if r["plan_id"] in numbers)
    yield from (("a review", r["held_on"]) for r in store.need_reviews if r["plan_id"] in numbers)
    yield from (("a review", r["held_on"]) for r in store.care_reviews if r["period_id"] in numbers)
    yield from (("a status", r["started_on"]) for r in store.statuses if r["period_id"] in numbers)
    yield from (("a placement", r["started_on"]) for r in store.placements if r["period_id"] in numbers)
    yield from (("a category", r["since_on"]) for r in store.categories if r["plan_id"] in numbers)


def _after_closure(store: Store) -> Iterator[str]:
    for case in store.cases:
        for words, on in dated(store, case["id"]):
            if on is not None and not case["started_on"] <= on <= last(case):
                yield f"3: {words} outside its case"


def _undecided_at_closure(store: Store) -> Iterator[str]:
    for case in [row for row in store.cases if row["ended_on"]]:
        inside = [row for row in store.standings if row["involvement_id"] == case["id"]]
        if [row for row in inside if row["ended_on"] is None and row["kind"] in HELD_IN_A_CASE]:
            yield "3: closed while an enquiry, a plan or a time in care goes on"
        for row in store.steps:
            is_open = row["state"] in UNFINISHED and not row["released_at"]
            if row["involvement_id"] == case["id"] and row["kind"] in ASSESSMENTS and is_open:
                yield "3: closed while an assessment is not authorised"
        numbers = {row["id"] for row in inside}
        if [row for row in store.enquiries if row["standing_id"] in numbers and not row["outcome"]]:
            yield "3: closed with an undecided enquiry"


def _reasons(store: Store) -> Iterator[str]:
    for case in [row for row in store.cases if row["end_reason"] in ("RC8", "RC9")]:
        kinds = {row["kind"] for row in store.standings if row["involvement_id"] == case["id"]}
        if kinds & {"enquiry", "in_need", "protection"}:
            yield "3, pitfall 13: RC8 or RC9 with an enquiry or a plan"
        if not [
            row for row in store.steps
            if row["involvement_id"] == case["id"] and row["kind"] in ASSESSMENTS
            and row["state"] == "completed"
        ]:  # fmt: skip
            yield "pitfall 13: RC8 or RC9 without an assessment"


def _enquiries(store: Store) -> Iterator[str]:
    periods = {row["id"]: row for row in store.standings}
    for row in store.enquiries:
        if periods[row["standing_id"]]["started_on"] != row["held_on"]:
            yield "4.8: an enquiry does not start with its strategy discussion"
        decided = [one["decision"] for one in store.discussed if one["discussion_id"] == row["discussion_id"]]
        if not set(decided) & {"single", "joint"}:
            yield "3: an enquiry that no strategy discussion decided on"
        if row["decided_on"] and row["decided_on"] < row["held_on"]:
            yield "4.8: decided before it began"
        if periods[row["standing_id"]]["ended_on"] and not row["outcome"]:
            yield "3: an enquiry ended undecided"


def _conferences(store: Store) -> Iterator[str]:
    began = {row["standing_id"]: row["held_on"] for row in store.enquiries}
    plans = of_kind(store, "protection")
    for row in [row for row in store.conferences if row["held_on"]]:
        on = row["held_on"]
        if on.weekday() >= SATURDAY:
            yield "8875: a conference at a weekend"
        if on > store.today:
            yield "4.9: a conference held in the future"
        if row["kind"] == "initial" and began.get(row["enquiry_id"], FAR) > on:
            yield "3: an initial conference without an enquiry before it"
        reviewed = [plan for plan in plans if plan["started_on"] < on <= last(plan)]
        if row["kind"] == "review" and row["decision"] and not reviewed:
            yield "8841: a review of no plan, or on its first day"
        begun = on in [plan["started_on"] for plan in plans]
        if row["decision"] == "plan" and row["kind"] != "review" and not begun:
            yield "3: a conference decided on a plan and there is none"


def _plans(store: Store) -> Iterator[str]:
    periods = {row["id"]: row for row in store.standings}
    lines = {row["conference_id"]: row for row in store.conferences}
    for row in store.plans:
        period, line = periods[row["standing_id"]], lines.get(row["conference_id"])
        if line is None or line["decision"] != "plan" or line["held_on"] != period["started_on"]:
            yield "2885: a plan does not start on the day of the conference that made it"
        if period["end_reason"] == "review":
            held = [one["held_on"] for one in store.conferences if one["kind"] == "review"]
            if period["ended_on"] not in held:
                yield "4.10: ended at a review conference that was not held"
        mine = sorted(
            (one["since_on"], one["category"])
            for one in store.categories if one["plan_id"] == row["standing_id"]
        )  # fmt: skip
        if not mine or mine[0] != (period["started_on"], row["first_category"]):
            yield "4.10: the first category is not the one of the first day"
        eighteenth = birthday(store.born_on, 18)
        if period["started_on"] >= eighteenth:
            yield "4.10: a plan for somebody of 18"


def birthday(born_on: date, years: int) -> date:
    """The day somebody is so old; 1 March of short years for who was born on 29 February."""
    try:
        return born_on.replace(year=born_on.year + years)
    except ValueError:
        return date(born_on.year + years, 3, 1)


def _core_groups(store: Store) -> Iterator[str]:
    periods = {row["id"]: row for row in store.standings}
    for row in store.groups:
        plan = periods[row["plan_id"]]
        if not plan["started_on"] <= row["held_on"] <= last(plan):
            yield "4.10: a core group outside its plan"


def _in_need(store: Store) -> Iterator[str]:
    periods = {row["id"]: row for row in store.standings}
    for row in store.need_reviews:
        plan = periods[row["plan_id"]]
        if not plan["started_on"] < row["held_on"] <= last(plan):
            yield "4.11: a review outside its child in need plan"


def _chains(store: Store) -> Iterator[str]:
    for period in of_kind(store, "looked_after"):
        for words, rows in (("status", store.statuses), ("placement", store.placements)):
            chain = sorted(
                (row for row in rows if row["period_id"] == period["id"]), key=lambda row: row["started_on"]
            )
            if not chain:
                yield f"4.13: a time in care without a {words}"
                continue
            if chain[0]["started_on"] != period["started_on"] or chain[-1]["ended_on"] != period["ended_on"]:
                yield f"4.13: the {words} does not begin or end with the time in care"
            for one, other in pairwise(chain):
                if one["ended_on"] != other["started_on"]:
                    yield f"355, 501: a gap or overlap of {words}"
            if any(row["ended_on"] == row["started_on"] for row in chain):
                yield f"pitfall 14: a {words} that begins and ends on one day"


def _of_care(store: Store) -> Iterator[str]:
    for period in of_kind(store, "looked_after"):
        if period["started_on"] >= birthday(store.born_on, 18):
            yield "352: care begins at 18"
        inside = [row for row in store.care_reviews if row["period_id"] == period["id"]]
        if [row for row in inside if not period["started_on"] <= row["held_on"] <= last(period)]:
            yield "4.13: a review outside its time in care"
        fourth = birthday(store.born_on, 4)
        if [row for row in inside if (row["participation"] == "PN0") != (row["held_on"] < fourth)]:
            yield "440, 441: the answer does not fit the age"


def _placed(store: Store) -> Iterator[str]:
    for period in of_kind(store, "looked_after"):
        mine = sorted(
            (row for row in store.placements if row["period_id"] == period["id"]),
            key=lambda row: row["started_on"],
        )
        away = [row["kind"].startswith("T") for row in mine]
        if [one for one, other in zip(away, mine[1:], strict=False) if one and other["resumes_id"] is None]:
            yield "383, pitfall 15: a temporary placement does not go back"
        if period["ended_on"] and away and away[-1]:
            yield "381, pitfall 15: care ends in a temporary placement"
        on = {row["started_on"]: row["code"] for row in store.statuses if row["period_id"] == period["id"]}
        then = [on[max(day for day in on if day <= row["started_on"])] for row in mine]
        if ("P1", "V2") in [(row["kind"], status) for row, status in zip(mine, then, strict=True)]:
            yield "378: with a parent under section 20"


def _clocks(store: Store) -> Iterator[str]:
    ended = {row["id"]: row for row in store.standings if row["ended_on"]}
    running = [row for row in store.clocks if row["met_on"] is None and row["dropped_on"] is None]
    if [row for row in running if row["standing_id"] in ended]:
        yield "section 1: a clock runs on after what it belongs to has ended"
    for code, about in ((row["code"], row["about"]) for row in running):
        if len([row for row in running if (row["code"], row["about"]) == (code, about)]) > 1:
            yield "section 1: one clock runs twice"
    if len([row for row in running if row["code"].startswith("care_review")]) > 1:
        yield "4.13: two reviews of one child in care are due at once"
    open_plan = [row for row in of_kind(store, "protection") if row["ended_on"] is None]
    due = {row["code"] for row in running}
    if open_plan and not due & {"protection_first_review", "protection_review"}:
        yield "4.10: a plan and no review that is due"
    in_care = [row for row in of_kind(store, "looked_after") if row["ended_on"] is None]
    if in_care and not [code for code in due if code.startswith("care_review")]:
        yield "4.13: looked after and no review that is due"


HELD_BY_THE_STORE = (
    _episodes, _needs_a_case, _never_together, _in_need_or_care, _after_closure, _chains,
)  # fmt: skip
EVERY = (
    *HELD_BY_THE_STORE, _one_at_a_time, _undecided_at_closure, _reasons, _enquiries, _conferences, _plans,
    _core_groups, _in_need, _of_care, _placed, _clocks,
)  # fmt: skip
