"""What forms and sign-offs cost, in words and as plain values: for the command, the page and the reference."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from kith.practice.burden import Burden, CaseCost, FormCost, Weighed

LEFT_OUT = (
    "Minutes are those of the hands, by the keystroke-level model: "
    "reading, deciding and writing prose are left out."
)


def verdict(cost: Weighed) -> str:
    """'24 of 30', '32 of 30, allowed until 2027-03-31', '32 of 30: beyond its budget'."""
    if cost.budget is None:
        return f"{cost.found:g}, no budget"
    words = f"{cost.found:g} of {cost.budget.most}"
    if cost.verdict == "allowed" and cost.exemption:
        return f"{words}, allowed until {cost.exemption.until.isoformat()}"
    return f"{words}: beyond its budget" if cost.verdict == "beyond" else words


def plain(held: Burden) -> dict[str, Any]:
    """Everything counted, ready for JSON."""
    told: dict[str, Any] = _plain(asdict(held))
    for entry, form in zip(told["forms"], held.forms, strict=True):
        entry["verdict"] = form.shown.verdict
    for entry, case in zip(told["cases"], held.cases, strict=True):
        entry["verdict"] = case.sign_offs.verdict
    return told | {"beyond": held.beyond()}


def lines(held: Burden) -> Iterator[str]:
    """A pack in lines for the terminal."""
    yield f"{held.title} ({held.pack}), weighed on {held.day.isoformat()}"
    yield "  Forms"
    yield from (f"    {_form(one)}" for one in held.forms)
    yield "  A year of a routine case"
    for case in held.cases:
        yield f"    {_case(case)}"
        yield from (
            f"      asked again: {one.ask} ({one.form}, after {one.earlier_form})" for one in case.asked_again
        )


def _form(one: FormCost) -> str:
    return (
        f"{one.title}: shown {verdict(one.shown)}; {one.questions} in all, {one.required} needed to finish, "
        f"{one.statutory} by law, {one.filled} filled from the record, {one.asked_again} asked elsewhere already; "
        f"{one.minutes:.1f} minutes for one child"
    )


def _case(one: CaseCost) -> str:
    return (
        f"{one.title} ({one.children} children): sign-offs for each child {verdict(one.sign_offs)}; "
        f"{one.pieces:g} pieces of work, {one.shown:g} questions shown of {one.questions:g}, "
        f"{one.required:g} needed to finish, {one.statutory:g} by law, {len(one.asked_again)} asked again; "
        f"{one.minutes:.1f} minutes for the worker, {one.sign_off_minutes:.1f} for the manager"
    )


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
