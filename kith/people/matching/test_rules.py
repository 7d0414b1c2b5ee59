"""What is typed is taken apart, names are compared by ear and by letters, and fits are told in words."""

# ruff: noqa: E501 - tables are read across

from datetime import date

import pytest

from kith.core import examples, names
from kith.people.matching import likeness, rules, typed
from kith.people.matching.births import Span
from kith.people.matching.likeness import Name
from kith.people.matching.rules import Asked, Known

TODAY = date(2026, 10, 14)

TYPED = examples.parse("""
    typed                     | words            | born                  | other
    kiran dochery 2017        | kiran dochery    | 2017-01-01 2017-12-31 |
    Kieran 21/4/17            | kieran           | 2017-04-21 2017-04-21 |
    9 kieran                  | kieran           | 2016-10-15 2017-10-14 |
    kieran aged 9             | kieran           | 2016-10-15 2017-10-14 |
    april jones               | april jones      |                       |
    jones april 2017          | jones            | 2017-04-01 2017-04-30 |
    jones 3 feb 2017 girl     | jones            | 2017-02-03 2017-02-03 | F
    born 2017 jones           | jones            | 2017-01-01 2017-12-31 |
    marlowe WM4 2QT           | marlowe          |                       | WM42QT
    marlowe wm4               | marlowe          |                       | WM4
    204 418                   |                  |                       | record=204418 old=204418
    ID 204418                 |                  |                       | record=204418 old=204418
    943 476 5919              |                  |                       | nhs=9434765919
    nhs number 9434765919     |                  |                       | nhs=9434765919
    07700 900123              |                  |                       | 07700900123
    +44 7700 900123 marlowe   | marlowe          |                       | 07700900123
    O'Brien-Smith             | obrien smith     |                       |
    محمد علي                  | محمد علي         |                       |
""")


@pytest.mark.parametrize("row", TYPED, ids=lambda row: row.values["typed"])
def test_a_search_text_is_taken_apart(row):
    asked = typed.read(row.values["typed"], TODAY)

    born = f"{asked.born.first} {asked.born.last}" if asked.born else ""
    other = " ".join(f"{kind}={number}" for kind, number in asked.numbers)
    other = other or asked.phone or asked.postcode or asked.sex.replace("U", "")
    assert (" ".join(asked.words), born, other) == (
        row.values["words"],
        row.values["born"],
        row.values["other"],
    )
    assert asked.remarks == ()


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("jones 31/2/2017", "February 2017 has 28 days"),
        ("9434765918", "does not add up"),
        ("A12345678901B", "does not fit its digits"),
        ("jones " * 20_000, "only the first 200 letters"),
        ("a b c d e f g h i j", "Only the first 8 words"),
    ],
)
def test_what_cannot_be_read_is_said_and_the_rest_is_looked_for(text, remark):
    asked = typed.read(text, TODAY)

    assert remark in " ".join(asked.remarks)
    assert len(asked.words) <= 8


@pytest.mark.parametrize("text", ["", "   ", "\x00", "!!!", "'", "-- --"])
def test_nothing_typed_is_nothing_asked(text):
    assert typed.read(text, TODAY).empty


LIKE = examples.parse("""
    one      | other    | kind
    docherty | docherty | same
    kiran    | kieran   | sound
    kian     | kieran   | form
    kiran    | ciaran   | sound
    dochery  | docherty | slip
    docherty | dogherty | near
    karoob   | karooq   | near
    محمد     | mohammed | sound
    sergei   | сергей   | sound
    maryam   | محمد     |
    smith    | smyth    | sound
    marlow   | marlowe  | sound
    k        | kieran   | initial
    tia      | kofi     |
    ali      | smith    |
    محمد     | محمد     | same
""")


@pytest.mark.parametrize("row", LIKE, ids=lambda row: f"{row.values['one']} {row.values['other']}")
def test_two_words_are_alike_by_letter_ear_or_custom(row):
    assert likeness.likeness(row.values["one"], row.values["other"]) == row.values["kind"]


def person(given="", family="", born=None, **facts):
    span = Span(date.fromisoformat(born), date.fromisoformat(born)) if born else None
    others = tuple(facts.pop("others", ()))
    return Known(
        id=facts.pop("id", 1),
        names=(Name(given, family, facts.pop("known_as", "")), *others),
        born=span,
        **facts,
    )


