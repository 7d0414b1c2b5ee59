"""A statement tells what was chosen in the order in which it happened, in its own words, and nothing that is kept."""

from datetime import date

from kith.core.chronology import Event
from kith.people.outputs.rules import Reader
from kith.work.answers.evidence import cite
from kith.work.paper import pages_of
from kith.work.statements import content, making

TODAY = date(2026, 10, 14)
TIA, KOFI = 1, 2
COURT = Reader(0, "somebody who may hear it")


def event(day, title, number, words="", people=(TIA, KOFI), kind="visit"):
    return Event(day, title, (kind, number), words=words, people=frozenset(people))


VISIT = event(date(2026, 9, 29), "Seen alone", 31, "At 27 Alder Walk.\n- calm", (TIA,))
CALL = event(date(2026, 9, 2), "Police rang", 7, kind="contact")
SAME_DAY = event(date(2026, 9, 29), "Conference", 8, kind="step")
WARNED = event(date(2026, 9, 3), "Visit in pairs", 9, kind="warning")
FOUND = [SAME_DAY, VISIT, WARNED, CALL]  # the newest first, as a chronology gives them


def made(chosen, reader=COURT, signed=""):
    names = {TIA: "Tia", KOFI: "Kofi"}
    lines = [cite(one).line if isinstance(one, Event) else one for one in chosen]
    called = {TIA: "Tia, 9", KOFI: "Kofi, 6"}
    return content.content(
        content.Told(
            "Westmere",
            "Statement for court",
            called,
            names,
            "Written by Amina",
            signed,
            (),
            lines,
            FOUND,
            TODAY,
            reader,
        )
    )


def test_events_stand_in_the_order_in_which_they_happened_whatever_was_ticked_first():
    told = made([SAME_DAY, CALL, VISIT])["events"]

    assert [one["title"] for one in told] == ["Police rang", "Seen alone", "Conference"]
    assert [one["day"] for one in told] == ["2 Sep 2026", "29 Sep 2026", "29 Sep 2026"]


def test_words_are_those_on_record_and_whom_it_is_about_is_told_where_not_all():
    [told] = made([VISIT])["events"]

    assert told["lines"] == ["At 27 Alder Walk.", "- calm"] and told["about"] == "Tia"
    assert made([CALL])["events"][0]["about"] == ""


def test_an_event_that_is_gone_stays_as_it_was_called_when_it_was_chosen():
    told = made([CALL, "note-5- | 2026-09-10 | Rang school"])["events"]

    assert [one["title"] for one in told] == ["Police rang", "Rang school"]


def test_what_is_no_event_is_left_out_and_one_event_stands_once():
    assert [one["title"] for one in made(["nonsense", CALL, CALL])["events"]] == ["Police rang"]


def test_warnings_stay_with_workers_and_kept_addresses_with_us():
    lee = Reader(7, "Lee", ("27 Alder Walk",))

    told = made([VISIT, WARNED], lee)

    assert [one["title"] for one in told["events"]] == ["Seen alone"]
    assert "Alder" not in str(told)


def test_who_may_be_told_nothing_is_told_nothing():
    assert made([VISIT], Reader(7, "Lee", not_told=("about Tia",)))["events"] == []


def test_a_draft_says_so_until_it_is_signed():
    assert made([])["draft"] == content.DRAFT
    signed = made([], signed="Signed off by Colin Burge")
    assert signed["draft"] == "" and signed["by"][-1] == "Signed off by Colin Burge"


def test_its_mark_changes_with_any_word():
    assert content.mark(made([CALL])) == content.mark(made([CALL]))
    assert content.mark(made([CALL])) != content.mark(made([VISIT]))


def test_it_is_set_as_tagged_pages_and_signs_in_it_are_words():
    told = made([event(date(2026, 9, 1), f"#panic() $x$ *{number}*", number) for number in range(3)] + FOUND)
    told["sections"] = [
        {
            "title": "The case <b>",
            "said": [
                {
                    "ask": "What?",
                    "told": [
                        {
                            "who": "Tia",
                            "lines": ["## Home", "1. `one`", "2. two", "- **warm**", "// words"],
                            "risks": [
                                {
                                    "what": ["Cold"],
                                    "said": [{"ask": "For whom", "words": "Tia"}],
                                    "evidence": ["a"],
                                }
                            ],
                        }
                    ],
                }
            ],
        }
    ]

    file = making.set_as_pdf(told)

    assert file.startswith(b"%PDF-") and pages_of(file) == 1
    assert b"/StructTreeRoot" in file
