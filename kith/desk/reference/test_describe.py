from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from kith.access.may import May
from kith.desk.reference import gathered, marks
from kith.desk.reference import settings as settings_page
from kith.desk.reference.doors import opens
from kith.desk.reference.forms import is_own
from kith.performance.indicators import INDICATORS
from kith.practice import load


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return gathered.written(settings.ROOT)


def test_writing_twice_gives_the_same(pages) -> None:
    assert gathered.written(settings.ROOT) == pages


def test_every_indicator_and_its_examples_are_described(pages) -> None:
    for entry in INDICATORS:
        last_line = [line.strip() for line in entry.thing.example.splitlines() if line.strip()][-1]
        assert f"## {entry.name}\n" in pages["indicators.md"]
        assert last_line in pages["indicators.md"]


def test_every_limit_is_described_with_its_source(pages) -> None:
    for practice in load(settings.ROOT / "packs").practices.values():
        for kind in practice.steps.values():
            assert f"(`{kind.code}`)" in pages["steps.md"]
            assert all(limit.source in pages["steps.md"] for limit in kind.limits)


def test_every_question_of_every_form_is_described(pages) -> None:
    known = load(settings.ROOT / "packs").practices
    for practice in known.values():
        for code, form in practice.forms.items():
            base = known.get(practice.based_on)
            pack = practice.code if is_own(practice, base, code) else practice.based_on
            asked = pages[f"forms-{pack}.md"].partition(f"(`{code}`)\n")[2]
            assert asked
            assert all(f"| `{question.id}` |" in asked for question in form.questions)


def test_every_permission_page_and_action_is_described(pages) -> None:
    assert all(f"| `{one.name}` | {one.value} |" in pages["permissions.md"] for one in May)
    assert "| `sign_off_queue` | `/sign-off/` |" in pages["pages.md"]
    assert all(f"| `{name}` |" in pages["pages.md"] for name, _ in gathered.actions())


def test_a_role_opens_a_page_only_with_its_permission() -> None:
    assert opens(May.SIGN_OFF, {"SIGN_OFF"})
    assert not opens(May.SIGN_OFF, {"READ_RECORD"})


def test_a_stale_page_is_named_and_written_anew(tmp_path, pages) -> None:
    call_command("describe", to=tmp_path, stdout=StringIO())
    (tmp_path / "steps.md").write_text("changed by hand")
    (tmp_path / "left-over.md").write_text("of a pack that is gone")

    with pytest.raises(CommandError) as told:
        call_command("describe", to=tmp_path, check=True)
    assert "steps.md, left-over.md" in str(told.value)
    assert (tmp_path / "steps.md").read_text() == "changed by hand"

    call_command("describe", to=tmp_path, stdout=StringIO())
    call_command("describe", to=tmp_path, check=True)
    assert not (tmp_path / "left-over.md").exists()


def test_a_setting_without_a_comment_is_told() -> None:
    source = '# --- what the environment says\n\nLOUD = os.environ.get("KITH_LOUD", "")\n# --- apps\n'

    with pytest.raises(settings_page.NoComment, match="KITH_LOUD"):
        settings_page.sheet(source)


def test_every_variable_read_anywhere_is_described(pages) -> None:
    import re

    read = set()
    for folder in ("kith", "config"):
        for path in (settings.ROOT / folder).rglob("*.py"):
            if not path.name.startswith("test_"):
                read |= set(re.findall(r'environ(?:\.get\(|\[)"([A-Z_]+)"', path.read_text()))
    ours = {name for name in read if name.startswith(("KITH_", "DATABASE_"))} - {"KITH_SERVING"}

    assert ours
    assert [name for name in sorted(ours) if f"| `{name}` |" not in pages["settings.md"]] == []


def test_words_cannot_break_out_of_their_cell() -> None:
    assert marks.table(["a"], [["one | two\nthree"]]).endswith("| one \\| two three |")