FITS = examples.parse("""
    asked                     | given       | family    | born       | band        | grounds
    kiran dochery 2017        | Kieran      | Docherty  | 2017-04-21 | very likely | sounds the same; year the same
    kiran dochery 2017        | Ciaran      | Dockery   | 2018-02-02 | possible    | sounds the same; a year out
    kiran dochery 2017        | Kiran       | Dosanjh   | 1992-01-01 | weak        | first name only; born in other years
    kieran docherty           | Kieran      | Docherty  |            | possible    | name the same
    kieran os                 | Kieran      | Docherty  |            | weak        | first name only
    docherty kieran           | Kieran      | Docherty  |            | possible    | name the same; names the other way round
    kieran                    | Kieran      | Docherty  |            | possible    | first name the same
    kie                       | Kieran      | Docherty  |            | possible    | first name begins like that
    docherty 21/4/17          | Kieran      | Docherty  | 2017-04-21 | possible    | family name the same; same date of birth
    kieran docherty 1/4/2017  | Kieran      | Docherty  | 2017-01-04 | very likely | name the same; day and month the other way round
    kieran docherty girl      | Kieran      | Docherty  |            | weak        | name the same; recorded as a boy or man
    anne marie obrien         | Annemarie   | O'Brien   |            | possible    | name the same
    annemarie o brien         | Anne-Marie  | O’Brien   |            | possible    | name the same
    kian docherty             | Kieran      | Docherty  |            | possible    | first name another form of the same name, family name the same
    21/4/2017                 | Kieran      | Docherty  | 2017-04-21 | possible    | same date of birth
    2017                      | Kieran      | Docherty  | 2017-04-21 | weak        | year the same
    9                         | Kieran      | Docherty  | 2017-04-21 | weak        | the age fits
    madonna                   | Madonna     |           |            | possible    | first name the same
    محمد علي                  | محمد        | علي       |            | possible    | name the same
""")


@pytest.mark.parametrize("row", FITS, ids=lambda row: f"{row.values['asked']} {row.values['given']}")
def test_a_fit_is_told_as_a_band_with_its_grounds(row):
    wanted = row.values
    asked = typed.read(wanted["asked"], TODAY)
    known = person(wanted["given"], wanted["family"], wanted["born"] or None, sex="M")

    found = rules.match(asked, known)

    assert found is not None
    assert (found.band, "; ".join(found.grounds)) == (wanted["band"], wanted["grounds"])


@pytest.mark.parametrize(
    "asked", ["tia marlowe", "tia marlowe 2017", "wm1 1aa", "07700 900123", "204419", "3/2/2001"]
)
def test_somebody_whom_nothing_speaks_for_is_no_hit(asked):
    known = person("Kieran", "Docherty", "2017-04-21", id=204418, postcodes=("WM28HD",))

    assert rules.match(typed.read(asked, TODAY), known) is None


def test_a_number_makes_it_very_likely_whatever_the_name():
    known = person("Kieran", "Docherty", id=204418, numbers=(("nhs", "9434765919"),))

    by_record = rules.match(typed.read("204418", TODAY), known)
    by_nhs = rules.match(typed.read("somebody 943 476 5919", TODAY), known)

    assert (by_record.band, by_record.grounds) == ("very likely", ("record number the same",))
    assert (by_nhs.band, by_nhs.grounds) == ("very likely", ("NHS number the same",))


def test_a_former_name_is_found_and_said():
    known = person("Tia", "Marlowe", others=[Name("Tia", "Osei", how="was called")])

    found = rules.match(typed.read("tia osei", TODAY), known)

    assert found.grounds == ("name the same", "was called Tia Osei")


def test_a_shared_address_or_telephone_makes_a_whole_name_very_likely():
    known = person("Kieran", "Docherty", postcodes=("WM28HD",), phones=("07700900123",))

    assert rules.match(typed.read("kieran docherty wm2 8hd", TODAY), known).band == "very likely"
    assert rules.match(typed.read("kieran docherty 07700900123", TODAY), known).band == "very likely"
    assert rules.match(typed.read("wm2 8hd", TODAY), known).band == "possible"
    assert rules.match(typed.read("zeb wm2 8hd", TODAY), known).band == "weak"


def test_part_dates_on_record_agree_when_they_overlap():
    year_known = Known(1, (Name("Kieran", "Docherty"),), Span(date(2017, 1, 1), date(2017, 12, 31), "year"))

    assert rules.match(typed.read("kieran docherty 21/4/2017", TODAY), year_known).band == "very likely"
    assert rules.match(typed.read("kieran docherty 21/4/2010", TODAY), year_known).band == "weak"


def test_the_best_come_first_and_equals_keep_the_order_of_their_numbers():
    known = [
        person("Kiran", "Dosanjh", "1992-01-01", id=3),
        person("Kieran", "Docherty", "2017-04-21", id=2),
        person("Kieran", "Docherty", "2017-04-21", id=1),
        person("Ciaran", "Dockery", "2018-02-02", id=4),
    ]

    found = rules.ranked(typed.read("kiran dochery 2017", TODAY), known)

    assert [one.id for one in found] == [1, 2, 4, 3]


def test_typed_words_are_folded_like_stored_ones():
    asked = typed.read("José O’Néill-Łukasz", TODAY)

    assert asked.words == tuple(names.words("Jose ONeill Lukasz"))
    assert rules.match(asked, person("José", "O'Néill-Łukasz")).grounds == ("name the same",)
    assert Asked(words=("a",)).empty is False
