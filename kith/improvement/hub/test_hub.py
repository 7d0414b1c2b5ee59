from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from kith.core import Refused, clock
from kith.improvement.actions import rate
from kith.improvement.hub import actions
from kith.improvement.models import Bulletin
from tests import make

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 10, 14, 9, tzinfo=UTC)


@pytest.fixture
def at(monkeypatch):
    """Sets what time it is."""

    def set_to(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    return set_to


def text(answer) -> str:
    return answer.content.decode()


def test_what_is_new_is_new_since_the_visit_before(at) -> None:
    reader = make.worker(role="elected_member")
    told = []
    for minutes in (0, 10, 60, 80, 200):
        at(NOW + timedelta(minutes=minutes))
        told.append(actions.open_hub(reader))

    assert told == [None, None, NOW, NOW, NOW + timedelta(minutes=60)]


def test_the_hub_tells_ratings_that_changed_and_new_bulletins(at, head, one, browser) -> None:
    reader = browser(make.worker(role="social_worker"))
    about = one("1.1.1")
    at(NOW)
    first = reader.get("/improvement/hub/")
    at(NOW + timedelta(hours=2))
    rate(head, about, rating="green", why="Minutes kept", rated_on=date(2026, 10, 14))
    actions.publish(head, title="First week", words="All teams have begun.")
    at(NOW + timedelta(hours=3))

    page = text(reader.get("/improvement/hub/"))

    assert "This is your first visit." in text(first)
    assert "1 rating changed" in page
    assert "Weekly tracking" in page
    assert "First week" in page and "New</span>" in page
    assert "Write a bulletin" not in page


def test_a_bulletin_is_taken_down(head, browser) -> None:
    client = browser(head)
    client.post("/improvement/hub/write/", {"title": "First week", "words": "Begun.", "_key": uuid4()})
    made = Bulletin.objects.get()

    client.post("/improvement/hub/write/", {"do": "down", "bulletin": made.pk, "_key": uuid4()})

    assert "First week" not in text(client.get("/improvement/hub/"))
    assert client.post("/improvement/hub/write/", {"do": "down", "bulletin": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("title", "words", "told"),
    [
        ("", "x", "Write a heading"),
        ("x", " ", "Write the notice"),
        ("x", "y" * 3_001, "at most 3,000 letters"),
    ],
)
def test_a_bulletin_is_short_and_has_words(head, browser, title, words, told) -> None:
    with pytest.raises(Refused, match=told):
        actions.publish(head, title=title, words=words)
    answer = browser(head).post("/improvement/hub/write/", {"title": title, "words": words, "_key": uuid4()})
    assert answer.status_code == 422 and told in text(answer)
