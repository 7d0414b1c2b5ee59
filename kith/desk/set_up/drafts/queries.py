"""Drafts and publications as the pages of Set-up show them."""

from datetime import date
from typing import Any

from kith.access import filed, practice
from kith.access.editions import queries as editions
from kith.access.models import PracticeDraft, PracticePublication, Team
from kith.desk.set_up import rules as showing
from kith.desk.set_up.drafts.rules import beyond
from kith.practice.burden import burden
from kith.practice.comparing import compare

MOST = 40


def drafts() -> list[PracticeDraft]:
    """Drafts that are still written in, the latest first."""
    rows = PracticeDraft.objects.filter(edition__isnull=True, put_away_at__isnull=True).select_related("by")
    return list(rows.order_by("-pk")[:MOST])


def published() -> tuple[list[PracticePublication], list[PracticePublication]]:
    """What holds now, for everybody first, and what held before, the latest first."""
    rows = PracticePublication.objects.select_related("edition", "team", "by", "ended_by").order_by("-pk")
    now = [row for row in rows if row.ended_on is None]
    return sorted(now, key=lambda row: row.team is not None), [row for row in rows if row.ended_on][:MOST]


def publication_of(number: int) -> PracticePublication | None:
    """One publication with its edition and team."""
    return PracticePublication.objects.select_related("edition", "team").filter(pk=number).first()


def teams(on: date) -> list[Team]:
    """The teams that work on a day, by name."""
    rows = Team.objects.filter(kind="team", started_on__lte=on).exclude(ended_on__lte=on)
    return list(rows.order_by("name"))


def unreadable() -> list[int]:
    """Editions in force that this program can no longer read: the files hold in their place."""
    rows = PracticePublication.objects.filter(ended_on__isnull=True).select_related("edition")
    return sorted({row.edition_id for row in rows if practice.known(row.edition.code) is None})


def judged(draft: PracticeDraft, today: date) -> dict[str, Any]:
    """What a draft would change, what it would cost, and everything that stands against publishing it."""
    held = editions.practice_of(draft)
    costs = burden(held, filed.authority().hands, today) if held else None
    return {
        "held": held,
        "groups": showing.grouped(compare(editions.before(draft), held)) if held else [],
        "obstacles": editions.obstacles(draft, today) if draft.is_open else [],
        "beyond": beyond(costs) if costs else [],
        "changed": editions.own_changes(draft),
        "overtaken": draft.is_open and editions.edition_for_all(draft.pack, today) != draft.after_id,
    }
