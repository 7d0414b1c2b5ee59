import io
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as some

from kith.core.workbook_reading import first_sheet
from kith.improvement.layout import rules
from kith.improvement.layout.writing import WrittenAction, WrittenTheme, workbook

INSPECTED = date(2009, 9, 14)
HEADS = ["Lead Body", "Key Actions Summary (with end date)", None, "Lead Officer", "RAG Rating", "Notes"]
PAPER = [
    ["1.1: ICT Infrastructure and Resilience", None, None, "AD CSC"],
    ["1.1.5 Telephone Resilience"],
    ["NYCC", "1.1.5.2", "Review the telephones (by 31/03/2010)", "ICT lead", "Amber", "Under way"],
    ["6", None, None, "AD CSC"],
    ["NYCC\nPCT", "6.1", "Working links with the board (within six months)", "", "red", ""],
]


def read(rows, heads=HEADS, inspected_on=INSPECTED, serial_day=lambda text: None):
    cells = [["OUTSTANDING ACTIONS"], heads, *rows]
    told = {
        number: {column: text for column, text in enumerate(row) if text}
        for number, row in enumerate(cells, 1)
    }
    return rules.read(told, serial_day, inspected_on)


def told(rows, **facts) -> list[str]:
    return [str(one) for one in read(rows, **facts).problems]


def action(**changed):
    row = {
        "body": "NYCC",
        "number": "6.2",
        "words": "Do it",
        "officer": "AD CSC",
        "rating": "Green",
        "note": "Done",
    }
    return [*PAPER, list((row | changed).values())]


def test_a_plan_is_read_as_the_paper_lays_it_out() -> None:
    plan = read(PAPER)

    assert plan.problems == []
    assert plan.title == "OUTSTANDING ACTIONS"
    assert [(one.number, one.title, one.lead, one.parent) for one in plan.themes] == [
        ("1.1", "ICT Infrastructure and Resilience", "AD CSC", ""),
        ("1.1.5", "Telephone Resilience", "", "1.1"),
        ("6", "", "AD CSC", ""),
    ]
    first, second = plan.actions
    assert (first.number, first.words, first.bodies, first.officer, first.rating, first.note, first.theme) == (
        "1.1.5.2", "Review the telephones", ("NYCC",), "ICT lead", "amber", "Under way", "1.1.5",
    )  # fmt: skip
    assert (first.due_kind, first.due_on) == ("day", date(2010, 3, 31))
    assert (second.bodies, second.rating, second.due_kind, second.due_on) == (
        ("NYCC", "PCT"), "red", "six_months", date(2010, 3, 14),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("Do it (by 31/03/2010)", ("day", date(2010, 3, 31))),
        ("Do it (by 31 March 2010)", ("day", date(2010, 3, 31))),
        ("Do it (end date: 2010-03-31)", ("day", date(2010, 3, 31))),
        ("Do it (31/03/2010)", ("", None)),
        ("Do it (immediately)", ("immediate", INSPECTED)),
        ("Do it (within three months)", ("three_months", date(2009, 12, 14))),
        ("Do it (6 months)", ("six_months", date(2010, 3, 14))),
        ("Do it (by the board)", ("", None)),
        ("Do it", ("", None)),
    ],
)
def test_the_end_date_is_read_from_the_words(words, due) -> None:
    plan = read(action(words=words))

    assert plan.problems == []
    assert (plan.actions[-1].due_kind, plan.actions[-1].due_on) == due
    assert plan.actions[-1].words == ("Do it" if due[0] else words)


