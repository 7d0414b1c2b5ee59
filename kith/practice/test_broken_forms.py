# ruff: noqa: E501 -- what is told is quoted whole
"""Broken forms: each mistake is told with file, question, what was found and what is known."""

import pytest

from kith.practice.test_small_packs import FORM, lay_out, mistakes, write


@pytest.fixture
def packs(tmp_path):
    return lay_out(tmp_path)


FORM_MISTAKES = [
    ('id = "safe"', 'id = "told"', "question told: There are two questions of this id."),
    ('id = "safe"', 'id = "safe"\nshow_if = { question = "outcome", is = "close" }',
     'question safe.show_if: There is no earlier question "outcome".'),
    ('id = "safe"', 'id = "safe"\nshow_if = { question = "saef", is = "yes" }',
     'question safe.show_if: There is no earlier question "saef".'),
    ('id = "safe"', 'id = "safe"\nshow_if = { question = "told", is = "yes" }',
     'question safe.show_if: "told" is of kind words. Compare with a choice or a yes/no question.'),
    ('id = "outcome"', 'id = "outcome"\nshow_if = { question = "safe", is = "perhaps" }',
     'question outcome.show_if: There is no answer of "safe" "perhaps". Known: no, unknown, yes.'),
    ('kind = "words"', 'kind = "choice"', "question told: A question of kind choice needs at least two options."),
    ('kind = "words"', 'kind = "several"\nlist = "colour"',
     'question told.list: There is no list "colour". Did you mean "colours"?'),
    ('kind = "words"', 'kind = "prose"', 'question told.kind: Found "prose". Known: text, words,'),
    ('kind = "words"', 'kind = "table"', "question told: A table needs columns."),
    ('kind = "words"', 'kind = "words"\nper_child = true\ndiffers = true',
     "question told: per_child and differs exclude each other."),
    ('kind = "words"', 'kind = "risk"\ndiffers = true',
     "question told: A risk analysis says in each row for whom. Leave out per_child and differs."),
    ('kind = "words"', 'kind = "words"\npulls = "weather"', 'question told.pulls: There is no fact "weather". Known: visits.'),
    ('kind = "words"', 'kind = "words"\nrequird = true', 'question told.requird: There is no entry "requird". Did you mean "required"?'),
    ('kind = "words"', 'kind = "person"\n[[question.option]]\ncode = "a"\nlabel = "A"',
     "question told: Options do not belong to kind person."),
    ('kind = "words"', 'kind = "part date"', 'question told.kind: Found "part date". Known: text, words,'),
    ('kind = "words"', 'kind = "table"\n[[question.column]]\nid = "a"\nask = "A"\nkind = "number"',
     'question told.column.kind: Found "number". Known: text, choice, date, part_date, person, address, child'),
    ('kind = "yes_no_unknown"', 'kind = "yes_no_unknown"\n[[question.option]]\ncode = "a"\nlabel = "A"',
     "question safe: Options do not belong to kind yes_no_unknown."),
    ('section = "told"\nask = "Safe?"', 'section = "now"\nask = "Safe?"', 'question safe.section: There is no section "now". Known: told.'),
    ('ask = "Safe?"', "", "question safe.ask: This is missing."),
    ('code = "close"\nlabel = "Close"', 'code = "assessment"\nlabel = "Close"',
     'question outcome.option: The option "assessment" is there twice.'),
    ('kind = "words"', 'kind = "person"\nfamily = "Who"',
     "question told.family: A family's copy does not tell answers of kind person. It tells: text, words, choice,"),
    ('kind = "words"', f'kind = "words"\nfamily = "{"x" * 61}"', "question told.family: A heading has at most 60 letters."),
    ('kind = "words"', 'kind = "words"\nfamily = 3', "question told.family:"),
    ('kind = "words"', 'kind = "words"\ncounted = true', "question told.counted: Only answers that are chosen can be counted."),
    ('[[section]]', '[[section]]\nid = "empty"\ntitle = "Empty"\n[[section]]', "section empty: Nothing is asked in this section."),
    ('[[section]]', '[[section]]\nid = "told"\ntitle = "Again"\n[[section]]', "section told: There are two sections of this id."),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "told"), FORM_MISTAKES, ids=[m[2][:60] for m in FORM_MISTAKES])
def test_a_mistake_in_a_form_is_told(packs, before, after, told):
    assert before in FORM
    write(packs, "base/forms/contact.toml", FORM.replace(before, after, 1))

    wanted = f"base/forms/contact.toml, {told}"
    assert any(line.startswith(wanted) for line in mistakes(packs)), mistakes(packs)


def test_too_many_questions_at_once_are_told(packs):
    more = "".join(
        f'[[question]]\nid = "q{n}"\nsection = "told"\nask = "And?"\nkind = "text"\n' for n in range(5)
    )
    write(packs, "base/forms/contact.toml", FORM + more)

    assert any("section told: 8 questions are shown at once. At most 7" in line for line in mistakes(packs))


def test_two_questions_under_one_heading_for_the_family_are_told(packs):
    more = '[[question]]\nid = "q"\nsection = "told"\nask = "And?"\nkind = "text"\nfamily = "Why"\n'
    twice = FORM.replace('kind = "words"', 'kind = "words"\nfamily = "Why"', 1) + more
    write(packs, "base/forms/contact.toml", twice)

    assert any('Two questions stand under "Why" on the family\'s copy.' in line for line in mistakes(packs))


def test_a_form_that_asks_nothing_is_told(packs):
    write(packs, "base/forms/contact.toml", 'title = "Contact"')

    assert any("The form asks nothing." in line for line in mistakes(packs))
