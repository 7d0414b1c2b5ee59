"""The code lists of court work, as the practice of a day has them."""

from datetime import date

from kith.access import practice
from kith.core import Refused

STAGES = {"pre_proceedings": "Pre-proceedings", "proceedings": "Proceedings"}


def choices(name: str, day: date) -> list[tuple[str, str]]:
    """(code, words) of a list as they may be chosen on a day."""
    return practice.current().lists[name].choices(day)


def words(name: str, code: str) -> str:
    """The words of a code, whenever it was used."""
    return practice.current().lists[name].label(code)


def group(name: str, code: str) -> str:
    """The group that a code stands in; nothing for one that is not listed."""
    return next((one.group for one in practice.current().lists[name].codes if one.code == code), "")


def known(name: str, code: str, day: date, field: str, missing: str) -> str:
    """The code itself. Raises ``Refused`` with ``missing`` where the list does not have it on that day."""
    if not practice.current().lists[name].has(code, day):
        raise Refused(missing, field=field)
    return code


def check_stage(stage: str, day: date, field: str) -> None:
    """Raises ``Refused`` for what there was not yet on a day: pre-proceedings came with the Public Law Outline."""
    listed = practice.current().lists["court_stage"]
    if not listed.has(stage, day):
        since = next((one.since for one in listed.codes if one.code == stage and one.since), None)
        began = f" They began on {since.day} {since:%B %Y}." if since else ""
        raise Refused(f"There were no {STAGES[stage].lower()} on that day.{began}", field=field)
