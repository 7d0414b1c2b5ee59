"""A risk analysis: its boxes, what it lacks, how it is read; and the events it cites."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kith.core import Refused
from kith.core.chronology import Event
from kith.practice.forms import Form, Option, Question, Section, ShowIf
from kith.work.answers import boxes, evidence, parts, risk, rules
from kith.work.answers.evidence import Cited

CHILDREN = {1: "Tia", 2: "Kofi"}
DAY = date(2026, 10, 14)
RISK = Question("risk", "risk", "What could happen?", "risk", required=True)
FORM = Form("assessment", "Assessment", (Section("risk", "Risk"),), (RISK,))
VISIT = Cited("visit-31-", date(2026, 9, 29), "Seen at school | alone")
WHOLE = {
    ("risk:1:what", None): "Nobody wakes them.",
    ("risk:1:whom", None): ["1", "2"],
    ("risk:1:sure", None): "seen",
    ("risk:danger", None): "We are worried that if nobody wakes them, Tia will.",
}


def lacking(answers, question=RISK):
    return [name for name, _ in risk.gaps(question, answers)]


# --- its boxes -----------------------------------------------------------------------------------


def test_every_box_is_known_by_its_name_and_nothing_is_chosen_beforehand():
    laid_out = boxes.lay_out(FORM, {}, CHILDREN, DAY)
    names = [box.name for box in boxes.every_box(laid_out)]

    cells = ["what", "whom", "sure", "more", "less", "evidence"]
    assert names == [*(f"risk:1:{cell}" for cell in cells), "risk:danger", "risk:none"]
    assert all(parts.known(RISK, name) for name in names)
    assert all(rules.is_blank(box.value) for box in boxes.every_box(laid_out))


@pytest.mark.parametrize(
    "name", ["risk", "risk:2", "risk:why", "risk:0:what", "risk:61:what", "risk:1:score", "risk:1:what:x"]
)
def test_no_other_box_is_part_of_it(name):
    assert parts.known(RISK, name) is None


def test_one_row_more_than_are_begun_is_shown():
    kept = {("risk:3:what", None): ("Cold at night.", 1)}

    asked = boxes.lay_out(FORM, kept, CHILDREN, DAY)[0].questions[0]

    assert len(asked.rows(asked.places[0])) == 4
    assert asked.is_risk
    assert not asked.is_table


def test_a_pack_may_say_how_sure_one_can_be_in_its_own_words():
    own = Question(
        "risk", "risk", "?", "risk", options=(Option("seen", "With our own eyes"), Option("hint", "A hint"))
    )

    assert parts.known(own, "risk:1:sure").options == (("seen", "With our own eyes"), ("hint", "A hint"))


def test_the_children_are_offered_and_one_who_was_taken_out_stays_chosen():
    kept = {("risk:1:whom", None): (["1", "7"], 1)}

    asked = boxes.lay_out(FORM, kept, CHILDREN, DAY)[0].questions[0]

    whom = asked.rows(asked.places[0])[0][1]
    assert whom.pairs == [("1", "Tia"), ("2", "Kofi"), boxes.OTHERS, ("7", boxes.TAKEN_OUT)]


# --- what it lacks -------------------------------------------------------------------------------


def test_nothing_written_is_one_thing_missing_and_a_whole_row_with_the_danger_is_none():
    assert lacking({}) == ["risk"]
    assert lacking(WHOLE) == []
    assert rules.missing(FORM, WHOLE, CHILDREN) == []


@pytest.mark.parametrize("name", [name for name, _ in WHOLE])
def test_a_row_that_is_begun_says_what_for_whom_and_how_sure_and_the_danger_is_told(name):
    answers = {**WHOLE, ("risk:1:more", None): "Mum is ill."}
    del answers[name, None]

    assert lacking(answers) == [name]
    assert rules.missing(FORM, answers, CHILDREN)[0].field == name


def test_every_row_is_asked_for_itself():
    answers = {**WHOLE, ("risk:4:less", None): "Gran is there."}

    assert [words for _, words in risk.gaps(RISK, answers)] == [
        "Risk 4: What has happened, or could happen?", "Risk 4: For whom?", "Risk 4: How sure are we?",
    ]  # fmt: skip


def test_nothing_found_is_an_answer_with_its_reason_but_not_beside_a_risk():
    reason = {("risk:none", None): "Seen at home and at school; nobody else is worried."}

    assert lacking(reason) == []
    assert risk.gaps(RISK, {**WHOLE, **reason}) == [("risk:none", risk.BOTH)]


def test_what_is_cleared_again_counts_as_not_begun():
    cleared = {("risk:1:what", None): "  ", ("risk:1:whom", None): [], ("risk:1:evidence", None): []}

    assert lacking(cleared) == ["risk"]


def test_where_it_is_not_required_only_what_was_begun_must_be_whole():
    free = Question("risk", "risk", "What could happen?", "risk")

    assert lacking({}, free) == []
    assert lacking({("risk:2:sure", None): "told"}, free) == ["risk:2:what", "risk:2:whom", "risk:danger"]


def test_it_is_not_asked_for_where_it_is_not_shown():
    worry = Question("worry", "risk", "Worried?", "yes_no_unknown")
    shown = Question("risk", "risk", "?", "risk", required=True, show_if=ShowIf("worry", "yes"))
    form = Form("a", "A", (Section("risk", "Risk"),), (worry, shown))

    assert rules.missing(form, {("worry", None): "no"}, CHILDREN) == []
    assert len(rules.missing(form, {("worry", None): "yes"}, CHILDREN)) == 1
    assert len(rules.missing(form, {("worry", 2): "yes"}, CHILDREN)) == 1


# --- how it is read ------------------------------------------------------------------------------


def test_it_is_read_row_by_row_with_the_events_it_cites():
    answers = {**WHOLE, ("risk:1:evidence", None): [VISIT.line]}
    kept = {key: (value, 1) for key, value in answers.items()}

    asked = boxes.lay_out(FORM, kept, CHILDREN, DAY, {"visit-31-": "/visit/31/"})[0].questions[0]
    told = boxes.read_out(asked)[0]

    assert told.risks == (
        boxes.Risk(
            ("Nobody wakes them.",),
            (("For whom", "Tia, Kofi"), ("How sure are we", "Seen by us")),
            ((VISIT.line, "29 Sep 2026 Seen at school | alone", "/visit/31/", "", ""),),
        ),
    )
    assert told.lines == ("Danger: We are worried that if nobody wakes them, Tia will.",)


def test_an_event_that_is_gone_is_still_shown_and_nothing_is_said_when_nobody_looked():
    kept = {("risk:1:evidence", None): ([VISIT.line], 1)}

    gone = boxes.every_box(boxes.lay_out(FORM, kept, CHILDREN, DAY, {}))[5]
    unasked = boxes.every_box(boxes.lay_out(FORM, kept, CHILDREN, DAY))[5]

    assert gone.choices == ((VISIT.line, "29 Sep 2026 Seen at school | alone", "", "gone", ""),)
    assert unasked.choices == ((VISIT.line, "29 Sep 2026 Seen at school | alone", "", "", ""),)


def test_the_history_tells_names_and_events_in_words():
    retold = [boxes.retold(FORM, CHILDREN, f"risk:1:{cell}", value) for cell, value in (
        ("whom", ["2", "9", "others"]), ("evidence", [VISIT.line]), ("sure", "not_known"), ("evidence", ""),
    )]  # fmt: skip

    assert retold == [
        ["Kofi", boxes.TAKEN_OUT, boxes.OTHERS[1]], ["29 Sep 2026 Seen at school | alone"], ["Not known yet"], [],
    ]  # fmt: skip


# --- the events it cites -------------------------------------------------------------------------


def test_an_event_is_kept_with_its_day_and_title():
    event = Event(date(2026, 9, 29), "Seen\nat  school", ("visit", 31))

    assert evidence.cite(event).line == "visit-31- | 2026-09-29 | Seen at school"


@given(some.text())
def test_any_text_is_read_or_is_no_line_and_never_breaks(line):
    cited = evidence.read(line)

    assert cited is None or evidence.read(cited.line) == cited
    assert evidence.in_words(line) == (cited.words if cited else line)


@pytest.mark.parametrize(
    "line", ["", "visit-31-", "visit-31- | soon | Seen", "visit-31- | 2026-09-29 | ", " | 2026-09-29 | Seen"]
)
def test_what_is_no_line_is_none(line):
    assert evidence.read(line) is None


def test_what_is_new_is_called_as_the_record_calls_it_and_what_was_cited_stays_as_it_was():
    renamed = Cited("visit-31-", date(2026, 9, 30), "Seen at home")
    forged = Cited("step-4-opened", date(2026, 9, 1), "Anything")
    true = Cited("step-4-opened", date(2026, 9, 7), "Assessment started")

    kept = evidence.settled([renamed.line, forged.line, VISIT.line], held=[VISIT], offered=[renamed, true])

    assert kept == [renamed.line, true.line, VISIT.line]


def test_one_visit_may_be_cited_for_each_child_as_it_was_for_that_child():
    alone, asleep = (Cited("visit-31-", DAY, title) for title in ("Seen alone", "Not seen"))

    assert evidence.settled([alone.line], [], [asleep, alone]) == [alone.line]
    assert evidence.settled([alone.line, asleep.line, alone.line], [], [asleep, alone]) == [
        alone.line,
        asleep.line,
    ]


@pytest.mark.parametrize("line", ["nonsense", VISIT.line])
def test_what_is_not_on_the_record_is_refused(line):
    with pytest.raises(Refused, match="not on the record"):
        evidence.settled([line], held=[], offered=[])
