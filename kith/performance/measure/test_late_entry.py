"""What somebody is told who writes something down after the figures of its time were published."""

from datetime import date

import pytest

from kith.core import clock
from kith.performance.measure.queries import published_over
from kith.performance.models import Publication
from kith.work.late import told
from tests import make

TODAY = date(2026, 10, 14)
JANUARY, APRIL = date(2026, 1, 1), date(2026, 4, 1)


def published(kind, starts_on, ends_on, label):
    return Publication.objects.create(
        code="x", title="X", definition="1", read_on=starts_on, period_kind=kind, period_label=label,
        starts_on=starts_on, ends_on=ends_on, part=1, unit="", published_at=clock.now(), by=make.worker(),
    )  # fmt: skip


@pytest.mark.django_db
def test_a_late_entry_says_which_published_figures_it_comes_too_late_for(monkeypatch):
    monkeypatch.setenv("KITH_TODAY", "2026-10-14")
    published("quarter", JANUARY, APRIL, "January to March 2026")

    assert told(date(2026, 3, 31), TODAY) == (
        "Written down 197 days after it happened; both days are kept. Figures for January to March 2026 were "
        "published on 14 Oct 2026: they stay as they were, and their page tells what came in since."
    )
    assert told(APRIL, TODAY) == "Written down 196 days after it happened; both days are kept."
    assert told(date(2026, 10, 7), TODAY) == ""


@pytest.mark.django_db
def test_a_state_on_a_day_counts_what_had_happened_by_then():
    published("day", APRIL, date(2026, 4, 2), "1 April 2026")

    assert published_over(date(2025, 12, 1)) is not None
    assert published_over(APRIL) is not None
    assert published_over(date(2026, 4, 2)) is None
