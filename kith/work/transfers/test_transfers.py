from datetime import date

import pytest

from kith.access.guarded import EVERY_ROW
from kith.core import Refused
from kith.work.allocation.actions import allocate, end_involvement
from kith.work.models import Allocation, Notice, Step, Transfer
from kith.work.transfers import actions, rules
from tests import make

TODAY = date(2026, 10, 14)
MUSTS = {"family_told": "The family was told", "summary": "The summary is written"}


def offering(**facts):
    known = {
        "is_held_here": True, "is_offered": False, "same_team": False, "team_is_open": True,
        "somebody_can_accept": True, "name": "Tia", "team": "South",
    }  # fmt: skip
    return rules.obstacle_to_offering(**{**known, **facts})


def test_a_child_is_offered_once_to_another_team_that_can_accept():
    assert offering() is None
    assert "hands them to another worker" in offering(same_team=True)
    assert offering(team_is_open=False) == "That team no longer exists."
    assert "has no manager" in offering(somebody_can_accept=False)
    assert "not open in your team any more" in offering(is_held_here=False)
    assert offering(is_offered=True) == "Tia is being transferred already."


def test_nothing_is_accepted_before_what_must_be_done():
    assert rules.missing([], MUSTS, is_summary_done=False) == list(MUSTS.values())
    assert rules.missing(["family_told", "summary"], MUSTS, is_summary_done=False) == [
        "The summary is written"
    ]
    assert rules.missing(["family_told"], MUSTS, is_summary_done=True) == []
    assert rules.obstacle_to_accepting(["A", "B"], is_open=True, closed=[]) == "Not yet: A; B."
    assert "answered or taken back" in rules.obstacle_to_accepting([], is_open=False, closed=[])
    assert "Tia and Kofi are" in rules.obstacle_to_accepting([], is_open=True, closed=["Tia", "Kofi"])


def test_declining_needs_words():
    assert "Say why" in rules.obstacle_to_declining("  ", is_open=True)
    assert rules.obstacle_to_declining("No room", is_open=True) is None


@pytest.fixture
def north(db, monkeypatch):
    monkeypatch.setenv("KITH_TODAY", TODAY.isoformat())
    return make.team("North")


@pytest.fixture
def south(north):
    return make.team("South")


@pytest.fixture
def colin(north):
    return make.worker("Colin Burge", role="team_manager", team=north)


@pytest.fixture
def martin(south):
    return make.worker("Martin Sole", role="team_manager", team=south)


@pytest.fixture
def amina(north):
    return make.worker("Amina Rahman", team=north)


@pytest.fixture
def family(north, amina):
    return [make.involvement(make.child(), north, amina, started_on=date(2026, 9, 1)) for _ in range(2)]


def offered(colin, family, north, south) -> Transfer:
    together = actions.offer(
        colin, [one.pk for one in family], from_team=north, to_team=south, reason="They moved to Alder Walk"
    )
    return Transfer.objects.seen_by(colin).filter(together=together).order_by("pk").first()


def holders(family):
    rows = Allocation.objects.unguarded(EVERY_ROW).filter(involvement__in=family, ended_on=None)
    return set(rows.values_list("team__name", "worker__name"))


def finish(transfer):
    Step.objects.unguarded(EVERY_ROW).filter(pk=transfer.summary_id).update(
        state="completed", completed_on=TODAY, completed_at=make.moment(TODAY)
    )
    transfer.summary.refresh_from_db()


def test_children_stay_where_they_are_until_they_are_accepted(colin, martin, family, north, south):
    transfer = offered(colin, family, north, south)

    assert holders(family) == {("North", "Amina Rahman")}
    assert transfer.summary.kind == "transfer_summary"
    assert Notice.objects.get(worker=martin).words == "North offers 2 children to South."
    with pytest.raises(Refused, match="Not yet: The child and the parents were told"):
        actions.accept(martin, transfer)

    actions.tick(colin, transfer, checks=["family_told", "nonsense"])
    transfer.refresh_from_db()
    finish(transfer)
    assert actions.accept(martin, transfer) == 2

    assert holders(family) == {("South", None)}
    assert transfer.checks == ["family_told"]
    rows = Transfer.objects.unguarded(EVERY_ROW).values_list("decision", "asked_on", "decided_on")
    assert set(rows) == {("accepted", TODAY, TODAY)}
    with pytest.raises(Refused, match="answered or taken back"):
        actions.decline(martin, transfer, words="Too late")


def test_a_declined_offer_tells_why_and_changes_nothing(colin, martin, family, north, south):
    transfer = offered(colin, family, north, south)

    actions.decline(martin, transfer, words="The core group is next week")

    assert holders(family) == {("North", "Amina Rahman")}
    told = Notice.objects.get(worker=colin)
    assert told.words == "South has declined 2 children. Why is told on the record, under Involvement."
    assert told.person_id == transfer.involvement.person_id
    assert offered(colin, family, north, south).pk


@pytest.mark.usefixtures("martin")
def test_offered_twice_elsewhere_or_to_nobody_is_refused(colin, family, north, south, amina):
    offered(colin, family, north, south)
    with pytest.raises(Refused, match="being transferred already"):
        offered(colin, family, north, south)
    with pytest.raises(Refused, match="has no manager"):
        offered(colin, family, north, make.team("Nowhere"))
    with pytest.raises(Refused, match="at least one child"):
        actions.offer(colin, [], from_team=north, to_team=south, reason="x")
    with pytest.raises(Refused, match="Say why"):
        actions.offer(colin, [family[0].pk], from_team=north, to_team=south, reason=" ")
    held = make.involvement(make.restricted(), north, amina)
    with pytest.raises(Refused, match="Look again"):
        actions.offer(colin, [held.pk], from_team=north, to_team=south, reason="x")


@pytest.mark.usefixtures("martin")
def test_a_child_closed_or_moved_meanwhile_is_on_the_way_to_nobody(colin, family, north, south):
    transfer = offered(colin, family, north, south)

    end_involvement(colin, family[0], ended_on=TODAY, reason="RC7")
    allocate(colin, family[1], worker=None, team=make.team("East"), on=TODAY)

    rows = Transfer.objects.unguarded(EVERY_ROW).order_by("pk").values_list("decision", "words")
    assert list(rows) == [
        ("withdrawn", "The case was closed."),
        ("withdrawn", "The child went to a team another way."),
    ]
    with pytest.raises(Refused, match="answered or taken back"):
        actions.take_back(colin, transfer)


@pytest.mark.usefixtures("martin")
def test_within_the_team_a_child_in_transfer_may_change_its_worker(colin, family, north, south):
    offered(colin, family, north, south)
    allocate(colin, family[0], worker=make.worker("Ben Okoye", team=north), team=north, on=TODAY)
    assert Transfer.objects.unguarded(EVERY_ROW).filter(decision="").count() == 2
