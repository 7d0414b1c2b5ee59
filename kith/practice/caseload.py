"""What a caseload weighs: points for the work, what is added, and what a worker can carry, dated, from a pack."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from kith.practice.lists import Code, CodeList
from kith.practice.mistakes import Mistakes

LIST = "caseload_weight"
WORK, EXTRA, SHARE = "work", "extra", "share"
GROUPS = (WORK, EXTRA, SHARE)
BASE, CO_WORK, NEWLY_QUALIFIED = "involvement", "co_work", "newly_qualified"
MOST = Decimal(100)


@dataclass(frozen=True, slots=True)
class Weights:
    """The points of a day. ``work`` and ``extra`` add to a child's weight; ``share`` lessens a worker's guideline."""

    work: Mapping[str, Decimal] = field(default_factory=dict)
    extra: Mapping[str, Decimal] = field(default_factory=dict)
    share: Mapping[str, Decimal] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    source: str = ""


def weights_on(listed: CodeList | None, day: date) -> Weights:
    """The weights that hold on a day; none at all where the packs have no such list."""
    if listed is None:
        return Weights()
    codes = listed.on(day)
    points = {group: {c.code: Decimal(c.note) for c in codes if c.group == group} for group in GROUPS}
    labels = {code.code: code.label for code in codes}
    return Weights(points[WORK], points[EXTRA], points[SHARE], labels, listed.source)


def check_weights(lists: Mapping[str, CodeList], mistakes: Mistakes) -> None:
    """Note every weight that is no number, lies beyond reason or belongs nowhere."""
    listed = lists.get(LIST)
    if listed is None:
        return
    file = f"lists/{LIST}.toml"
    for code in listed.codes:
        _check(code, file, mistakes)
    if not any(code.code == BASE and code.group == WORK for code in listed.codes):
        mistakes.add(
            file, f"code {BASE}", "Every open case weighs something, and this is missing.", "Add it."
        )


def _check(code: Code, file: str, mistakes: Mistakes) -> None:
    entry = f"code {code.code}"
    if code.group not in GROUPS:
        mistakes.unknown(file, f"{entry}.group", "group", code.group, GROUPS)
        return
    most = Decimal(1) if code.group == SHARE else MOST
    points = _number(code.note)
    if points is None or not 0 <= points <= most or (code.group == SHARE and not points):
        kind = "a share above 0, at most 1" if code.group == SHARE else f"points from 0 to {most}"
        mistakes.add(
            file, f"{entry}.note", f'"{code.note}" is no such number.', f'Write {kind}, such as "0.5".'
        )


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
