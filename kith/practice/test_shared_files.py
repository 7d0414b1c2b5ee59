"""Files that several packs name as theirs: where they come from, and what is told when the names are wrong."""

import pytest

from kith.practice import load
from kith.practice.drafting import names_of, read_draft, text_of
from kith.practice.practice import Names
from kith.practice.test_small_packs import BASE, FORM, lay_out, mistakes, write

SHARES = 'shares = ["forms/contact.toml"]\n'


@pytest.fixture
def packs(tmp_path):
    folder = lay_out(tmp_path)
    (folder / "base/forms/contact.toml").unlink()
    write(folder, "shared/forms/contact.toml", FORM)
    write(folder, "base/pack.toml", BASE + SHARES)
    return folder


def test_a_shared_file_is_read_as_the_packs_own_and_says_where_it_lies(packs):
    found = load(packs).practices["local"]

    assert found.forms["contact"] == load(packs).practices["base"].forms["contact"]
    assert found.origins["form contact"] == "shared/forms/contact.toml"


def test_a_local_pack_stands_in_for_a_shared_file_like_for_any_other(packs):
    write(packs, "local/forms/contact.toml", FORM.replace('title = "', 'title = "Our '))
    assert any("local/forms/contact.toml: This file also exists in base." in line for line in mistakes(packs))

    write(packs, "local/pack.toml", 'title = "L"\nbased_on = "base"\nreplaces = ["forms/contact.toml"]\n')

    assert load(packs).practices["local"].forms["contact"].title.startswith("Our ")


def test_a_mistake_in_a_shared_file_names_that_file(packs):
    write(packs, "shared/forms/contact.toml", FORM.replace("title = ", "titel = ", 1))

    assert all(line.startswith("shared/forms/contact.toml") for line in mistakes(packs))


@pytest.mark.parametrize("name", ["forms/kontact.toml", "../base/steps.toml", "pack.toml", ""])
def test_a_name_that_is_not_shared_is_told(packs, name):
    write(packs, "base/pack.toml", f'{BASE}shares = ["{name}", "forms/contact.toml"]\n')

    meant = ' Did you mean "forms/contact.toml"?' if name == "forms/kontact.toml" else ""
    assert mistakes(packs) == [
        f'base/pack.toml, shares: There is no file in packs/shared called "{name}".{meant} Known: forms/contact.toml.'
    ]


def test_a_file_that_is_shared_and_there_too_is_told(packs):
    write(packs, "base/forms/contact.toml", FORM)

    assert mistakes(packs) == [
        "base/forms/contact.toml: base/pack.toml takes this file from packs/shared, and it lies here too. "
        'Take "forms/contact.toml" out of shares, or take this file away.'
    ]


def test_a_draft_writes_a_shared_file_anew_for_its_own_pack_only(packs):
    (packs / "local/roles.toml").rename(packs / "base/roles.toml")
    here = load(packs)

    for pack in ("base", "local"):
        assert "forms/contact.toml" in names_of(packs, pack)
        text = text_of(packs, pack, "forms/contact.toml")
        assert text == FORM
        again = text.replace('title = "', 'title = "Our ', 1)
        drafted = read_draft(here, pack, {"forms/contact.toml": again}, Names(None, None, None))
        assert drafted.forms["contact"].title.startswith("Our ")

    assert load(packs).practices == here.practices
