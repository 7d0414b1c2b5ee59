import pytest

from kith.access.problems import rules


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("http://kith.example/find/?s=1&q=Ellie", "/find/"),
        ("/person/200001/", "/person/200001/"),
        (" /work/#top ", "/work/"),
        ("http://evil.example/find/", ""),
        ("//evil.example/find/", ""),
        ("javascript:alert(1)", ""),
        ("http://[", ""),
        ("/" + "x" * 200, ""),
        ("", ""),
    ],
)
def test_a_report_names_a_page_of_this_site_without_what_was_searched(address: str, path: str) -> None:
    assert rules.path_of(address, "kith.example") == path


def test_a_report_says_what_went_wrong() -> None:
    assert rules.reporting_problems("", "") == [("wrong", "Say what went wrong.")]
    assert rules.reporting_problems("", "It did not open.") == []


def test_a_report_has_an_end() -> None:
    assert rules.reporting_problems("d" * 4000, "w" * 4000) == []
    assert [box for box, _ in rules.reporting_problems("d" * 4001, "w" * 4001)] == ["doing", "wrong"]


@pytest.mark.parametrize(
    ("words", "refused"), [("", True), ("Mended.", False), ("w" * 4000, False), ("w" * 4001, True)]
)
def test_an_answer_has_words_and_an_end(words: str, refused: bool) -> None:
    assert bool(rules.answering_problem(words)) is refused


def test_signs_no_database_takes_are_left_out() -> None:
    assert rules.clean(" one\0two\r\nthree ") == "onetwo\nthree"
