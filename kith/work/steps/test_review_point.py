from datetime import date

import pytest

from kith.core import Refused
from kith.work.steps import actions

pytestmark = pytest.mark.django_db


def test_the_day_is_kept_and_said_again_it_is_put_right(amina, work, writing):
    for day in (date(2026, 9, 22), date(2026, 9, 21)):
        actions.hold_review_point(amina, work, held_on=day)

    assert writing.now(work).review_point_held_on == date(2026, 9, 21)


def test_a_day_ahead_is_refused_and_nothing_is_kept(amina, work, writing):
    with pytest.raises(Refused, match="still to come"):
        actions.hold_review_point(amina, work, held_on=date(2026, 10, 15))

    assert writing.now(work).review_point_held_on is None


def test_the_page_takes_the_day_and_gives_back_what_is_none(amina, work, browser):
    client = browser(amina)

    wrong = client.send("step_review_point", work, held_on="the 21st")
    right = client.send("step_review_point", work, held_on="21/9/2026")

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert "Write the day on which it was held" in wrong.content.decode()
    assert "the 21st" in wrong.content.decode()
    assert "Held on Mon 21 Sep" in client.page("step", work).content.decode()
