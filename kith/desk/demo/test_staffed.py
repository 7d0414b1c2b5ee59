"""Posts of an invented authority: everybody who holds cases has one, and the rates look like England’s."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from kith.access.models import Post, PostHolder, TrainingDue, Worker
from kith.access.workforce import rules
from kith.access.workforce.rules import Span
from kith.desk.demo import making, story
from kith.desk.demo.test_making import SMALL, TODAYS
from kith.desk.demo.test_shares import Made


@pytest.fixture(scope="module", params=TODAYS[:2], ids=str)
def made(request):
    return Made(request.param)


def test_nothing_of_posts_lies_ahead_or_was_written_down_before_it_was_known(made):
    posts, holders = made.of(Post), made.of(PostHolder)
    ahead = [
        row
        for row in [*posts, *holders]
        if row["started_on"] > made.today or (row["ended_on"] or date.min) > made.today
    ]

    assert len(holders) > len(posts) > 20
    assert ahead == []
    assert all(row["recorded_at"].date() == row["started_on"] for row in holders)
    training = made.of(TrainingDue)
    assert all(row["recorded_at"].date() <= made.today for row in training)
    assert all((row["done_on"] or date.min) < made.today for row in training)
    assert Counter(row["due_on"] > made.today for row in training).keys() == {True, False}


def test_nobody_holds_more_of_a_post_than_there_is_of_it(made):
    whole = {row["id"]: Span(row["full_time"], row["started_on"]) for row in made.of(Post)}
    held = {}
    for row in made.of(PostHolder):
        sort = held.setdefault((row["post_id"], row["kind"] == rules.AGENCY), [])
        sort.append(Span(row["full_time"], row["started_on"], row["ended_on"]))

    assert [
        key for key, spans in held.items() if rules.most_at_once(spans)[0] > whole[key[0]].full_time
    ] == []


def test_rates_of_the_workforce_look_like_those_of_england_in_2025(made):
    holders = made.of(PostHolder)
    now = [row for row in holders if row["ended_on"] is None]
    agency = sum(row["full_time"] for row in now if row["kind"] == "agency")
    own = sum(row["full_time"] for row in now) - agency
    posts = sum(row["full_time"] for row in made.of(Post))

    assert 0.05 < agency / (agency + own) < 0.25  # England 13%
    assert 0.08 < (posts - own) / posts < 0.30  # England 14.2%
    newly = [row for row in now if row["kind"] == "newly_qualified"]
    assert len(newly) == sum(one.first_year for one in story.WORKERS)


@pytest.mark.django_db
def test_who_has_a_post_gets_no_second_one_when_more_is_added():
    making.make(SMALL, story.TODAY)
    making.make(replace(SMALL, seed=2), story.TODAY, add=True)

    now = PostHolder.objects.filter(ended_on=None, worker__isnull=False)
    held = Counter(now.values_list("worker", flat=True))
    assert set(held.values()) == {1}
    assert Worker.objects.get(username="amina.rahman").pk in held
