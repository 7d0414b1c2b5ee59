"""`manage.py pack compare`: what differs between two packs, also from another folder, and what is told of mistakes."""

import shutil
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command


def told(*words):
    out = StringIO()
    call_command("pack", "compare", *words, stdout=out)
    return out.getvalue()


@pytest.fixture
def draft(tmp_path):
    return shutil.copytree(settings.KITH_PACKS, tmp_path / "packs")


def test_two_packs_are_compared_in_words():
    assert (
        "Contact: Question “who_else” is new: “Which children live there whom the caller did not mention?”."
        in told("wt2023", "westmere")
    )


def test_a_pack_says_the_same_as_itself():
    assert told("westmere", "westmere").strip() == "Westmere today and Westmere today say the same."


def test_a_draft_in_another_folder_is_compared_with_what_holds(draft):
    steps = draft / "westmere/steps.toml"
    steps.write_text(
        steps.read_text().replace('checkpoint", working_days = 10,', 'checkpoint", working_days = 15,')
    )

    assert told("westmere", "westmere", f"--in={draft}").strip() == (
        "Child and family assessment: Point on the way was “Manager's checkpoint after 10 working days”, "
        "is “Manager's checkpoint after 15 working days”."
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "Name two packs, the earlier one first"),
        (("westmere",), "Name two packs"),
        (("westmere", "wt2023", "wt2010"), "Name two packs"),
        (
            ("westmere", "eastmere"),
            'There is no pack "eastmere". Known: wt2010, westmere2011, wt2023, westmere.',
        ),
        (("westmere", "westmere", "--in=/nowhere/at/all"), "authority.toml: The file is missing."),
    ],
)
def test_what_cannot_be_compared_is_told(words, message):
    with pytest.raises(CommandError, match=message):
        told(*words)


def test_a_broken_draft_tells_its_mistakes(draft):
    (draft / "westmere/steps.toml").write_text('[closure]\nform = "kloshure"\n')

    with pytest.raises(CommandError, match=r'There is no form "kloshure"\. Did you mean "closure"'):
        told("westmere", "westmere", f"--in={draft}")


def test_other_verbs_take_no_names():
    with pytest.raises(CommandError, match="check takes no names of packs"):
        call_command("pack", "check", "westmere", stdout=StringIO())
