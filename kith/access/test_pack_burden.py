"""`manage.py pack burden`: what it prints, as words and as JSON, and that it fails beyond a budget."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kith.access import practice
from kith.practice import load
from kith.practice.test_small_packs import lay_out, write

TIGHT = """
[[budget]]
what   = "shown_questions"
most   = 2
source = "Us"
"""
ALLOWED = """
[[exception]]
what   = "shown_questions"
of     = "contact"
most   = 3
reason = "A pilot"
who    = "P. Solanki, system lead"
since  = 2026-01-01
until  = 2026-12-31
"""


def told(*options):
    out = StringIO()
    call_command("pack", "burden", *options, stdout=out)
    return out.getvalue()


def small(monkeypatch, folder, rules):
    write(lay_out(folder), "local/burden.toml", rules)
    monkeypatch.setattr(practice, "authority", lambda: load(folder))


def test_every_pack_is_counted_in_words():
    words = told()

    assert (
        "Child and family assessment: shown 24 of 30" in words
        or "Child and family assessment: shown" in words
    )
    assert (
        "asked again: What is a day in this child's life like? (Core assessment, after Initial assessment)"
        in words
    )
    assert "prose are left out" in words


def test_as_json_it_can_be_read_by_others():
    packs = {one["pack"]: one for one in json.loads(told("--json"))}

    assert set(packs) == {"wt2010", "westmere2011", "wt2023", "westmere"}
    assert packs["westmere"]["beyond"] == []
    assert packs["westmere2011"]["day"] == "2013-04-14"
    assert packs["westmere"]["cases"][0]["verdict"] == "within"


def test_beyond_a_budget_it_fails_and_says_which_form(tmp_path, monkeypatch):
    small(monkeypatch, tmp_path, TIGHT)

    with pytest.raises(
        CommandError, match=r"local: Contact: 3 questions shown by default; the budget is 2 \(Us\)."
    ):
        told()


def test_a_named_exception_holds_until_its_last_day(tmp_path, monkeypatch):
    small(monkeypatch, tmp_path, TIGHT + ALLOWED)

    assert "3 of 2, allowed until 2026-12-31" in told("--on=2026-12-31")
    with pytest.raises(CommandError, match="Contact: 3 questions"):
        told("--on=2027-01-01")


def test_a_day_that_is_none_is_told():
    with pytest.raises(CommandError, match="is not a day"):
        told("--on=31.12.2026")
