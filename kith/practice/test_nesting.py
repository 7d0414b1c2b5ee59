import pytest

from kith.core import Refused
from kith.practice import editing, entries, nesting
from kith.practice.drafting import LONGEST, problem_with_text
from kith.practice.mistakes import Mistakes

DEEP = ".".join("a" * 20_000) + " = 1"
TOLD = "more than 4 parts with dots between them"


@pytest.mark.parametrize(
    "text",
    [
        DEEP,
        f"[{DEEP[:-4]}]",
        "a.b.c.d.e = 1",
        "title = 'x'\n[[a.b . \"c\".'d' . e]]",
        "x = {a.b.c.d.e = 1}",
        'x = """a""""\na.b.c.d.e = 1',
        '"\\"".a."\\"".b.c = 1',
    ],
)
def test_a_name_that_is_too_deep_is_told_with_its_line(text):
    assert nesting.problem_with_depth(text).startswith(
        f"Line {text[: text.rindex('a')].count(chr(10)) + 1} has"
    )


@pytest.mark.parametrize(
    "text",
    [
        "[a.b.c.d]\ne.f = 1.5",
        'source = "See www.assets.publishing.service.gov.uk/a.b.c"',
        "# as a.b.c.d.e says",
        'words = """\na.b.c.d.e = 1 \\"""\na.b.c.d.e"""',
        "words = '''\na.b.c.d.e'''",
        "",
    ],
)
def test_words_and_short_names_are_read(text):
    assert nesting.problem_with_depth(text) is None


@pytest.mark.parametrize("reader", ["tomllib.loads", "tomlkit.parse"])
def test_nothing_reads_what_is_too_deep(monkeypatch, tmp_path, reader):
    def read(text):
        raise AssertionError("it was read")

    monkeypatch.setattr(reader, read)
    if reader == "tomlkit.parse":
        with pytest.raises(Refused, match=TOLD):
            editing.change_step(DEEP, "contact", {"title": "Contact"})
        return
    mistakes = Mistakes()
    (tmp_path / "steps.toml").write_text(DEEP)
    assert entries.read_toml(tmp_path / "steps.toml", "steps.toml", mistakes) == {}
    assert TOLD in str(mistakes.found[0])


def test_a_draft_keeps_no_text_that_would_not_be_read():
    assert TOLD in problem_with_text(DEEP)
    assert "60,000 letters long; there are 60,001" in problem_with_text("#" * (LONGEST + 1))
    assert problem_with_text("#" * LONGEST) is None
    assert problem_with_text("this is [ no TOML yet") is None
