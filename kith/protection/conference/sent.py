"""What the forms of a conference send, read in one place."""

from collections.abc import Collection, Mapping
from typing import Any

from django.http import QueryDict

from kith.core import Refused
from kith.protection.conference import rules
from kith.work import typed
from kith.work.visits.sent import number, text

NEW_ROWS = range(1, 5)  # empty lines for people nobody knows of yet


def line(posted: QueryDict, name: str) -> str:
    """A line of words, with single spaces."""
    return " ".join(text(posted, name).split())


def set_up(posted: QueryDict, people: Collection[int], offered: Mapping[str, rules.Guest]) -> rules.SetUp:
    """The conference as the page sends it. ``people``: children that may be in it; ``offered``: guests by key."""
    ticked = set(posted.getlist("people"))
    due = posted.get("report_due_on", "").strip()
    due_on = typed.day(due) if due else None
    if due and due_on is None:
        raise Refused("Enter the day like 21/4/2026, or leave it empty.", "report_due_on")
    return rules.SetUp(
        kind=posted.get("kind", ""),
        people=[one for one in people if str(one) in ticked],
        on=typed.day(posted.get("on", "")),
        at=typed.time_of_day(posted.get("at", "")),
        place=line(posted, "place"),
        chair=number(posted.get("chair", "")),
        told_on=typed.day(posted.get("told_on", "")),
        guests=guests(posted, offered),
        report_due_on=due_on,
    )


def guests(posted: QueryDict, offered: Mapping[str, rules.Guest]) -> list[rules.Guest]:
    """Those ticked, with the address typed beside them, and those written into the empty lines."""
    found = []
    for key in posted.getlist("invite"):
        if key in offered:
            one = offered[key]
            email = line(posted, f"email.{key}") if f"email.{key}" in posted else one.email
            found.append(rules.with_email(one, email))
    for row in NEW_ROWS:
        key = f"new{row}"
        name, agency = line(posted, f"name.{key}"), posted.get(f"agency.{key}", "")
        if name or line(posted, f"email.{key}"):
            found.append(
                rules.Guest(
                    key,
                    name,
                    agency,
                    line(posted, f"role.{key}")[:80],
                    line(posted, f"email.{key}"),
                    report=agency not in rules.NOT_OTHERS and bool(agency),
                )
            )
    return found


def replies(posted: QueryDict, invited: Collection[Any]) -> dict[int, rules.Replies]:
    """What came back from each of those invited, as the table sends it."""
    return {one.pk: _reply(posted, one) for one in invited if f"answer.{one.pk}" in posted}


def _reply(posted: QueryDict, one: Any) -> rules.Replies:
    days: dict[str, Any] = {}
    unread = []
    for name in ("report_due_on", "report_received_on", "report_shared_on"):
        field = f"{name}.{one.pk}"
        if field not in posted:
            days[name] = getattr(one, name)
            continue
        words = str(posted.get(field, "")).strip()
        days[name] = typed.day(words) if words else None
        if words and days[name] is None:
            unread.append(name)
    answer, attended = posted.get(f"answer.{one.pk}", ""), posted.get(f"attended.{one.pk}", one.attended)
    return rules.Replies(
        answer=answer if answer in rules.ANSWERS else "",
        attended=attended if attended in rules.ATTENDANCE else "",
        unread=tuple(unread),
        **days,
    )


def attended(posted: QueryDict, invited: Collection[Any]) -> dict[int, str]:
    """Who is there, of those invited."""
    said = {one.pk: posted.get(f"attended.{one.pk}", "") for one in invited}
    return {number: how for number, how in said.items() if how in rules.ATTENDANCE}


def decided(posted: QueryDict) -> rules.Decided:
    """What is decided for a child."""
    participation = posted.get("participation", "")
    return rules.Decided(
        decision=posted.get("decision", ""),
        category=posted.get("category", ""),
        why=text(posted, "why"),
        dissent=text(posted, "dissent"),
        participation=participation if participation in rules.PARTICIPATION else "",
    )
