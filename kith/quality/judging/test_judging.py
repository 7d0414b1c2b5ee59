from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from kith.care.models import CareReview
from kith.core import Refused, clock
from kith.protection.models import Conference, ConferenceChild
from kith.quality.judging import actions, queries
from kith.quality.models import ReportNote
from kith.work.models import Notice
from tests import make
from tests.caring import in_care
from tests.cast import amina, browser, colin, north

__all__ = ["amina", "browser", "colin", "north"]
pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)
HELD = date(2026, 9, 21)
YES = {"in_time": "yes", "child": "yes", "analysis": "yes", "plan": "yes"}


@pytest.fixture
def grace(north):
    return make.worker("Grace Adeyemi", role="conference_chair", team=make.team("Chairs"))


@pytest.fixture
def child(amina, north):
    one = make.child("Tia", "Marlowe")
    make.involvement(one, north, amina, started_on=date(2026, 1, 5))
    return one


def chaired(chair, child, north, on=HELD):
    known = {"by": chair, "recorded_at": clock.now()}
    made = Conference.objects.create(
        kind="review", team=north, chair=chair, planned_at=make.moment(on), place="Town hall", held_on=on,
        held_recorded_at=clock.now(), **known,
    )  # fmt: skip
    case = child.involvements.unguarded("a rule needs every row, and shows none").get()
    ConferenceChild.objects.create(conference=made, person=child, involvement=case, kind="review", held_on=on)
    return made


def finished(kind, child, worker, on):
    return make.step(
        kind, [child], worker=worker, state="completed", completed_on=on, started_on=date(2026, 6, 1)
    )


@pytest.fixture
def report(grace, child, north, amina):
    """The second of two reports of a child whose conference Grace chaired."""
    chaired(grace, child, north)
    finished("conference_report", child, amina, date(2026, 7, 1))
    return finished("conference_report", child, amina, date(2026, 9, 17))


def test_the_latest_of_each_kind_before_a_conference_waits_to_be_judged(report, grace, child, amina):
    assessment = finished("single_assessment", child, amina, date(2026, 8, 3))
    finished("conference_report", child, amina, date(2026, 9, 22))  # after it
    finished("strategy_discussion", child, amina, date(2026, 9, 1))  # not judged

    assert {(one.step.pk, one.held_on) for one in queries.to_judge(grace, TODAY)} == {
        (report.pk, HELD), (assessment.pk, HELD),
    }  # fmt: skip
    assert queries.to_judge(amina, TODAY) == []


def test_a_reviewing_officer_judges_what_was_before_a_review(grace, child, amina):
    plan = finished("care_plan", child, amina, date(2026, 9, 10))
    period = in_care(child, date(2026, 6, 1), amina)
    CareReview.objects.create(
        period=period,
        held_on=date(2026, 9, 28),
        participation="PN1",
        chair=grace,
        by=grace,
        recorded_at=clock.now(),
    )

    assert [(one.step.pk, one.occasion) for one in queries.to_judge(grace, TODAY)] == [(plan.pk, "review")]


def test_judging_keeps_the_team_tells_the_worker_and_ends_the_waiting(report, grace, amina, north, browser):
    chair = browser(grace)
    assert "mark-analysis" in chair.page("report_judge", report).content.decode()
    sent = {f"mark-{code}": mark for code, mark in (YES | {"analysis": "no"}).items()}
    assert chair.send("report_judge", report, **sent).status_code == 422
    chair.send("report_judge", report, **sent, words="Tells much and explains little.")

    note = ReportNote.objects.seen_by(grace).get()
    assert (note.team, note.held_on, note.not_met) == (north, HELD, ["analysis"])
    assert Notice.objects.get(worker=amina, kind="judged").step == report
    assert queries.to_judge(grace, TODAY) == []
    assert "What you said" in chair.page("report_judge", report).content.decode()


def test_sending_it_a_second_time_says_that_it_is_judged_and_loses_no_word(report, grace, browser):
    chair = browser(grace)
    sent = {f"mark-{code}": mark for code, mark in YES.items()}
    chair.send("report_judge", report, **sent, words="Clear and short.")

    answer = chair.send("report_judge", report, **sent, words="Clear, short and late in the day.")

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "You had judged it already." in text
    assert "Clear and short." in text
    assert "Clear, short and late in the day." in text  # to be copied
    assert f'href="{reverse("step", args=[report.pk])}"' in text
    assert ReportNote.objects.seen_by(grace).get().words == "Clear and short."
    assert Notice.objects.filter(kind="judged").count() == 1
    with pytest.raises(actions.Judged, match="judged already"):
        actions.judge(grace, report, marks=YES, words="")


def test_what_was_before_two_conferences_is_judged_for_each_and_not_by_chance_for_the_other(
    report, grace, child, north, browser
):
    later = date(2026, 10, 5)
    chaired(grace, child, north, later)
    chair = browser(grace)
    sent = {f"mark-{code}": mark for code, mark in YES.items()} | {"held_on": HELD.isoformat()}

    first, second = (chair.send("report_judge", report, **sent).status_code for _ in range(2))

    assert (first, second) == (302, 422)
    assert {one.held_on for one in queries.to_judge(grace, TODAY)} == {later}
    chair.send("report_judge", report, **sent | {"held_on": "soon"})
    assert queries.to_judge(grace, TODAY) == []


def test_who_has_judged_nothing_finds_nothing_there(report, grace, browser):
    other = make.worker("Ruth Hale", role="conference_chair", team=make.team("Chairs South"))
    browser(grace).send("report_judge", report, **{f"mark-{code}": mark for code, mark in YES.items()})

    assert browser(other).page("report_judge", report).status_code == 404
    assert browser(other).send("report_judge", report, words="Mine.").status_code == 404


def test_nobody_judges_what_they_did_not_chair_or_wrote(report, grace, colin, amina):
    other = make.worker("Ruth Hale", role="conference_chair", team=make.team("Chairs South"))

    with pytest.raises(Refused, match="Whoever chaired"):
        actions.judge(other, report, marks=YES, words="")
    with pytest.raises(PermissionDenied):
        actions.judge(amina, report, marks=YES, words="")
    report.worker = grace
    report.save(update_fields=["worker"])
    with pytest.raises(Refused, match="Somebody else"):
        actions.judge(grace, report, marks=YES, words="")


def test_the_quarter_is_reported_by_team_on_the_page_and_as_a_file(report, grace, browser):
    actions.judge(grace, report, marks=YES | {"child": "partly", "plan": "unseen"}, words="")
    reader = browser(grace)

    text = reader.get(reverse("report_quality")).content.decode()  # the last whole quarter: July to September
    empty = reader.get(reverse("report_quality"), {"quarter": "2026-01-01"}).content.decode()
    file = reader.get(reverse("report_quality_pdf"))

    assert "Safeguarding North" in text
    assert ("1 of 1 (100%)" in text, "0 of 1 (0%)" in text, "not said yet" in text) == (True,) * 3
    assert "Nothing was judged in this quarter." in empty
    assert file.content.startswith(b"%PDF")
    assert reader.get(reverse("report_quality"), {"quarter": "soon"}).status_code == 200


def test_a_note_is_hidden_with_its_child(report, grace, child, browser):
    actions.judge(grace, report, marks=YES, words="")
    make.restricted(child)

    assert not ReportNote.objects.seen_by(grace).exists()
    assert "Safeguarding North" not in browser(grace).get(reverse("report_quality")).content.decode()
