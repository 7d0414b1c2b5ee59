"""Long answers with headings and lists: saved at once however long, read as real elements, nothing in them runs."""

import time
from html import escape

import pytest

from kith.work.models import Answer

pytestmark = pytest.mark.django_db
PARAGRAPH = "Between January and June the children were often not woken, fed or taken to school; Tia did it for them, "
SIXTY_PAGES = "".join(
    f"## Week {number}\n\n{PARAGRAPH}{PARAGRAPH[:50]}\n\n- <b>Tia</b> was **late** & hungry\n- Kofi was not\n\n"
    if number % 3 == 0
    else f"{PARAGRAPH}{PARAGRAPH}\n\n"
    for number in range(800)
)


def test_sixty_pages_are_saved_within_a_second_and_nothing_of_them_is_lost(amina, work, browser):
    assert 170_000 < len(SIXTY_PAGES) < 200_000
    assert len(SIXTY_PAGES.splitlines()) > 1000
    client = browser(amina)
    client.page("step", work)

    began = time.perf_counter()
    answer = client.send("step_save", work, question="why_now", child="", version="0", value=SIXTY_PAGES)
    took = time.perf_counter() - began

    assert answer.status_code == 200
    assert took < 1
    assert Answer.objects.seen_by(amina).get(step=work).value == SIXTY_PAGES


def test_headings_and_lists_are_elements_and_all_else_is_text(amina, work, writing, browser):
    hostile = '<script>alert(1)</script> <img src=x onerror="x"> \u202eturned'
    writing.fill(amina, work)
    writing.save(amina, work, "why_now", f"## The home\n- **{hostile}**\n- two\n3. three")
    client = browser(amina)
    pages = [client.page(name, work).content.decode() for name in ("step_submit", "step_history")]

    for shown in pages:
        assert '<h4 class="k-prose__heading">The home</h4>' in shown
        assert f"<li><strong>{escape(hostile).replace('&quot;', '&#34;')}</strong></li><li>two</li>" in shown
        assert '<ol class="k-prose" start="3"><li>three</li></ol>' in shown
        assert "<script>alert" not in shown
