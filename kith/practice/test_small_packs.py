"""A small whole packs folder to break, for the tests of what is told."""

from pathlib import Path

import pytest

from kith.practice import BrokenPacks, load

AUTHORITY = """
code = "ashford"
title = "Ashford"
[[pack]]
code = "local"
"""
BASE = 'title = "Base"\n'
LOCAL = 'title = "Local"\nbased_on = "base"\nreplaces = []\n'
STEPS = """
[contact]
title = "Contact"
about = "family"
form = "contact"
limit = { working_days = 1, from = "contact", source = "A law" }
sign_off = { by = "manager", how = "approve" }
next = ["assessment", "close"]
effects = { close = "end_it" }

[assessment]
title = "Assessment"
about = "family"
next = ["close"]
effects = { close = "end_it" }
"""
ROLES = """
[worker]
title = "Worker"
may = ["WRITE_STEP"]

[manager]
title = "Manager"
may = ["WRITE_STEP", "SIGN_OFF"]
"""
FORM = """
title = "Contact"
[[section]]
id = "told"
title = "Told"
[[question]]
id = "told"
section = "told"
ask = "What was told?"
kind = "words"
[[question]]
id = "safe"
section = "told"
ask = "Safe?"
kind = "yes_no_unknown"
[[question]]
id = "outcome"
section = "told"
ask = "What next?"
kind = "choice"
[[question.option]]
code = "assessment"
label = "Assess"
[[question.option]]
code = "close"
label = "Close"
"""
COLOURS = """
title = "Colours"
source = "Us"
[[code]]
code = "R"
label = "Red"
[[code]]
code = "B"
label = "Blue"
"""

CLOCK = """
[[timescale]]
code = "{}"
title = "One"
limit = [ {{ since = 2011-04-01, months = {}, source = "Law" }} ]
"""


def lay_out(folder: Path) -> Path:
    """Write the whole folder; `write` then changes one file of it."""
    files = {
        "authority.toml": AUTHORITY,
        "base/pack.toml": BASE,
        "base/steps.toml": STEPS,
        "base/forms/contact.toml": FORM,
        "local/pack.toml": LOCAL,
        "local/roles.toml": ROLES,
        "lists/colours.toml": COLOURS,
    }
    for name, text in files.items():
        write(folder, name, text)
    return folder


def write(folder: Path, name: str, text: str) -> None:
    """Write one file of it."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def mistakes(folder: Path) -> list[str]:
    """What is told about the folder; fails when it is found whole."""
    with pytest.raises(BrokenPacks) as broken:
        load(folder, permissions={"WRITE_STEP", "SIGN_OFF"}, effects={"end_it"}, facts={"visits"})
    return [str(mistake) for mistake in broken.value.mistakes]


def test_the_small_folder_is_whole(tmp_path):
    authority = load(
        lay_out(tmp_path), permissions={"WRITE_STEP", "SIGN_OFF"}, effects={"end_it"}, facts=set()
    )

    assert list(authority.practices["local"].steps) == ["contact", "assessment"]


def test_a_local_pack_sets_one_clock_and_keeps_the_others(tmp_path):
    folder = lay_out(tmp_path)
    write(folder, "base/timescales.toml", CLOCK.format("first", 2) + CLOCK.format("second", 2))
    write(folder, "local/timescales.toml", CLOCK.format("first", 1))
    write(folder, "local/pack.toml", LOCAL.replace("[]", '["timescales.toml"]'))

    authority = load(folder, permissions={"WRITE_STEP", "SIGN_OFF"}, effects={"end_it"}, facts=set())

    clocks = authority.practices["local"].timescales
    assert {code: one.limits[0].number for code, one in clocks.items()} == {"first": 1, "second": 2}
