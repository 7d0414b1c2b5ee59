"""A file of a pack is read once for the same words, and nobody reads into what somebody else was given."""

from kith.practice.entries import read_toml
from kith.practice.mistakes import Mistakes

TEXT = 'title = "Closing"\nroles = ["one"]\n[[limit]]\ndays = 10\n'


def read(path, mistakes=None):
    return read_toml(path, "a.toml", mistakes or Mistakes())


def test_what_one_reader_changes_no_other_finds(tmp_path):
    path = tmp_path / "a.toml"
    path.write_text(TEXT)

    first = read(path)
    first["roles"].append("two")
    first["limit"][0]["days"] = 99
    del first["title"]

    assert read(path) == {"title": "Closing", "roles": ["one"], "limit": [{"days": 10}]}


def test_a_file_that_was_changed_is_read_anew(tmp_path):
    path = tmp_path / "a.toml"
    path.write_text(TEXT)
    read(path)
    path.write_text(TEXT.replace("Closing", "Ending"))

    assert read(path)["title"] == "Ending"


def test_a_broken_file_is_told_each_time(tmp_path):
    path = tmp_path / "a.toml"
    path.write_text("title = ")

    for _ in range(2):
        mistakes = Mistakes()
        assert read(path, mistakes) == {}
        assert len(mistakes.found) == 1