def test_the_end_date_may_have_a_column_of_its_own() -> None:
    heads = ["Lead body", "Key actions", "Lead officer", "End date", "RAG", "Notes"]
    rows = [["1", None, "AD CSC"], ["NYCC", "1.1 Do it", "AD CSC", "40201", "G", ""],
            ["NYCC", "1.2 Do more", "AD CSC", "Immediate", "A", ""]]  # fmt: skip

    plan = read(rows, heads, serial_day=lambda text: date(2010, 1, 23) if text == "40201" else None)

    assert plan.problems == []
    assert [(one.number, one.words, one.due_on, one.rating) for one in plan.actions] == [
        ("1.1", "Do it", date(2010, 1, 23), "green"),
        ("1.2", "Do more", INSPECTED, "amber"),
    ]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"rating": "Purple"}, "Row 8: “Purple” is no rating. Write red, amber or green, or nothing."),
        ({"rating": "Proved"}, "Row 8: “Proved” is no rating."),
        ({"body": ""}, "Row 8: It has no lead body."),
        ({"number": "1.1.5.2"}, "Row 8: 1.1.5.2 is the number of row 5 already."),
        ({"number": ""}, "Row 8: It has no number."),
        ({"number": "7.1"}, "Row 8: 7.1 stands under no heading."),
        ({"number": "6.1.2.3.4"}, "Row 8: “6.1.2.3.4” is no number of a plan"),
        ({"words": ""}, "Row 8: 6.2 does not say what is to be done."),
        ({"words": "Do it (by 31/06/2010)"}, "Row 8: “31/06/2010” is no day. Write it as 23/01/2010"),
        ({"words": "Do it (by 30/06/1910)"}, "Row 8: Write a day from 1990 to 2060."),
        ({"words": "Do it (by the end of March 2010)"}, "Row 8: “the end of March 2010” is no day."),
        ({"words": "w" * 5001}, "Row 8: Its words are longer than 5,000 letters."),
        ({"officer": "o" * 201}, "Row 8: A lead has at most 200 letters."),
    ],
)
def test_what_is_wrong_is_told_with_its_row(changed, words) -> None:
    (problem,) = told(action(**changed))

    assert problem.startswith(words)


def test_everything_wrong_is_told_at_once_in_the_order_of_the_rows() -> None:
    rows = [["", "", "Words alone", "", "", ""], ["1"], ["", "1.1", "Do it", "", "Blue", ""]]

    assert [text.split(" ")[1] for text in told(rows)] == ["3:", "5:", "5:", "5:"]


def test_months_need_a_day_to_count_from() -> None:
    (problem,) = told(PAPER, inspected_on=None)

    assert problem.startswith("Row 7: The plan has no day of inspection to count from.")


def test_an_officer_of_the_heading_answers_for_its_actions() -> None:
    assert told([["1", None, None, "AD CSC"], ["NYCC", "1.1", "Do it", "", "", ""]]) == []
    assert told([["1"], ["NYCC", "1.1", "Do it", "", "", ""]]) == [
        "Row 4: It has no lead officer, and neither have the headings above it."
    ]


def test_an_action_with_actions_under_it_is_told() -> None:
    rows = [["6"], ["NYCC", "6.1", "Do it", "X", "Red", ""], ["NYCC", "6.1.1", "Do more", "X", "Red", ""]]

    assert told(rows) == [
        "Row 4: 6.1 has actions under it, which makes it a heading. A heading has no rating."
    ]


def test_notes_of_an_action_merged_over_two_rows_are_one_note() -> None:
    rows = [
        *PAPER[:3],
        ["NYCC", "1.1.5.2", "Review the telephones (by 31/03/2010)", "ICT lead", "Amber", "Stuck"],
    ]

    plan = read(rows)

    assert plan.problems == []
    assert plan.actions[0].note == "Under way\nStuck"


