import pytest
from django.http import QueryDict

from kith.ui import unshown
from kith.ui.render import render_words


@pytest.mark.parametrize(
    ("page", "texts", "lost"),
    [
        ("<p>nothing of it</p>", ["Mum was there.\r\nShe agreed."], ["Mum was there.\r\nShe agreed."]),
        ("<textarea>\nMum &amp; Dad\nwere there</textarea>", ["Mum & Dad\r\nwere there"], []),
        ("<p>nothing of it</p>", ["goes_on", "", "12/10/2026"], []),
        ("<p>nothing of it</p>", ["twice said", "twice said"], ["twice said"]),
    ],
)
def test_lost_is_what_stands_nowhere_on_the_page(page, texts, lost):
    assert unshown.lost(page, texts) == lost


def test_lost_words_come_back_at_the_end_of_the_page_and_no_password_does():
    posted = QueryDict(mutable=True)
    posted.update({"words": "They <b>both</b> came.", "password": "a secret one", "_key": "no word"})

    page = unshown.with_lost_words("<main>Ended already.</main><footer>", posted, render_words)

    assert page.startswith("<main>Ended already.")
    assert "They &lt;b&gt;both&lt;/b&gt; came." in page
    assert page.endswith("</main><footer>")
    assert "secret" not in page
    assert "no word" not in page


def test_a_page_that_shows_everything_stays_as_it_is():
    posted = QueryDict("words=two+words")

    assert unshown.with_lost_words("<main>two words</main>", posted, render_words) == "<main>two words</main>"
