from datetime import date

import pytest

from kith.practice.checklists import of_day, read_checklists
from kith.practice.mistakes import Mistakes

GOOD = """
[[checklist]]
code   = "report"
title  = "Quality of a report"
source = "Ours"
until  = 2012-03-31
[[checklist.item]]
code = "child"
ask  = "Is the child in it?"

[[checklist]]
code   = "report"
title  = "Quality of a report, again"
source = "Ours"
since  = 2012-04-01
[[checklist.item]]
code = "child"
ask  = "Is the child’s voice in it?"
[[checklist.item]]
code = "plan"
ask  = "Does the plan follow?"
"""


def read(tmp_path, text=GOOD):
    path, mistakes = tmp_path / "checklists.toml", Mistakes()
    path.write_text(text)
    return read_checklists({"checklists.toml": [("p/checklists.toml", path)]}, mistakes), mistakes


def test_the_list_of_the_day_holds_on_both_of_its_last_days(tmp_path):
    held, mistakes = read(tmp_path)

    mistakes.raise_if_any()
    assert len(of_day(held, "report", date(2012, 3, 31)).items) == 1
    assert len(of_day(held, "report", date(2012, 4, 1)).items) == 2
    assert of_day(held, "observation", date(2012, 4, 1)) is None


NO_ITEM = '[[checklist]]\ncode = "report"\ntitle = "R"\nsource = "S"\n'
NINE = NO_ITEM + "".join(f'[[checklist.item]]\ncode = "c{n}"\nask = "?"\n' for n in range(9))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (NO_ITEM, "There are 0 things to look for. Ask 1 to 8."),
        (NINE, "There are 9 things to look for."),
        (GOOD.replace('code = "plan"', 'code = "child"'), '"child" stands here twice.'),
        (GOOD.replace('code   = "report"', 'code = "visit"', 1), "Known: observation, dip_sample"),
        (GOOD.replace("since  = 2012-04-01", "since = 2012-03-31"), "Two checklists report hold on one day."),
        (GOOD.replace('ask  = "Is the child in it?"', ""), "ask: This is missing."),
        (GOOD.replace('source = "Ours"', "", 1), "source: This is missing."),
        (GOOD.replace('ask  = "Is the child in it?"', 'ask = "?"\nscore = 3'), 'There is no entry "score"'),
    ],
)
def test_a_broken_list_is_told(tmp_path, text, words):
    _, mistakes = read(tmp_path, text)

    assert any(words in str(one) for one in mistakes.found), [str(one) for one in mistakes.found]