def merged(*ranges, rows=()):
    """What is read of a workbook whose cells are merged: ranges with their text, and rows of texts from row 3 on."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        page = book.add_worksheet("Plan")
        for column, head in enumerate(HEADS):
            page.write(1, column, head)
        page.merge_range("B2:C2", HEADS[1])
        page.merge_range("A1:F1", "OUTSTANDING ACTIONS")
        for number, row in enumerate(rows, 2):
            for column, text in enumerate(row):
                if text:
                    page.write(number, column, text)
        for where, text in ranges:
            page.merge_range(where, text)
    sheet = first_sheet(kept.getvalue())
    return rules.read(sheet.rows, sheet.day, INSPECTED)


def test_headings_merged_across_and_leads_merged_downwards_are_read() -> None:
    plan = merged(
        ("A3:C3", "1: Assessments"),
        ("A4:A6", "NYCC / PCT"),
        ("D4:D5", "AD CSC"),
        ("E5:E6", "Red"),
        rows=[
            [None, None, None, "Director"],
            [None, "1.1", "Track each assessment (by 31/03/2010)", None, "Amber", "Begun"],
            [None, "1.2", "Evaluate (by 31 March 2010)", None, None, "Not begun"],
            [None, "1.3", "Report (end date: 2010-03-31)"],
        ],
    )

    assert plan.problems == []
    assert [(one.number, one.title, one.lead) for one in plan.themes] == [("1", "Assessments", "Director")]
    assert [(one.number, one.bodies, one.officer, one.rating) for one in plan.actions] == [
        ("1.1", ("NYCC", "PCT"), "AD CSC", "amber"),
        ("1.2", ("NYCC", "PCT"), "AD CSC", "red"),
        ("1.3", ("NYCC", "PCT"), "", "red"),
    ]
    assert {one.due_on for one in plan.actions} == {date(2010, 3, 31)}


def test_an_action_merged_over_a_row_for_each_lead_body_is_one_action() -> None:
    plan = merged(
        ("B4:B5", "1.1"),
        ("C4:C5", "Track each assessment"),
        ("D4:D5", "AD CSC"),
        ("E4:E5", "Amber"),
        rows=[["1: Assessments"], ["NYCC", *[None] * 4, "Begun"], ["PCT", *[None] * 4, "Waits"]],
    )

    assert plan.problems == []
    (action,) = plan.actions
    assert (action.bodies, action.officer, action.rating) == (("NYCC", "PCT"), "AD CSC", "amber")
    assert action.note == "Begun\nWaits"


def test_an_action_merged_over_two_rows_that_contradict_each_other_is_told() -> None:
    plan = merged(
        ("B4:B5", "1.1"),
        ("C4:C5", "Track each assessment"),
        rows=[
            ["1: Assessments"],
            ["NYCC", None, None, "AD CSC", "Amber"],
            ["PCT", None, None, "Director", "Blue"],
        ],
    )

    assert [str(one) for one in plan.problems] == [
        "Row 5: 1.1 goes on from row 4 with another lead officer. Write one for the action.",
        "Row 5: 1.1 goes on from row 4 with another rating. Write one for the action.",
    ]


def test_a_merged_number_with_other_words_is_a_number_used_twice() -> None:
    plan = merged(
        ("B4:B5", "1.1"),
        rows=[["1: A", None, None, "AD"], ["NYCC", None, "Track"], ["NYCC", None, "Evaluate"]],
    )

    assert [str(one) for one in plan.problems] == ["Row 5: 1.1 is the number of row 4 already."]


def test_a_heading_under_two_headings_is_told() -> None:
    rows = [["1"], ["1.1"], ["1.1.1"], ["NYCC", "1.1.1.1", "Do it", "X", "", ""]]

    assert told(rows) == ["Row 5: It is a heading under two others. A plan has themes, sections and actions."]


@pytest.mark.parametrize(
    ("rows", "heads", "words"),
    [
        ([["x"]], ["Lead body", "Action"], rules.NO_HEADS),
        ([], HEADS, rules.NO_ACTIONS),
        ([["1: Alone"]], HEADS, rules.NO_ACTIONS),
    ],
)
def test_a_sheet_without_a_plan_says_so(rows, heads, words) -> None:
    assert told(rows, heads=heads) == [words]


WORDS = some.text("abcde fgh=()", min_size=1, max_size=20).map(lambda text: " ".join(("Do", text)).strip())
KINDS = some.sampled_from(["", "day", "immediate", "three_months", "six_months"])


@settings(max_examples=40, deadline=None)
@given(some.data())
def test_what_is_written_out_is_read_in_the_same(data) -> None:
    def some_action(number):
        kind = data.draw(KINDS)
        day = data.draw(some.dates(date(2000, 1, 1), date(2030, 1, 1)))
        due = {"day": day, "immediate": INSPECTED, "three_months": date(2009, 12, 14),
               "six_months": date(2010, 3, 14)}.get(kind)  # fmt: skip
        bodies = data.draw(some.lists(some.sampled_from(["NYCC", "PCT", "LSCB"]), min_size=1, unique=True))
        rating = data.draw(some.sampled_from(["", "red", "amber", "green"]))
        words = " ".join(data.draw(WORDS).split())
        return WrittenAction(number, words, tuple(bodies), "AD", rating, data.draw(WORDS).strip(), kind, due)

    actions = [some_action(f"1.2.{place}") for place in range(1, 4)]
    themes = [WrittenTheme("1", "One", "Lead", False, ()), WrittenTheme("1.2", "Two", "", True, actions)]

    sheet = first_sheet(workbook("A plan", themes))
    plan = rules.read(sheet.rows, sheet.day, INSPECTED)

    assert plan.problems == []
    assert [(one.number, one.title, one.lead) for one in plan.themes] == [
        ("1", "One", "Lead"),
        ("1.2", "Two", ""),
    ]
    assert [
        WrittenAction(one.number, one.words, one.bodies, one.officer, one.rating, one.note, one.due_kind, one.due_on)
        for one in plan.actions
    ] == [
        WrittenAction(one.number, one.words, tuple(one.bodies), one.officer, one.rating,
                      " ".join(one.note.split()), one.due_kind, one.due_on)
        for one in actions
    ]  # fmt: skip
