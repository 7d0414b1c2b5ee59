"""An audit from its first word to the re-audit that finds it met."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, connection, transaction
from django.urls import reverse

from kith.access.guarded import EVERY_ROW
from kith.core import Refused
from kith.quality.agreement import actions as settling
from kith.quality.agreement import queries as agreement
from kith.quality.audit import actions, facts, queries
from kith.quality.conftest import TODAY
from kith.quality.models import AuditAction, AuditAnswer, CaseAudit, Grade
from kith.work.models import Allocation, Notice
from tests import make

pytestmark = pytest.mark.django_db


def whole(audit, grade="good", **changed):
    """Everything an audit asks, with one grade throughout."""
    told = {"overall": grade, "voice": "Her own list of worries."}
    for one in audit.form["standards"]:
        told |= {f"grade:{one['code']}": grade, f"words:{one['code']}": "As the record shows."}
    return told | changed


@pytest.fixture
def audit(audits, service):
    """The audit of the manager of North, about a child of another team."""
    return next(one for one in audits if one.auditor == service["managers"]["North"])


@pytest.fixture
def auditor(audit):
    return audit.auditor


@pytest.fixture
def reader(service):
    """Another head of service, who is nobody of the round and has nothing to read."""
    return make.worker("Mina Ryder", role="head_of_service", team=make.team("Children’s services"))


def test_boxes_are_kept_as_they_are_typed_and_two_windows_clash(audit, auditor, browser):
    window = browser(auditor)
    send = lambda **told: window.post(reverse("case_audit_save", args=[audit.pk]), told)  # noqa: E731

    first = send(question="words:seen", value="Seen ten times.", version="0")
    again = send(question="words:seen", value="Seen ten times, alone.", version=str(first.json()["version"]))
    old = send(question="words:seen", value="Something else.", version="0")

    assert (first.status_code, again.status_code, old.status_code) == (200, 200, 409)
    assert old.json()["value"] == "Seen ten times, alone."
    assert send(question="words:none", value="x", version="0").status_code == 422
    assert window.post(reverse("case_audit_save", args=[10**9]), {"question": "voice"}).status_code == 404
    assert "Seen ten times, alone." in window.get(reverse("case_audit", args=[audit.pk])).content.decode()
    assert CaseAudit.objects.seen_by(auditor).get(pk=audit.pk).state == "started"


def test_an_audit_that_is_not_whole_is_refused_and_nothing_typed_is_lost(audit, auditor, browser):
    told = whole(audit, **{"grade:seen": "", "words:plan": "A plan that dad can read."})

    answer = browser(auditor).post(reverse("case_audit", args=[audit.pk]), told)

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "The child is seen, heard and understood: choose a grade." in text
    assert "A plan that dad can read." in text
    assert not Grade.objects.unguarded(EVERY_ROW).exists()


def test_a_finished_audit_keeps_grades_facts_and_tells_whoever_is_asked(audit, auditor, service, browser):
    owner = audit.worker
    actions.add_action(
        auditor, audit, words="Get dad’s account", owner=owner.pk, due_on=TODAY + timedelta(days=16)
    )
    assert queries.my_actions(owner) == []

    answer = browser(auditor).post(reverse("case_audit", args=[audit.pk]), whole(audit), follow=True)

    assert "Overall: Good" in answer.content.decode()
    row = CaseAudit.objects.seen_by(auditor).get(pk=audit.pk)
    assert (row.state, row.finished_on, row.found["seen"][0]) == (
        "finished",
        TODAY,
        ["soon", "Not seen in this time"],
    )
    assert Grade.objects.seen_by(auditor).filter(audit=row, grade="good").count() == 6
    assert [one.words for one in queries.my_actions(owner)] == ["Get dad’s account"]
    asked, told = Notice.objects.filter(worker=owner, kind="audit").order_by("pk")
    assert asked.words == "An audit asks you to do something by 30 October. It is on your work list."
    assert told.words.startswith("An audit of a case you held is finished.")
    assert "Get dad’s account" in browser(owner).get(reverse("my_work")).content.decode()
    with pytest.raises(Refused, match="finished or stopped"):
        actions.save_box(auditor, audit, question="voice", values=["x"], base_version=0)


def test_talks_with_worker_and_family_are_kept_with_their_days(audit, auditor, browser):
    told = whole(
        audit, worker_on="12/10/2026", worker_grade="good", worker_said="I would ring his sister sooner.",
        family_on="2026-10-13", family_said="Nobody told us who comes next.",
    )  # fmt: skip
    window, page = browser(auditor), reverse("case_audit", args=[audit.pk])
    refused = window.post(page, told | {"family_on": "tomorrow"})
    assert refused.status_code == 422
    assert "Write the day you talked with the family" in refused.content.decode()

    text = window.post(page, told, follow=True).content.decode()

    row = CaseAudit.objects.seen_by(auditor).get(pk=audit.pk)
    assert (row.worker_met_on, row.family_heard_on) == (date(2026, 10, 12), date(2026, 10, 13))
    assert "The worker’s own grade: Good" in text
    assert "Nobody told us who comes next." in text


def test_grades_can_only_be_added(audit, auditor):
    actions.finish(auditor, audit, given=whole(audit), on=TODAY)

    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update quality_grade set grade = 'outstanding'")


def test_nobody_audits_or_reads_what_is_not_theirs(audit, auditor, service, browser):
    team = service["teams"]["South" if audit.team == service["teams"]["West"] else "West"]
    other = make.worker(role="team_manager", team=team)  # nobody of the round, so no second reader of it
    stranger = next(one for name, one in service["workers"].items() if one != audit.worker)

    with pytest.raises(Refused, match="somebody else’s"):
        actions.save_box(other, audit, question="voice", values=["x"], base_version=0)
    with pytest.raises(PermissionDenied):
        actions.save_box(stranger, audit, question="voice", values=["x"], base_version=0)
    assert browser(other).get(reverse("case_audit_read", args=[audit.pk])).status_code == 404
    actions.finish(auditor, audit, given=whole(audit), on=TODAY)
    assert browser(other).get(reverse("case_audit_read", args=[audit.pk])).status_code == 200
    assert browser(audit.worker).get(reverse("case_audit_read", args=[audit.pk])).status_code == 200
    assert browser(stranger).get(reverse("case_audit_read", args=[audit.pk])).status_code == 404


def test_facts_are_counted_from_the_record(audit, auditor):
    make.visit(
        [audit.person], by=audit.worker, seen="alone", visited_at=make.moment(TODAY - timedelta(days=9))
    )
    make.visit([audit.person], by=audit.worker, visited_at=make.moment(TODAY - timedelta(days=40)))
    make.visit(
        [audit.person], by=audit.worker, seen="not_seen", visited_at=make.moment(TODAY - timedelta(days=3))
    )
    make.visit([audit.person], by=audit.worker, visited_at=make.moment(audit.looks_from - timedelta(days=3)))

    told = facts.found(auditor, audit, TODAY)

    assert told["seen"][:2] == [
        ("done", "Seen 2 times, 1 tried in vain, last 9 days ago"),
        ("done", "Seen alone 1 of 2"),
    ]
    assert told["recording"] == [("done", "3 of 3 visits written up within 2 days, median 0 days")]
    assert told["assessment"] == [("", "No assessment finished in this time")]


def test_a_second_reader_does_not_see_the_first_and_both_grades_stay(month, service):
    head = service["head"]
    second = CaseAudit.objects.unguarded(EVERY_ROW).get(second_of__isnull=False)
    first = CaseAudit.objects.unguarded(EVERY_ROW).get(pk=second.second_of_id)
    actions.finish(first.auditor, first, given=whole(first, "good"), on=TODAY)
    assert not queries.may_read(second.auditor, first)
    actions.finish(
        second.auditor, second, given=whole(second, "good", **{"grade:plan": "inadequate"}), on=TODAY
    )

    pair = agreement.pairs(head, month)[0]
    assert (pair.open, queries.may_read(second.auditor, first)) == (1, True)
    with pytest.raises(Refused, match="do not differ"):
        settling.settle(head, first, standard="seen", grade="good", reason="No.")
    settling.settle(head, first, standard="plan", grade="requires_improvement", reason="The review was late.")

    pair = agreement.pairs(head, month)[0]
    line = next(one for one in pair.lines if one.standard == "plan")
    assert (line.first, line.second, line.settled.grade) == ("good", "inadequate", "requires_improvement")
    assert agreement.agreed([pair])[1].alike == 5


def test_who_settles_finds_each_line_with_boxes_of_its_own(month, service, reader, browser):
    second = CaseAudit.objects.unguarded(EVERY_ROW).get(second_of__isnull=False)
    first = CaseAudit.objects.unguarded(EVERY_ROW).get(pk=second.second_of_id)
    actions.finish(first.auditor, first, given=whole(first, "good"), on=TODAY)
    actions.finish(second.auditor, second, given=whole(second, "inadequate"), on=TODAY)
    window, page = browser(reader), reverse("audit_settle", args=[first.pk])

    shown = window.get(page).content.decode()
    bad = window.post(page, {"standard": "plan", "grade:plan": "good", "reason:plan": " "})
    window.post(page, {"standard": "plan", "grade:plan": "good", "reason:plan": "The review was held."})

    ids = re.findall(r' id="([^"]+)"', shown)
    assert len(ids) == len(set(ids))
    assert (bad.status_code, bad.content.decode().count('aria-invalid="true"')) == (422, 1)
    line = next(one for one in agreement.pairs(reader, month)[0].lines if one.standard == "plan")
    assert line.settled is not None
    assert line.settled.reason == "The review was held."


def test_what_was_found_is_checked_again_and_met_or_not(audit, auditor, service, browser):
    owner, head = audit.worker, service["head"]
    actions.add_action(auditor, audit, words="Get dad’s account", owner=owner.pk, due_on=TODAY)
    done = actions.finish(auditor, audit, given=whole(audit), on=TODAY)
    asked = AuditAction.objects.seen_by(owner).get()
    bad = browser(owner).post(reverse("audit_action_done", args=[asked.pk]), {f"done:{asked.pk}": " "})
    assert (bad.status_code, "Say what was done" in bad.content.decode()) == (422, True)
    browser(owner).post(
        reverse("audit_action_done", args=[asked.pk]), {f"done:{asked.pk}": "Met dad at work."}
    )
    assert queries.my_actions(owner) == []

    holder = next(one for name, one in service["managers"].items() if service["teams"][name] == audit.team)
    with pytest.raises(Refused, match="in the team that holds the child"):
        actions.audit_again(head, done, auditor=holder.pk, due_on=date(2026, 11, 30), on=TODAY)
    again = actions.audit_again(head, done, auditor=auditor.pk, due_on=date(2026, 11, 30), on=TODAY)
    with pytest.raises(Refused, match="say whether it is met"):
        actions.finish(auditor, again, given=whole(again), on=TODAY)
    told = whole(again) | {f"met:{asked.pk}": "no", f"said:{asked.pk}": "One call, no visit."}
    actions.finish(auditor, again, given=told, on=TODAY)

    text = browser(owner).get(reverse("case_audit_read", args=[audit.pk])).content.decode()
    assert "Checked again: not met" in text
    assert "One call, no visit." in text


def test_a_second_window_of_a_finished_audit_gives_its_words_back(audit, auditor, browser):
    window, page = browser(auditor), reverse("case_audit", args=[audit.pk])
    window.post(page, whole(audit))

    late = window.post(page, whole(audit, voice="Words of the other window."))
    ask = window.post(reverse("case_audit_ask", args=[audit.pk]), {"action_words": "Ask her aunt too"})

    assert (late.status_code, "Words of the other window." in late.content.decode()) == (422, True)
    assert (ask.status_code, "Ask her aunt too" in ask.content.decode()) == (422, True)
    assert "finished already" in ask.content.decode()


def test_something_to_do_is_asked_in_ones_own_audit_alone(audit, service, browser):
    other = make.worker(role="team_manager", team=service["teams"]["West"])

    answer = browser(other).post(reverse("case_audit_ask", args=[audit.pk]), {"action_words": "Ring dad"})

    assert answer.status_code == 404
    assert not AuditAction.objects.unguarded(EVERY_ROW).exists()


def test_of_two_things_asked_the_one_that_was_refused_is_marked(audit, auditor, browser):
    owner = audit.worker
    for words in ("Get dad’s account", "Give the plan a day"):
        actions.add_action(auditor, audit, words=words, owner=owner.pk, due_on=TODAY, standard="plan")
    actions.finish(auditor, audit, given=whole(audit), on=TODAY)
    asked = AuditAction.objects.seen_by(owner).get(words="Give the plan a day")

    answer = browser(owner).post(
        reverse("audit_action_done", args=[asked.pk]), {f"done:{asked.pk}": "x" * 401}
    )

    text = answer.content.decode()
    assert (answer.status_code, text.count('aria-invalid="true"')) == (422, 1)
    assert text.count('value="' + "x" * 401) == 1
    ids = re.findall(
        r' id="([^"]+)"', browser(owner).get(reverse("case_audit_read", args=[audit.pk])).content.decode()
    )
    assert len(ids) == len(set(ids))
    assert " · Plan and reviews" in text


def test_an_auditor_who_comes_to_hold_the_child_does_not_finish_by_any_way(audit, auditor):
    case = audit.person.involvements.unguarded(EVERY_ROW).get()
    Allocation.objects.unguarded(EVERY_ROW).filter(involvement=case).update(ended_on=TODAY)
    make.allocation(case, audit.team, auditor, started_on=TODAY)

    with pytest.raises(Refused, match="North Manager holds the child now"):
        actions.finish(auditor, audit, given=whole(audit), on=TODAY)

    assert not Grade.objects.unguarded(EVERY_ROW).exists()


def test_who_audits_a_child_already_is_not_asked_to_check_the_child_again(month, service):
    second = CaseAudit.objects.unguarded(EVERY_ROW).get(second_of__isnull=False)
    first = CaseAudit.objects.unguarded(EVERY_ROW).get(pk=second.second_of_id)
    actions.finish(first.auditor, first, given=whole(first), on=TODAY)

    with pytest.raises(Refused, match="audits the child already"):
        actions.audit_again(
            service["head"], first, auditor=second.auditor_id, due_on=date(2026, 11, 30), on=TODAY
        )


def test_a_re_audit_stops_when_its_auditor_comes_to_hold_the_child(audit, auditor, service, reader, browser):
    done = actions.finish(auditor, audit, given=whole(audit), on=TODAY)
    again = actions.audit_again(
        service["head"], done, auditor=auditor.pk, due_on=date(2026, 11, 30), on=TODAY
    )
    case = audit.person.involvements.unguarded(EVERY_ROW).get()
    Allocation.objects.unguarded(EVERY_ROW).filter(involvement=case).update(ended_on=TODAY)
    make.allocation(case, audit.team, auditor, started_on=TODAY)

    answer = browser(auditor).post(
        reverse("case_audit", args=[again.pk]), {"voice": "Half a sentence so far"}
    )

    text = answer.content.decode()
    assert (answer.status_code, "Half a sentence so far" in text) == (409, True)
    assert "North Manager holds the child now." in text
    assert CaseAudit.objects.unguarded(EVERY_ROW).get(pk=again.pk).state == "stopped"
    told = Notice.objects.get(worker=service["head"], kind="audit")
    assert told.words.endswith("Have it checked by somebody else.")
    actions.audit_again(service["head"], done, auditor=reader.pk, due_on=date(2026, 11, 30), on=TODAY)


def test_the_grid_counts_rows_and_opens_the_audits_behind(audits, reader, browser):
    for at, one in enumerate(audits):
        grade = "inadequate" if at == 0 else "good"
        actions.finish(one.auditor, one, given=whole(one, grade, themes="drift"), on=TODAY)
    window = browser(reader)

    grid = window.get(reverse("audits")).content.decode()
    behind = window.get(reverse("audits_found"), {"standard": "plan", "grade": "inadequate"}).content.decode()

    assert "3 of 4" in grid
    assert "Drift: nothing changed for months" in grid
    assert "1 audit finished" in behind
    assert audits[0].person.name in behind


def test_the_grid_is_narrowed_to_a_team_a_month_and_a_grade_of_a_standard(audits, service, reader, browser):
    for at, one in enumerate(audits):
        worse = {"grade:plan": "inadequate", "themes": "drift"} if at == 0 else {"themes": "absent_parent"}
        actions.finish(one.auditor, one, given=whole(one, **worse), on=TODAY)
    window, page = browser(reader), reverse("audits")
    team, away = audits[0].team, service["teams"]
    other = next(one for one in away.values() if one != team)
    of_team = sum(one.team_id == team.pk for one in audits)

    by_team = window.get(page, {"team": team.pk, "month": "2026-10"}).content.decode()
    by_grade = window.get(page, {"standard": "plan", "grade": "inadequate"}).content.decode()
    earlier = window.get(page, {"month": "2026-09"}).content.decode()
    wrong = window.get(page, {"team": "10000"})

    assert f"All {of_team}<" in by_team
    assert f"<bdi>{team.name}</bdi>" in by_team
    assert f"<bdi>{other.name}</bdi>" not in by_team
    assert f"team={team.pk}&amp;month=2026-10&amp;standard=plan" in by_team
    assert "All 1<" in by_grade
    assert "<bdi>Drift: nothing changed for months</bdi>" in by_grade
    assert "<bdi>Father or absent parent not heard</bdi>" not in by_grade
    assert "No finished audit is like this." in earlier
    assert (wrong.status_code, "Choose a team of which" in wrong.content.decode()) == (422, True)
    assert "All 4<" in wrong.content.decode()


@pytest.mark.parametrize("number", [1, 4])
def test_the_grid_asks_no_more_the_more_audits_there_are(
    audits, service, browser, number, django_assert_max_num_queries
):
    for one in audits[:number]:
        actions.finish(one.auditor, one, given=whole(one), on=TODAY)
    window = browser(service["head"])

    with django_assert_max_num_queries(22):
        window.get(reverse("audits"))


def test_an_auditor_to_whom_the_child_is_closed_is_given_another_case(audit, auditor, browser):
    make.restricted(audit.person)

    shown = browser(auditor).get(reverse("audits_mine")).content.decode()

    row = CaseAudit.objects.unguarded(EVERY_ROW).get(pk=audit.pk)
    assert (row.state, row.stop_reason) == ("stopped", "North Manager may not open the record any more.")
    new = CaseAudit.objects.unguarded(EVERY_ROW).get(instead_of=row)
    assert new.auditor == auditor
    assert reverse("case_audit", args=[new.pk]) in shown
    assert audit.person.name not in shown


def test_a_restricted_child_has_no_audit_for_others(audit, auditor):
    actions.save_box(auditor, audit, question="voice", values=["x"], base_version=0)
    make.restricted(audit.person)

    assert not CaseAudit.objects.seen_by(auditor).filter(pk=audit.pk).exists()
    assert not AuditAnswer.objects.seen_by(auditor).exists()
    with connection.cursor() as cursor:
        cursor.execute("select set_config('kith.worker', %s, true)", [auditor.sight])
        cursor.execute("select count(*) from quality_auditanswer")
        assert cursor.fetchone() == (0,)
        cursor.execute("select set_config('kith.worker', '0', true)")
