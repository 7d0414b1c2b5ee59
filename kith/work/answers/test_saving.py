"""What a save costs, and what becomes of texts when several people and tabs write at once."""

from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from kith.work.answers import rules
from kith.work.answers.actions import save_posted
from kith.work.models import Answer, AnswerVersion

pytestmark = pytest.mark.django_db
BESIDE = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")
# not counted: who asks (the session, the worker with roles, the identity of the transaction), and the line of the trail
NOT_COUNTED = ("django_session", "access_worker", "access_membership", "kith.worker", 'INTO "access_event"')


def asked_by(do) -> list[str]:
    with CaptureQueriesContext(connection) as caught:
        do()
    found = [one["sql"] for one in caught.captured_queries]
    return [one for one in found if not one.upper().startswith(BESIDE)]


def test_a_save_asks_three_questions_besides_who_asks_and_the_trail(amina, work, browser):
    client, address = browser(amina), reverse("step_save", kwargs={"number": work.pk})
    fields = {"question": "why_now", "child": ""}
    client.post(address, {**fields, "value": "School", "version": "0"})

    found = asked_by(lambda: client.post(address, {**fields, "value": "School rang.", "version": "1"}))

    ours = [one for one in found if not any(name in one.split(" WHERE ")[0] for name in NOT_COUNTED)]
    assert len(ours) == 3, "\n".join(one[:160] for one in found)
    assert Answer.objects.seen_by(amina).get(step=work).value == "School rang."


# --- random histories --------------------------------------------------------------------------------

WORDS = ("gran", "gran rang", "school rang", "", " ", "nobody", "school")


@some.composite
def histories(draw, most=14):
    """Tabs with what each does next: type and save, save once more (the answer was lost), or open the page anew."""
    tabs = draw(some.integers(1, 4))
    deed = some.tuples(
        some.integers(0, tabs - 1),
        some.sampled_from(("type", "type", "add", "again", "late", "open")),
        some.sampled_from(WORDS),
    )
    return draw(some.lists(deed, min_size=2, max_size=most))


class Tab:
    """One open page: the version it saw, what stands in its box, and what it sent last."""

    def __init__(self) -> None:
        self.version, self.text, self.sent = 0, "", []

    def next(self, deed: str, words: str, present: rules.Present) -> tuple[int, str] | None:
        if deed == "open":
            self.version, self.text = present.version, present.value or ""
            return None
        if deed == "again" and self.sent:
            return self.sent[-1]
        if deed == "late" and self.sent:
            return self.sent[0]
        self.text = f"{self.text} {words}".strip() if deed == "add" else words
        self.sent.append((self.version, self.text))
        return self.sent[-1]


def played(history, save, present):
    """Play a history; gives every text sent. ``save`` gives the version to go on from and whether it clashed."""
    tabs = [Tab() for _ in range(4)]
    sent = []
    for number, deed, words in history:
        wanted = tabs[number].next(deed, words, present())
        if wanted is None:
            continue
        base, text = wanted
        before = present()
        version, clashed = save(number, base, text)
        after = present()
        sent.append(text)
        changed = after != before
        if changed:
            whole = isinstance(before.value, str) and text.startswith(before.value)
            assert base == before.version or whole or rules.is_blank(before.value)
            assert not clashed
        if text.strip() and after.value != text:
            assert clashed or base < after.version  # it stands among the earlier ones or beside
        if wanted == tabs[number].sent[-1]:
            tabs[number].version = version
    return sent


@given(histories(40))
@settings(max_examples=150, deadline=None)
def test_what_holds_always_grew_out_of_what_its_writer_had_seen(history):
    kept, aside, present = {0: ""}, [], [rules.Present()]

    def save(tab, base, text):
        merged = rules.merge(present[0], base, text)
        if merged.changed:
            kept[merged.version] = text
            present[0] = rules.Present(text, merged.version)
        untouched = not merged.kept and rules.is_untouched(text, kept.get(base))
        if not merged.kept and not untouched:
            aside.append(text)
        return (base if untouched else merged.version), not merged.kept and not untouched

    sent = played(history, save, lambda: present[0])

    for text in sent:
        assert not text.strip() or text in kept.values() or text in aside
    assert list(kept) == list(range(len(kept)))


@given(history=histories())
@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_every_text_ever_typed_stays_on_record(history, amina, colin, work, boxes_to_write):
    question = next(boxes_to_write)
    who = [amina, colin, amina, colin]

    def save(tab, base, text):
        saved = save_posted(who[tab], work, question=question, child=None, values=[text], base_version=base)
        return saved.version, saved.clash is not None

    def present():
        row = Answer.objects.seen_by(amina).filter(step=work, question=question).first()
        return rules.Present(row.value, row.version) if row else rules.Present()

    sent = played(history, save, present)

    rows = AnswerVersion.objects.seen_by(amina).filter(step=work, question=question).order_by("pk")
    for text in sent:
        assert not text.strip() or any(row.value == text for row in rows)
    stands = [row for row in rows if not row.clashed]
    assert [row.version for row in stands] == list(range(1, len(stands) + 1))
    if stands:
        assert present() == rules.Present(stands[-1].value, stands[-1].version)
    for row in rows.filter(clashed=True):
        assert row.value in sent


@pytest.fixture
def boxes_to_write():
    return (f"spoken_to:{row}:who" for row in count(1))
