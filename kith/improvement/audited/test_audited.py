"""What audits found leads into a plan, and back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.access.guarded import EVERY_ROW
from kith.core import Refused, clock
from kith.improvement.adding.actions import Wanted, begin_with, carry_on
from kith.improvement.audited import actions
from kith.improvement.audited.actions import Chosen
from kith.improvement.audited.queries import actions_of_round, one, traced
from kith.improvement.conftest import named
from kith.improvement.models import AuditFinding, ImprovementSource, PlanAction, Recommendation
from kith.improvement.sources.queries import answered_by
from kith.quality.audit import actions as auditing
from kith.quality.audit.test_auditing import whole
from kith.quality.conftest import audits, children, month, service
from kith.quality.counted import queries as counting
from kith.quality.models import AuditModeration, CaseAudit
from tests import make

__all__ = ["audits", "children", "month", "service"]
pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)
PLAN = "standard:plan"


@pytest.fixture
def finished(audits, service):
    """Every first reading finished, the plan below good in each; the case that two read only once."""
    for audit in audits:
        auditing.finish(
            audit.auditor, audit, given=whole(audit, themes="copy_late", **{"grade:plan": "inadequate"}), on=TODAY
        )  # fmt: skip
    return [one for one in audits if not one.second_readings.unguarded(EVERY_ROW).exists()]


@pytest.fixture
def heading(plan):
    return plan.themes.get(number="2").pk


def wanted(**facts) -> Wanted:
    return Wanted(
        **{"words": "Reviews name who does what", "bodies": ["NYCC"], "officer": "Director"} | facts
    )


def sent(to, heading, **changed):
    return {
        "finding": PLAN, "team": "", "plan": to.code, "theme": heading, "words": "Reviews name who does what",
        "bodies": "NYCC", "officer": "Director", "moves": "yes",
    } | changed  # fmt: skip


def test_a_case_that_two_read_counts_once_both_have_read_it(finished, month, head):
    assert one(head, month, PLAN).words == f"{len(finished)} of {len(finished)}"

    second = CaseAudit.objects.unguarded(EVERY_ROW).get(second_of__isnull=False)
    auditing.finish(second.auditor, second, given=whole(second), on=TODAY)

    assert one(head, month, PLAN).whole == len(finished) + 1
    last, hour = clock.now(), timedelta(hours=1)
    assert len(counting.cases(head, after=last - hour)) == len(finished) + 1
    assert counting.cases(head, after=last) == []
    CaseAudit.objects.unguarded(EVERY_ROW).filter(pk=second.pk).update(finished_at=last + hour)
    assert len(counting.cases(head, after=last)) == 1  # the first of the two finished before
    assert len(counting.cases(head, until=last)) == len(finished)
    assert counting.cases(head, until=last - hour) == []


def test_an_action_says_which_audits_it_came_from_and_they_say_which_action(
    finished, month, plan, heading, head, browser
):
    window = browser(head)
    form = reverse("audit_action_new", args=[month.pk])
    assert (
        f"{form}?finding=standard%3Aplan"
        in window.get(reverse("audit_round", args=[month.pk])).content.decode()
    )

    shown = window.post(form, sent(plan, heading), follow=True).content.decode()

    row = PlanAction.objects.get(words="Reviews name who does what")
    finding = AuditFinding.objects.get()
    assert (row.plan, row.number, row.measure) == (plan, "2.2", "audit_grades")
    assert [answered.pk for answered in answered_by(row)] == [finding.pk]
    assert (finding.round, finding.key, finding.part, finding.whole) == (
        month,
        PLAN,
        len(finished),
        len(finished),
    )
    assert finding.recommendation.words == "Below good: Plan and reviews"
    assert finding.recommendation.source.kind == "audit"
    assert f'href="{reverse("audit_round", args=[month.pk])}"' in shown
    assert f"In that round now: {len(finished)} of {len(finished)} cases" in shown
    assert "In audits finished since: no case yet" in shown
    back = window.get(reverse("audit_round", args=[month.pk])).content.decode()
    assert "Actions it gave rise to" in back
    assert f'href="{reverse("plan_action", args=[row.pk])}"' in back
    assert "Case audits, round" in window.get(reverse("recommendations")).content.decode()


def test_the_live_figure_moves_with_later_audits(finished, month, plan, heading, head):
    row = actions.act_on(head, month, plan, chosen=Chosen(PLAN), theme=heading, wanted=wanted())
    second = CaseAudit.objects.unguarded(EVERY_ROW).get(second_of__isnull=False)
    auditing.finish(second.auditor, second, given=whole(second), on=TODAY)
    later = clock.now() + timedelta(days=6)
    CaseAudit.objects.unguarded(EVERY_ROW).filter(pk=second.pk).update(finished_at=later)

    (told,) = traced(head, answered_by(row))

    assert told.since == "1 of 1 cases"
    assert told.now == f"{len(finished) + 1} of {len(finished) + 1} cases"
    assert told.then == f"{len(finished)} of {len(finished)} cases on 14 Oct 2026"


def test_what_two_readers_settle_on_later_does_not_change_what_had_been_found(
    finished, month, plan, heading, head
):
    row = actions.act_on(head, month, plan, chosen=Chosen(PLAN), theme=heading, wanted=wanted())
    AuditModeration.objects.create(
        audit=finished[0], standard="plan", grade="good", reason="The plan was there", by=head,
        recorded_at=clock.now() + timedelta(days=2),
    )  # fmt: skip

    (told,) = traced(head, answered_by(row))

    assert told.then.startswith(f"{len(finished)} of {len(finished)} cases")
    assert told.now == f"{len(finished) - 1} of {len(finished)} cases"


def test_a_hidden_child_is_in_no_number_of_a_page_and_in_the_one_that_is_kept(
    finished, month, service, plan, heading, head, browser
):
    manager = service["managers"]["North"]
    make.restricted(finished[0].person)  # the head of service sees every restricted record
    every, shown = len(finished), len(finished) - 1
    row = actions.act_on(head, month, plan, chosen=Chosen(PLAN), theme=heading, wanted=wanted())
    page = reverse("audit_round", args=[month.pk])

    kept = AuditFinding.objects.get()
    assert (kept.part, kept.whole) == (every, every)
    assert f"{every} of {every}" in browser(head).get(page).content.decode()
    seen = browser(manager).get(page).content.decode()
    assert f"{shown} of {shown}" in seen
    assert f"{every} of {every}" not in seen
    (of_head,), (of_manager,) = (traced(viewer, answered_by(row)) for viewer in (head, manager))
    assert (of_head.then, of_head.now) == (
        f"{every} of {every} cases on 14 Oct 2026",
        f"{every} of {every} cases",
    )
    assert (of_manager.then, of_manager.now) == (
        f"{shown} of {shown} cases on 14 Oct 2026", f"{shown} of {shown} cases"
    )  # fmt: skip


def test_what_was_found_in_hidden_cases_alone_cannot_be_chosen_by_who_may_not_know(
    audits, month, plan, heading, head
):
    audit = audits[0]
    auditing.finish(audit.auditor, audit, given=whole(audit, themes="copy_late"), on=TODAY)
    lead = make.worker("Priti Solanki", role="system_lead")
    assert one(lead, month, "theme:copy_late") is not None
    make.restricted(audit.person)

    assert one(lead, month, "theme:copy_late") is None
    assert one(head, month, "theme:copy_late").words == "1 of 1"


def test_a_finding_is_registered_once_and_a_team_is_a_finding_of_its_own(
    finished, month, plan, heading, head
):
    team = finished[0].team
    for chosen in (Chosen(PLAN), Chosen(PLAN), Chosen(PLAN, team.pk), Chosen("theme:copy_late")):
        actions.act_on(head, month, plan, chosen=chosen, theme=heading, wanted=wanted())

    assert ImprovementSource.objects.filter(kind="audit").count() == 1
    assert list(Recommendation.objects.order_by("number").values_list("number", "words")) == [
        (1, "Below good: Plan and reviews"), (2, f"Below good: Plan and reviews, in {team.name}"),
        (3, "Family's copy late or hard to read"),
    ]  # fmt: skip
    assert actions_of_round(head, month.pk).all == 4


def test_what_later_plans_carry_on_stands_on_the_round(finished, month, plan, heading, head):
    row = actions.act_on(head, month, plan, chosen=Chosen(PLAN), theme=heading, wanted=wanted())
    for phase in ("Phase 2", "Phase 3"):
        after = begin_with(
            head, named=named(name=phase, started_on=TODAY), themes=["One"], predecessor=row.plan
        )
        carry_on(head, after, chosen={row.pk: after.themes.get().pk})
        row = after.actions.get()

        (line,) = actions_of_round(head, month.pk).rows

        assert (line.small, line.words.split()[0]) == (phase, "1.1")
        assert [told.called for told in traced(head, answered_by(row))] == ["Below good: Plan and reviews"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"finding": "standard:seen"}, "found"),  # good in every case
        ({"finding": "nonsense"}, "found"),
        ({"team": "999999"}, "found"),
        ({"plan": "none"}, "Choose one of the plans."),
        ({"theme": ""}, "Choose a heading of this plan."),
        ({"words": " "}, "Write what is to be done."),
        ({"due_kind": "day", "due_on": "soon"}, "Write the day, such as 21/4/2026."),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_kept(
    finished, month, plan, heading, head, browser, changed, words
):
    before = PlanAction.objects.count()

    answer = browser(head).post(
        reverse("audit_action_new", args=[month.pk]), sent(plan, heading, officer="Helen Marsh", **changed)
    )

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Helen Marsh" in answer.content.decode()
    assert (PlanAction.objects.count(), AuditFinding.objects.count()) == (before, 0)


def test_an_address_that_asks_for_what_there_is_not_is_told_so(finished, month, plan, head, browser):
    answer = browser(head).get(
        reverse("audit_action_new", args=[month.pk]), {"finding": "theme:x", "plan": "y"}
    )

    assert answer.status_code == 422
    assert "Choose something that the audits of this round found." in answer.content.decode()
    assert browser(head).get(reverse("audit_action_new", args=[10**9])).status_code == 404


def test_before_anything_is_finished_there_is_nothing_to_act_on(month, plan, head, browser):
    page = browser(head).get(reverse("audit_action_new", args=[month.pk])).content.decode()

    assert "have found nothing yet" in page
    assert actions_of_round(head, month.pk) is None


def test_who_may(finished, month, service, plan, heading, head, browser):
    manager = service["managers"]["North"]
    lead = make.worker("Priti Solanki", role="system_lead")  # changes plans and sees no audit
    page = reverse("audit_action_new", args=[month.pk])

    assert browser(manager).get(page).status_code == 403
    assert (
        "An action from it"
        not in browser(manager).get(reverse("audit_round", args=[month.pk])).content.decode()
    )
    assert browser(lead).get(page).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.act_on(manager, month, plan, chosen=Chosen(PLAN), theme=heading, wanted=wanted())
    with pytest.raises(Refused, match="not open to you"):
        actions.act_on(lead, month, plan, chosen=Chosen(PLAN), theme=heading, wanted=wanted())


def test_elected_members_see_where_an_action_came_from_without_figures(
    finished, month, plan, heading, head, browser
):
    row = actions.act_on(head, month, plan, chosen=Chosen(PLAN), theme=heading, wanted=wanted())
    member = make.worker("Mel Ash", role="elected_member")

    page = browser(member).get(reverse("plan_action", args=[row.pk])).content.decode()

    assert "Below good: Plan and reviews" in page
    assert "In that round now" not in page
    assert reverse("audit_round", args=[month.pk]) not in page


def test_what_a_round_found_is_asked_in_as_many_questions_for_one_audit_as_for_all(audits, month, head):
    def asked() -> int:
        with CaptureQueriesContext(connection) as told:
            counting.cases(head, month)
        return sum('FROM "quality_' in one["sql"] for one in told)

    auditing.finish(audits[0].auditor, audits[0], given=whole(audits[0]), on=TODAY)
    few = asked()
    for audit in audits[1:]:
        auditing.finish(audit.auditor, audit, given=whole(audit), on=TODAY)

    assert (few, asked()) == (3, 3)
