from kith.work.steps.letters import of_sections


def test_each_section_has_a_letter_of_its_own_out_of_its_title():
    found = of_sections(
        {"a": "Why now", "b": "Who we spoke to", "c": "What happens next", "d": "What we think"}
    )
    assert found == {"a": "w", "b": "h", "c": "a", "d": "t"}


def test_letters_that_browsers_use_are_left_out_and_some_sections_have_none():
    assert of_sections({"a": "Feed", "b": "Éé 12", "c": "Deaf"}) == {"c": "a"}
    assert of_sections({}) == {}
