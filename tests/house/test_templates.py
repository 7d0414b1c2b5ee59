"""Templates hold words and marks: no unescaped text, no style or script in them, no arithmetic on rows."""

import re

import pytest

from tests.house import tree

FORBIDDEN = {
    r"\|\s*safe\b": "text from the record is always escaped",
    r"\sstyle\s*=": "the content policy lets no inline style through: use a class",
    r"\son[a-z]+\s*=\s*[\"']": "the content policy lets no inline script through",
    r"<script(?![^>]*\bsrc=)": "the content policy lets no inline script through",
    r"\bsuccessfully\b": "say what happened",
    r"\.objects\b": "a template asks no questions of the database",
}


@pytest.mark.parametrize("path", tree.templates(), ids=tree.name)
def test_a_template_keeps_to_words_and_marks(path) -> None:
    text = re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)
    found = [why for pattern, why in FORBIDDEN.items() if re.search(pattern, text, re.IGNORECASE)]

    assert not found, f"{tree.name(path)}: {'; '.join(found)}"
