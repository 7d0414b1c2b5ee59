from datetime import date, timedelta

import pytest

from kith.access.guarded import EVERY_ROW
from kith.core import Refused, clock
from kith.people.models import Conflict
from kith.work.allocation.actions import allocate, end_involvement
from kith.work.handovers import actions, queries, rules
from kith.work.models import Allocation, Notice, Step, Transfer
from tests import make

TODAY = date(2026, 10, 14)
MUSTS = {"family_told": "The family was told", "summary": "The summary is written", "meeting": "They meet"}


def asking(**facts):
    known = {
        "is_held_by_them": True,
        "is_offered": False,
        "same_worker": False,
        "name": "Tia",
        "holder": "Amina",
    }
    return rules.obstacle_to_asking(**{**known, **facts})


def test_a_child_is_handed_over_once_by_the_worker_who_holds_it():
    assert asking() is None
    assert asking(is_held_by_them=False) == "Tia is not with Amina any more. Look again."
    assert asking(is_offered=True) == "Tia is being handed over already."
    assert "Choose somebody else" in asking(same_worker=True)


def test_what_kith_sees_by_itself_is_not_ticked():
    by_itself = {"summary": False, "meeting": True}
    assert rules.missing(["family_told", "summary"], MUSTS, by_itself) == ["The summary is written"]
    assert rules.missing([], MUSTS, {"summary": True, "meeting": True}) == ["The family was told"]
    assert rules.missing(["family_told"], MUSTS, {"summary": True, "meeting": True}) == []


def test_only_the_worker_who_was_asked_accepts_and_only_when_all_is_done():
    def accepting(left=(), **facts):
        return rules.obstacle_to_accepting(
            left, **{"is_open": True, "is_taker": True, "taker": "Ben", **facts}
        )

    assert accepting() is None
    assert accepting(["A", "B"]) == "Not yet: A; B."
    assert "Only Ben" in accepting(is_taker=False)
    assert accepting(is_open=False) == rules.ANSWERED


def test_declining_and_deciding_need_words():
    facts = {"is_open": True, "is_taker": True, "taker": "Ben"}
    assert "Say why" in rules.obstacle_to_declining(" ", **facts)
    assert rules.obstacle_to_declining("No room", **facts) is None
    assert "cannot wait" in rules.obstacle_to_deciding("", is_open=True)
    assert rules.obstacle_to_deciding("Amina is ill", is_open=True) is None
    assert rules.obstacle_to_deciding("Amina is ill", is_open=False) == rules.ANSWERED


def test_a_meeting_has_a_day_and_somebody():
    day = TODAY + timedelta(days=3)
    assert rules.obstacle_to_meeting(None, "", today=TODAY) is None
    assert rules.obstacle_to_meeting(day, "Amina and Ben", today=TODAY) is None
    assert rules.obstacle_to_meeting(day, " ", today=TODAY)[0] == "meets_with"
    assert rules.obstacle_to_meeting(None, "Amina", today=TODAY)[0] == "meets_on"
    assert "Look at the year" in rules.obstacle_to_meeting(date(2062, 1, 1), "Amina", today=TODAY)[1]


@pytest.fixture
def north(db, monkeypatch):
    monkeypatch.setenv("KITH_TODAY", TODAY.isoformat())
    return make.team("North")


@pytest.fixture
def colin(north):
    return make.worker("Colin Burge", role="team_manager", team=north)


@pytest.fixture
def amina(north):
    return make.worker("Amina Rahman", team=north)


@pytest.fixture
def ben(north):
    return make.worker("Ben Okoye", team=north)


@pytest.fixture
def family(north, amina):
    return [make.involvement(make.child(), north, amina, started_on=date(2026, 9, 1)) for _ in range(2)]


@pytest.fixture
def asked(colin, amina, ben, family, north):
    return ask(colin, family, north, amina, ben)


def ask(colin, family, north, amina, ben, **facts) -> Transfer:
    words = {"reason": "Amina goes to the new team in May", **facts}
    numbers = [one.pk for one in family]
    together = actions.ask(colin, numbers, team=north, holder=amina, taker=ben, **words)
    return Transfer.objects.seen_by(colin).filter(together=together).order_by("pk").first()


def holders(family) -> set[str]:
    rows = Allocation.objects.unguarded(EVERY_ROW).filter(involvement__in=family, ended_on=None)
    return set(rows.values_list("worker__name", flat=True))


def told(worker) -> list[str]:
    return list(Notice.objects.filter(worker=worker).order_by("pk").values_list("words", flat=True))


def finish_summary(transfer) -> None:
    Step.objects.unguarded(EVERY_ROW).filter(pk=transfer.summary_id).update(
        state="completed", completed_on=TODAY, completed_at=make.moment(TODAY)
    )
    transfer.summary.refresh_from_db()


