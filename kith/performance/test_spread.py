from datetime import date, timedelta

import pytest

from kith.core import calendar, examples
from kith.core import period as periods
from kith.performance import lists, queries
from kith.performance.indicators import INDICATORS
from kith.performance.lists import Behind
from tests import make

pytestmark = pytest.mark.django_db
ON = date(2026, 10, 14)
ENGLAND = calendar.england()
SPREADS = examples.parse("""
    days                      | sent back | middle | mean | nine of ten | returns | pieces
    0                         | 0         | 0.0    | 0.0  | 0           | 0       | 0
    0 1 1 2 2 2 3 3 4 20      | 0         | 2.0    | 3.8  | 4           | 0       | 0
    0 1 1 2 2 2 3 3 4 20 20   | 2         | 2.0    | 5.3  | 20          | 4       | 2
""")


@pytest.mark.parametrize("said", [pytest.param(one.values, id=one.values["days"]) for one in SPREADS])
def test_the_days_until_sign_off_are_told_with_mean_nine_of_ten_and_what_was_sent_back(said):
    team, sent = make.team(), ENGLAND.add(ON, -30)
    for place, days in enumerate(said["days"].split()):
        step = make.step("strategy_discussion", state="completed", started_on=sent, team=team)
        for back in (2, 1) if place < int(said["sent back"]) else ():
            early = make.moment(ENGLAND.add(sent, -back))
            make.sign_off(
                step, decision="returned", submitted_at=early, decided_at=early + timedelta(hours=1)
            )
        decided = make.moment(ENGLAND.add(sent, int(days)), 15)
        make.sign_off(step, decision="signed_off", submitted_at=make.moment(sent), decided_at=decided)
    measure, period = INDICATORS["authorisation_time"], periods.rolling12(ON)

    found = lists.spread(Behind(measure, period, ON))

    assert str(queries.read(measure, period, on=ON).value) == said["middle"]
    told = (found.mean, found.nine_of_ten, found.returns, found.sent_back)
    assert [str(one) for one in told] == [said[name] for name in ("mean", "nine of ten", "returns", "pieces")]


def test_without_cases_or_a_middle_there_is_nothing_to_tell_of_its_days():
    period = periods.rolling12(ON)

    assert lists.spread(Behind(INDICATORS["authorisation_time"], period, ON)) is None
    assert lists.spread(Behind(INDICATORS["referrals"], period, ON)) is None
