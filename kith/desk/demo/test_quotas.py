from collections import Counter
from random import Random

from kith.desk.demo.quotas import Quota


def test_shares_hold_among_few():
    quota = Quota({"a": 6, "b": 3, "c": 1})
    rng = Random(1)

    drawn = Counter(quota.draw(rng) for _ in range(20))

    assert abs(drawn["a"] - 12) <= 1
    assert abs(drawn["b"] - 6) <= 1
    assert abs(drawn["c"] - 2) <= 1


def test_what_is_seldom_possible_comes_whenever_it_is():
    quota = Quota({"often": 0.8, "seldom": 0.2})
    rng = Random(1)

    drawn = Counter(
        quota.draw(rng, ("often", "seldom") if turn % 4 == 0 else ("often",)) for turn in range(400)
    )

    assert drawn["seldom"] in range(77, 84)


def test_brothers_and_sisters_count_together():
    quota = Quota({True: 0.25, False: 0.75})
    rng = Random(2)

    for children in (1, 3, 2, 1, 4) * 20:
        quota.draw(rng, of=children)

    assert quota.drawn.total() == 220
    assert 50 <= quota.drawn[True] <= 60