def test_a_family_stays_with_its_worker_until_the_colleague_has_accepted(asked, family, colin, amina, ben):
    assert holders(family) == {"Amina Rahman"}
    assert (asked.summary.kind, asked.summary.worker) == ("transfer_summary", amina)
    with pytest.raises(
        Refused, match=r"Not yet: .*were told.*; The summary is written; It is said who meets"
    ):
        actions.accept(ben, asked)
    with pytest.raises(Refused, match="Only Ben Okoye can answer"):
        actions.accept(amina, asked)

    actions.prepare(
        amina,
        asked,
        checks=["family_told", "summary", "nonsense"],
        meets_on=TODAY,
        meets_with="Amina and Ben",
    )
    finish_summary(asked)
    assert actions.accept(ben, asked) == 2

    assert holders(family) == {"Ben Okoye"}
    rows = Transfer.objects.unguarded(EVERY_ROW).values_list(
        "decision", "decided_on", "decided_by", "meets_with"
    )
    assert set(rows) == {("accepted", TODAY, ben.pk, "Amina and Ben")}
    assert Transfer.objects.unguarded(EVERY_ROW).first().checks == ["family_told"]
    spells = Allocation.objects.unguarded(EVERY_ROW).filter(involvement=family[0]).order_by("pk")
    assert [(one.started_on, one.ended_on) for one in spells] == [(date(2026, 9, 1), TODAY), (TODAY, None)]
    assert spells[1].accepted_at is not None
    assert told(amina)[-1] == told(colin)[-1] == "Ben Okoye has taken over 2 children."
    assert not any("May" in words for worker in (amina, ben, colin) for words in told(worker))


def test_it_is_declined_with_words_that_no_notice_holds(asked, family, colin, ben):
    actions.decline(ben, asked, words="The core group is next week")

    assert holders(family) == {"Amina Rahman"}
    assert told(colin) == [
        "Ben Okoye has not taken over 2 children. Why is told on the record, under Involvement."
    ]
    with pytest.raises(Refused, match="answered or taken back"):
        actions.take_back(colin, asked)


def test_a_manager_decides_without_the_answer_with_a_reason(asked, family, colin, amina):
    with pytest.raises(Refused, match="cannot wait"):
        actions.decide(colin, asked, words=" ")
    actions.decide(colin, asked, words="Amina is away for weeks")

    assert holders(family) == {"Ben Okoye"}
    assert set(Transfer.objects.unguarded(EVERY_ROW).values_list("decision", "words", "decided_by")) == {
        ("decided", "Amina is away for weeks", colin.pk)
    }
    asked.summary.refresh_from_db()
    assert asked.summary.state == "cancelled"
    assert told(amina)[-1] == "Colin Burge has given 2 children of yours to somebody else."


def test_what_cannot_wait_is_one_act_and_opens_no_summary(colin, family, north, amina, ben):
    ask(colin, family, north, amina, ben, reason="Amina is ill", at_once=True)

    assert holders(family) == {"Ben Okoye"}
    assert not Step.objects.unguarded(EVERY_ROW).exists()
    assert told(ben) == [
        "2 children have been allocated to you by Colin Burge. There is a note: see New to you in My work."
    ]


def test_who_may_not_know_of_a_child_is_not_asked_and_nothing_is_given_away(colin, family, north, amina, ben):
    Conflict.objects.create(
        worker=ben, person=family[0].person, words="aunt", by=make.system(), started_at=clock.now()
    )

    with pytest.raises(Refused) as refused:
        ask(colin, family, north, amina, ben)

    assert str(refused.value) == "Ben Okoye cannot be given 1 of these 2 children. Choose somebody else."
    assert not Transfer.objects.unguarded(EVERY_ROW).exists()
    assert not told(ben)


@pytest.mark.usefixtures("asked")
def test_what_cannot_be_asked_is_refused(colin, family, north, amina, ben):
    for words, change in (
        ("being handed over already", {}),
        ("Say why", {"reason": " "}),
        ("Say who meets", {"meets_on": TODAY}),
    ):
        with pytest.raises(Refused, match=words):
            ask(colin, family, north, amina, ben, **change)
    other = make.involvement(make.child("Zoe"), north, amina)
    with pytest.raises(Refused, match="is not with Ben Okoye any more"):
        ask(colin, [other], north, ben, amina)
    with pytest.raises(Refused, match="holds the children already"):
        ask(colin, [other], north, amina, amina)
    with pytest.raises(Refused, match="Choose a worker of this team"):
        ask(colin, [other], north, amina, make.worker(team=make.team("South")))
    with pytest.raises(Refused, match="Tick at least one family"):
        ask(colin, [], north, amina, ben)


def test_a_child_given_or_closed_another_way_is_on_the_way_to_nobody(asked, colin, family, north, ben):
    allocate(colin, family[0], worker=make.worker(team=north), team=north, on=TODAY)
    end_involvement(colin, family[1], ended_on=TODAY, reason="RC7")

    rows = Transfer.objects.unguarded(EVERY_ROW).order_by("pk").values_list("decision", "words")
    assert list(rows) == [
        ("withdrawn", "The child went to a worker another way."),
        ("withdrawn", "The case was closed."),
    ]
    with pytest.raises(Refused, match="answered or taken back"):
        actions.accept(ben, asked)


@pytest.mark.usefixtures("asked")
def test_a_leaver_takes_nobody_over(colin, family, north, ben):
    assert actions.end_for_leaver(colin, ben, team=north) == 2
    assert set(Transfer.objects.unguarded(EVERY_ROW).values_list("decision", flat=True)) == {"withdrawn"}


@pytest.mark.usefixtures("asked")
def test_both_workers_and_the_team_see_what_waits_in_two_questions(
    colin, amina, ben, north, django_assert_num_queries
):
    later = TODAY + timedelta(days=7)
    assert [len(one.children) for one in queries.of_team(colin, north.pk, later)] == [2]
    assert queries.mine(colin, later) == []
    with django_assert_num_queries(2):
        (found,) = queries.mine(ben, later)
    assert (found.days, found.is_long, len(found.children)) == (5, True, 2)
    assert [one.number for one in queries.mine(amina, later)] == [found.number]
    assert queries.answered_in_team(colin, north.pk, later) == []
