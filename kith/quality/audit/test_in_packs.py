"""The inspection pack has the case audits of its day: with the children for who may see names, else without."""

from datetime import timedelta

import pytest

from kith.access.guarded import EVERY_ROW
from kith.performance import choices
from kith.performance.inspection import queries
from kith.performance.packs.queries import Scope
from kith.performance.tree import tree
from kith.quality.audit import actions
from kith.quality.audit.test_auditing import whole
from kith.quality.conftest import TODAY
from tests import make

pytestmark = pytest.mark.django_db


def pack_of(worker, on=TODAY):
    known = tree()
    chosen = choices.read({"on": on.isoformat()}, known, TODAY)
    return queries.pack(Scope(worker, chosen.place, chosen.on, known), chosen)


def audits_of(pack):
    """The heads and rows of the case audits, and how many the contents say there are."""
    table = next(part for part in pack.parts if part.title == "Case audits").tables[0]
    contents = {row[0]: row[1] for row in pack.parts[0].tables[0].rows}
    return list(table.heads), [list(row) for row in table.rows], contents["Case audits"]


@pytest.fixture
def finished(audits):
    """An audit that one reader alone reads, finished."""
    one = next(one for one in audits if not one.second_readings.unguarded(EVERY_ROW).exists())
    return actions.finish(one.auditor, one, given=whole(one, "good", themes="drift,copy_late"), on=TODAY)


def test_a_pack_lists_the_audits_of_its_day_with_their_children(finished, service):
    heads, rows, number = audits_of(pack_of(service["head"]))

    told = dict(zip(heads, rows[0], strict=True))
    assert (len(rows), number) == (1, 1)
    assert told["Child"] == finished.person.name
    assert (told["Month"], told["Team"], told["Overall grade"]) == (
        "October 2026",
        finished.team.name,
        "Good",
    )
    assert told["Themes"] == "Family's copy late or hard to read, Drift: nothing changed for months"
    assert finished.person_id in pack_of(service["head"]).people


def test_a_pack_without_names_has_month_team_grade_and_themes_and_no_child(finished, service):
    analyst = make.worker(role="analyst", team=service["teams"]["North"])
    pack = pack_of(analyst)

    heads, rows, number = audits_of(pack)

    assert heads == ["Team", "Month", "Overall grade", "Themes"]
    assert [row[:3] for row in rows] == [[finished.team.name, "October 2026", "Good"]]
    assert number == 1
    assert pack.people == ()
    assert finished.person.name not in str(pack)


def test_what_was_finished_later_is_in_no_pack_of_a_day_before(finished, service):
    assert audits_of(pack_of(service["head"], TODAY - timedelta(days=1)))[1:] == ([], 0)


def test_a_restricted_child_is_counted_and_not_named(finished, service):
    make.restricted(finished.person)
    manager = make.worker(role="team_manager", team=service["teams"]["North"])

    heads, rows, number = audits_of(pack_of(manager))

    assert (dict(zip(heads, rows[0], strict=True))["Child"], number) == ("A child not identified", 1)
