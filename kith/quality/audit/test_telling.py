"""The worker whose case was audited hears of it, with the way to it and without a name."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kith.access.guarded import EVERY_ROW
from kith.quality.audit import actions, queries
from kith.quality.audit.rules import told_worker
from kith.quality.audit.test_auditing import whole
from kith.quality.conftest import TODAY
from kith.quality.models import CaseAudit
from kith.work.models import Notice
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def audit(audits, service):
    """The audit of the manager of North, about a child of another team."""
    return next(one for one in audits if one.auditor == service["managers"]["North"])


def test_the_worker_is_told_and_led_to_what_was_found(audit, browser):
    worker = audit.worker
    actions.finish(audit.auditor, audit, given=whole(audit), on=TODAY)

    told = Notice.objects.get(kind="audit")
    assert (told.worker, told.person, told.leads_to, told.leads_number) == (
        worker, audit.person, "case_audit_read", audit.pk,
    )  # fmt: skip
    assert audit.person.name not in told.words
    link = f'href="{reverse("case_audit_read", args=[audit.pk])}"'
    window = browser(worker)
    assert link in window.get(reverse("my_work")).content.decode()
    assert link in window.get(reverse("notices")).content.decode()
    assert window.get(reverse("case_audit_read", args=[audit.pk])).status_code == 200


def test_a_worker_from_whom_the_child_is_hidden_is_told_nothing(audit):
    make.restricted(audit.person, readers=[audit.auditor])

    actions.finish(audit.auditor, audit, given=whole(audit), on=TODAY)

    assert not Notice.objects.filter(worker=audit.worker).exists()


def test_a_notice_of_a_child_who_is_hidden_later_leads_nowhere(audit, browser):
    actions.finish(audit.auditor, audit, given=whole(audit), on=TODAY)
    make.restricted(audit.person)

    for page in ("my_work", "notices"):
        text = browser(audit.worker).get(reverse(page)).content.decode()
        assert reverse("case_audit_read", args=[audit.pk]) not in text
        assert audit.person.name not in text


def test_a_second_reading_and_a_re_audit_say_what_they_are(month, service):
    second = CaseAudit.objects.unguarded(EVERY_ROW).get(second_of__isnull=False)
    first = CaseAudit.objects.unguarded(EVERY_ROW).get(pk=second.second_of_id)

    actions.finish(second.auditor, second, given=whole(second), on=TODAY)
    assert Notice.objects.get(worker=first.worker).words == told_worker(is_second=True, is_again=False)

    actions.finish(first.auditor, first, given=whole(first), on=TODAY)
    numbers = Notice.objects.filter(worker=first.worker).order_by("pk").values_list("leads_number", flat=True)
    assert list(numbers) == [second.pk, first.pk]


def test_who_is_still_to_read_the_case_hears_of_nothing_it_asks_before(month):
    second = CaseAudit.objects.unguarded(EVERY_ROW).get(second_of__isnull=False)
    first = CaseAudit.objects.unguarded(EVERY_ROW).get(pk=second.second_of_id)
    reader = second.auditor
    asks = {"words": "Get dad’s account", "owner": reader.pk, "due_on": TODAY + timedelta(days=16)}
    actions.add_action(first.auditor, first, **asks)
    actions.finish(first.auditor, first, given=whole(first), on=TODAY)

    assert queries.my_actions(reader) == []
    assert not Notice.objects.filter(worker=reader).exists()

    actions.finish(reader, second, given=whole(second), on=TODAY)
    assert [one.words for one in queries.my_actions(reader)] == ["Get dad’s account"]


def test_a_case_that_nobody_held_tells_nobody(audit):
    CaseAudit.objects.unguarded(EVERY_ROW).filter(pk=audit.pk).update(worker=None)

    actions.finish(audit.auditor, audit, given=whole(audit), on=TODAY)

    assert not Notice.objects.exists()
