from django.urls import get_resolver

from kith.access import checks
from kith.desk.trail import rules, words


def test_every_page_that_leaves_a_look_has_words_of_its_own_and_no_other_has():
    views = [pattern.callback for pattern in checks.patterns(get_resolver())]

    assert set(words.PAGES) == {view.page_name for view in views if view.about}
    assert len(set(words.PAGES.values())) == len(words.PAGES)


def test_the_words_are_no_names_of_code():
    assert rules.page_words("step_new") == "start of a piece of work"
    assert not [told for told in words.PAGES.values() if "_" in told or told in ("new", "add", "beside")]


def test_a_page_that_is_no_more_is_told_by_its_name():
    assert rules.page_words("care_plan") == "care plan"
