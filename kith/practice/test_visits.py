import tomllib
from datetime import date

import pytest

from kith.practice.form_reading import read_form
from kith.practice.lists import Code, CodeList
from kith.practice.mistakes import Mistakes
from kith.practice.visits import check_visits, read_visits

KINDS = CodeList("visit_kind", "Kind", "Us", (Code("home", "Home"), Code("video", "By video")))
GOOD = """
[[clock]]
code         = "in_need"
title        = "Child in need visit"
during       = "involvement"
working_days = 20
kinds        = ["home"]
source       = "Local policy"
until        = 2026-03-31

[[clock]]
code          = "in_need"
title         = "Child in need visit"
during        = "enquiry"
calendar_days = 28
seen          = "alone"
source        = "Local policy"
verified      = false
caution       = "Local."
since         = 2026-04-01

[[kind]]
code = "home"
asks = ["next"]
until = 2026-03-31

[[kind]]
code = "home"
asks = ["bedroom_seen", "how", "next"]
statutory = "The Visits Act"
verified = false
caution = "Not read."
since = 2026-04-01
"""


FORM = """
title = "What a visit asks"
[[section]]
id = "s"
title = "S"
[[question]]
id = "bedroom_seen"
section = "s"
ask = "Was the bedroom seen?"
kind = "yes_no_unknown"
per_child = true
[[question]]
id = "how"
section = "s"
ask = "How was it?"
show_if = { question = "bedroom_seen", is = "yes" }
[[question]]
id = "next"
section = "s"
ask = "What next?"
"""


def read(tmp_path, text, form=FORM):
    path, mistakes = tmp_path / "visits.toml", Mistakes()
    path.write_text(text)
    held = read_visits({"visits.toml": [("p/visits.toml", path)]}, mistakes)
    forms = {"visit": read_form("p/forms/visit.toml", "visit", tomllib.loads(form), {}, mistakes)}
    check_visits(held, ["enquiry"], KINDS, forms, mistakes)
    return held, mistakes


def test_each_clock_holds_in_its_days_and_counts_its_visits(tmp_path) -> None:
    held, mistakes = read(tmp_path, GOOD)
    old, new = held.clocks

    mistakes.raise_if_any()
    assert old.holds_on(date(2026, 3, 31)) and not old.holds_on(date(2026, 4, 1))
    assert new.holds_on(date(2026, 4, 1)) and not new.holds_on(date(2026, 3, 31))
    assert old.counts("home", "seen") and old.counts("home", "alone") and old.counts("", "seen")
    assert not old.counts("video", "alone") and not old.counts("home", "not_seen")
    assert new.counts("video", "alone") and not new.counts("video", "seen")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("working_days = 20", "working_days = 0"), "Expected a whole number from 1 up"),
        (("working_days = 20\n", ""), "working_days or calendar_days"),
        (("calendar_days = 28", "calendar_days = 28\nworking_days = 20"), "working_days or calendar_days"),
        (('caution       = "Local."\n', ""), "Say in a sentence what was not read"),
        (('during        = "enquiry"', 'during = "enquirey"'), "Did you mean .enquiry"),
        (('kinds        = ["home"]', 'kinds = ["hom"]'), "Did you mean .home"),
        (('seen          = "alone"', 'seen = "asleep"'), "Known: "),
        (("since         = 2026-04-01", "since = 2026-03-31"), "Two clocks in_need hold on one day"),
        (('source       = "Local policy"\nuntil', 'sauce = "us"\nuntil'), "sauce"),
        (('code = "home"\nasks = ["next"]', 'code = "hom"\nasks = ["next"]'), "Did you mean .home"),
        (('asks = ["next"]', 'asks = ["nest"]'), "Did you mean .next"),
        (('asks = ["bedroom_seen", "how"', 'asks = ["how"'), "depends on .bedroom_seen"),
        (("until = 2026-03-31\n", ""), "Two kinds home hold on one day"),
        (('caution = "Not read."\n', ""), "Say in a sentence what was not read"),
        (("since = 2026-04-01\n", "since = 2026-04-01\ncolour = 2\n"), "colour"),
    ],
)
def test_a_broken_clock_is_told(tmp_path, change, words) -> None:
    assert change[0] in GOOD
    _, mistakes = read(tmp_path, GOOD.replace(*change))

    with pytest.raises(Exception, match=words):
        mistakes.raise_if_any()


def test_each_kind_asks_its_part_of_the_form_on_its_days(tmp_path) -> None:
    held, mistakes = read(tmp_path, GOOD)
    form = read_form("f", "visit", tomllib.loads(FORM), {}, mistakes)

    mistakes.raise_if_any()
    before, after = (held.kinds_on(day)["home"] for day in (date(2026, 3, 31), date(2026, 4, 1)))
    assert [one.id for one in before.form(form).questions] == ["next"]
    assert [one.id for one in after.form(form, "Home").questions] == ["bedroom_seen", "how", "next"]
    assert (before.statutory, after.statutory, after.form(form, "Home").title) == (
        "",
        "The Visits Act",
        "Home",
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (('kind = "yes_no_unknown"\nper_child = true', 'kind = "yes_no_unknown"'), "counted for each child"),
        (
            ('ask = "What next?"', 'ask = "What next?"\nkind = "risk"'),
            "No visit can ask a question of kind risk",
        ),
        (('ask = "What next?"', 'ask = "What next?"\ndiffers = true'), "neither differs nor pulls"),
    ],
)
def test_what_no_visit_can_ask_is_told(tmp_path, change, words) -> None:
    assert change[0] in FORM
    _, mistakes = read(tmp_path, GOOD, FORM.replace(*change))

    with pytest.raises(Exception, match=words):
        mistakes.raise_if_any()
