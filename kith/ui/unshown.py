"""What somebody typed into a form that is not on the page any more: it comes back to be read and copied."""

import html
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

END = "</main>"
NOT_SHOWN = "password"


class Posted(Protocol):
    """The fields of a form as they were sent."""

    def lists(self) -> Any:
        """Each name with everything sent under it."""


def lost(page: str, texts: Sequence[str]) -> list[str]:
    """Those of these texts of more than one word that stand nowhere on the page, however their lines are broken."""
    told = [text for text in dict.fromkeys(texts) if len(text.split()) > 1]
    shown = _one_line(html.unescape(page)) if told else ""
    return [text for text in told if _one_line(text) not in shown]


def typed(posted: Posted) -> list[str]:
    """Everything that was typed into the boxes of a form."""
    return [
        text
        for name, sent in posted.lists()
        for text in sent
        if name != NOT_SHOWN and not name.startswith(("_", "csrf"))
    ]


def with_lost_words(page: str, posted: Posted, words_of: Callable[[str, Mapping[str, Any]], str]) -> str:
    """The page, and at the end of what it says whatever was typed and would be lost."""
    if END not in page or not (texts := lost(page, typed(posted))):
        return page
    before, end, after = page.rpartition(END)
    return before + words_of("ui/unshown.html", {"texts": texts}) + end + after


def _one_line(text: str) -> str:
    return " ".join(text.split())
