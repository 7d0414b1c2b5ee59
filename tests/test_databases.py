import pytest

from tests import databases

FIRST, SECOND, THIRD = {"a/0001": "1", "Django": "5"}, {"a/0002": "2"}, {"b/0001": "3"}


@pytest.mark.parametrize(
    ("templates", "found"),
    [
        ({}, None),
        ({"one": FIRST}, "one"),
        ({"one": FIRST, "two": FIRST | SECOND}, "two"),
        ({"one": FIRST, "two": FIRST | {"a/0002": "written otherwise"}}, "one"),
        ({"two": FIRST | {"gone/0001": "9"}}, None),
        ({"one": FIRST | {"Django": "6"}}, None),
        ({"unmarked": {}}, None),
    ],
)
def test_a_template_is_made_from_the_one_that_is_furthest_on_the_way(templates, found):
    assert databases.nearest(templates, FIRST | SECOND | THIRD) == found


def test_every_migration_is_marked_and_marked_anew_when_its_words_or_those_it_takes_change(
    monkeypatch, tmp_path
):
    monkeypatch.setattr(databases, "ROOT", tmp_path)
    folder = tmp_path / "kith/work/migrations"
    folder.mkdir(parents=True)
    (folder / "0001_first.py").write_text("operations = []\n")
    (folder / "0002_second.py").write_text(
        "from kith.work import (\n    within,\n)\nfrom kith.access.row_security import a\n"
    )
    (folder.parent / "within.py").write_text("WORDS = 1\n")
    before = databases.marks_of_migrations()

    (folder.parent / "within.py").write_text("WORDS = 2\n")
    after = databases.marks_of_migrations()

    first, second = "kith/work/migrations/0001_first.py", "kith/work/migrations/0002_second.py"
    assert set(before) == {first, second, "Django"}
    assert before[first] == after[first]
    assert before[second] != after[second]
