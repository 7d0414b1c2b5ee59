"""A small labelled set over a population in memory: matching may not become worse unseen."""

from collections import defaultdict
from datetime import date
from random import Random

import pytest

from kith.core import names
from kith.core.identifiers import nhs_number_problem, upn_problem
from kith.desk.bench.matching_people import Invented, Population
from kith.desk.bench.matching_score import Outcome, judged, lines, outcome, tallies
from kith.desk.bench.matching_told import NUMBERS_OF, STRANGERS, Told, pairs
from kith.desk.bench.rules import MET, MISSED
from kith.people.matching import rules, typed
from kith.people.matching.births import Span
from kith.people.matching.likeness import Name
from kith.people.matching.rules import Asked, Known, Match

TODAY = date(2026, 10, 14)


class InMemory:
    """People found as the record store finds them: by any shared sound, spelling, birthday, home or number."""

    def __init__(self, people: list[Invented]) -> None:
        self.known = {one.id: as_known(one) for one in people}
        self.held: dict[object, set[int]] = defaultdict(set)
        for one in people:
            for sign in self.signs(one):
                self.held[sign].add(one.id)

    @staticmethod
    def signs(one: Invented) -> set[object]:
        words = names.words(f"{one.given} {one.family} {one.former}")
        codes = names.sound_codes(f"{one.given} {one.family} {one.former}")
        return {
            *words,
            *(word[:4] for word in words),
            *codes,
            one.born_on,
            one.postcode,
            one.phone,
            one.nhs,
            one.upn,
        }

    def find(self, told: Told) -> tuple[list[Match], float]:
        asked = asked_by(told)
        sought = {code for word in asked.words for code in (word, word[:4], *names.codes_to_search(word))}
        sought |= {asked.postcode, asked.phone, *(number for _, number in asked.numbers)} - {""}
        ids = set().union(
            *(self.held[sign] for sign in sought), self.held[asked.born.first if asked.born else 0]
        )
        return rules.ranked(asked, [self.known[one] for one in sorted(ids)], 25), 0.0


def asked_by(told: Told) -> Asked:
    if told.on_a_line:
        return typed.line(told.text, told.born, told.sex, TODAY, postcode=told.home)
    return typed.read(told.text, TODAY)


def as_known(one: Invented) -> Known:
    former = (Name(one.given, one.former, how="was called"),) if one.former else ()
    return Known(
        one.id, (Name(one.given, one.family), *former), Span(one.born_on, one.born_on), one.sex,
        (one.postcode,), (one.phone,), (("nhs", one.nhs), ("upn", one.upn)),
    )  # fmt: skip


@pytest.fixture(scope="module")
def people() -> list[Invented]:
    return Population(Random(7), TODAY, 1).made(1_200)


@pytest.fixture(scope="module")
def outcomes(people) -> list[Outcome]:
    return judged(pairs(Random(8), people, TODAY, 0.06), InMemory(people).find)


def test_the_right_person_is_found_and_stands_first_and_nobody_else_is_very_likely(outcomes):
    whole, _ = tallies(outcomes)

    assert whole.pairs > 400
    assert whole.not_found <= 1
    assert whole.not_first <= 3
    assert whole.wrong == 0
    assert whole.named > 0.7 * whole.people


@pytest.mark.parametrize(
    "kind",
    [
        "as recorded",
        "a wrong letter",
        "day and month changed places",
        "other letters",
        "twins of like names",
        "a number",
    ],
)
def test_each_kind_of_slip_is_borne(outcomes, kind):
    _, by_kind = tallies(outcomes)

    assert by_kind[kind].not_first == 0
    assert by_kind[kind].wrong == 0


def test_a_stranger_is_never_very_likely(outcomes):
    assert [one for one in outcomes if one.kind in STRANGERS and one.named] == []


def test_the_population_and_the_pairs_are_the_same_for_a_seed(people):
    again = Population(Random(7), TODAY, 1).made(1_200)

    assert again == people
    assert pairs(Random(8), again, TODAY, 0.02) == pairs(Random(8), people, TODAY, 0.02)
    assert len({one.id for one in people}) == len(people)


def test_the_population_holds_every_hard_case_and_numbers_that_add_up(people):
    assert {one.oddity for one in people} >= {"twin", "namesake", "other letters", "changed surname"}
    children = [one for one in people if one.is_child]
    assert {nhs_number_problem(one.nhs) for one in children} == {None}
    assert {upn_problem(one.upn) for one in children} == {None}
    assert len({one.nhs for one in children}) == len(children)


def test_every_kind_is_told_and_by_its_number(people):
    told = pairs(Random(8), people, TODAY, 0.02)

    assert list(dict.fromkeys(one.kind for one in told)) == list(NUMBERS_OF)
    assert len([one for one in told if one.kind == "a wrong letter"]) == round(
        NUMBERS_OF["a wrong letter"] * 0.02
    )
    assert all((one.right is None) == (one.kind in STRANGERS) for one in told)


def match(number: int, band: str = rules.VERY_LIKELY) -> Match:
    return Match(number, band, (), 1.0)


def test_an_outcome_counts_the_place_and_who_was_wrongly_named():
    told = Told("age", "x", 3)

    found = outcome(told, [match(4), match(3), match(5, rules.POSSIBLE)])

    assert (found.place, found.named, found.wrong) == (2, 2, 1)
    assert outcome(told, []).place == 0
    assert outcome(Told("stranger", "x", None), [match(1)]).wrong == 1


def test_the_table_says_what_missed():
    good = [Outcome("age", True, 1, 1, 0)] * 99 + [Outcome("stranger", False, 0, 0, 0)]
    bad = [Outcome("age", True, 11, 1, 1)] * 2

    met = lines(*tallies(good))[:3]
    missed = lines(*tallies(good + bad))[:3]

    assert [line.verdict for line in met] == [MET] * 3
    assert [line.verdict for line in missed] == [MISSED, MET, MISSED]
