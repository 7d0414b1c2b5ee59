"""What one of two readers found is nowhere for the other to see before they have finished too."""

import re

import pytest
from django.db import transaction
from django.urls import reverse

from kith.access.guarded import EVERY_ROW
from kith.core.period import quarter
from kith.performance import lists
from kith.performance.indicators import INDICATORS
from kith.performance.lists import Behind
from kith.quality.audit import actions, queries
from kith.quality.audit.test_auditing import whole
from kith.quality.conftest import TODAY
from kith.quality.models import CaseAudit
from tests import make

pytestmark = pytest.mark.django_db
PAGES = ("audits", "audits_found", "audit_programme", "audits_mine", "my_work")


@pytest.fixture
def readings(month):
    """The case of October that two read: the first reading and the second."""
    second = CaseAudit.objects.unguarded(EVERY_ROW).select_related("auditor").get(second_of__isnull=False)
    return CaseAudit.objects.unguarded(EVERY_ROW).select_related("auditor").get(
        pk=second.second_of_id
    ), second


def shown(window, month) -> str:
    """The main parts of every page on which the audits of a month stand."""
    addresses = [*(reverse(name) for name in PAGES), reverse("audit_round", kwargs={"number": month.pk})]
    pages = [window.get(address).content.decode() for address in addresses]
    return "".join(re.search("<main.*</main>", page, re.DOTALL)[0] for page in pages)


def shown_after(grade, done, reader, month, browser) -> str:
    """What a reader is shown when the other one has given this grade; it is taken back."""
    with transaction.atomic():
        actions.finish(done.auditor, done, given=whole(done, grade, themes="drift"), on=TODAY)
        text = shown(browser(reader), month)
        transaction.set_rollback(True)
    return re.sub(r'name="(_key|csrfmiddlewaretoken)" value="[^"]*"', "", text)


@pytest.mark.parametrize("first_finishes", [True, False])
def test_no_page_tells_one_reader_what_the_other_found(month, readings, browser, first_finishes):
    done, open_one = readings if first_finishes else readings[::-1]

    told = [
        shown_after(grade, done, open_one.auditor, month, browser) for grade in ("outstanding", "inadequate")
    ]

    assert done.person.name in told[0]
    assert told[0] == told[1]


@pytest.mark.parametrize("first_finishes", [True, False])
def test_a_finished_reading_opens_to_the_other_reader_when_they_have_finished(
    readings, browser, first_finishes
):
    done, open_one = readings if first_finishes else readings[::-1]
    page = reverse("case_audit_read", args=[done.pk])
    actions.finish(done.auditor, done, given=whole(done), on=TODAY)
    assert browser(open_one.auditor).get(page).status_code == 404
    assert browser(done.auditor).get(page).status_code == 200
    assert queries.still_to_read(open_one.auditor) == {done.pk}

    actions.finish(open_one.auditor, open_one, given=whole(open_one), on=TODAY)

    assert browser(open_one.auditor).get(page).status_code == 200


def test_figures_tell_of_a_case_that_two_read_when_both_have_read_it(readings):
    first, second = readings
    behind = Behind(INDICATORS["audit_grades"], quarter(TODAY), TODAY)
    actions.finish(first.auditor, first, given=whole(first, "good"), on=TODAY)
    assert lists.record_numbers(behind) == []

    actions.finish(second.auditor, second, given=whole(second, "inadequate"), on=TODAY)

    assert lists.record_numbers(behind) == [first.person_id]


def test_two_readers_who_see_no_other_audits_read_each_other_once_both_have_finished(readings):
    for one in readings:
        reader = make.worker(role="senior_practitioner", team=make.team("Elsewhere"))
        CaseAudit.objects.unguarded(EVERY_ROW).filter(pk=one.pk).update(auditor=reader)
        one.refresh_from_db()
    (first, second), (mine, other) = readings, [one.auditor for one in readings]

    actions.finish(mine, first, given=whole(first, "good"), on=TODAY)
    assert [queries.may_read(viewer, first) for viewer in (mine, other)] == [True, False]
    actions.finish(other, second, given=whole(second, "good"), on=TODAY)

    assert queries.may_read(other, first) and queries.may_read(mine, second)
    stranger = make.worker(role="senior_practitioner", team=make.team("Elsewhere"))
    assert not queries.may_read(stranger, first)
