"""``manage.py edition``: from files as from the screen."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kith.access import filed, practice
from kith.access.models import PracticeDraft
from kith.database import session
from kith.practice.drafting import text_of
from kith.practice.editing import change_step
from tests import make

pytestmark = pytest.mark.django_db
WHY = ("--why", "Agreed by all", "--title", "Fewer sign-offs")


def run(*words: str) -> str:
    out = StringIO()
    call_command("edition", *words, stdout=out)
    return out.getvalue()


def test_a_folder_is_published_listed_and_rolled_back(tmp_path) -> None:
    lead = make.worker(role="system_lead", username="priti")
    text = text_of(filed.authority().folder, "westmere", "steps.toml")
    told = {"sign_off": {"by": "team_manager", "how": "tell"}}
    (tmp_path / "steps.toml").write_text(change_step(text, "strategy_discussion", told), encoding="utf-8")

    told = run("publish", "--from", str(tmp_path), "--who", lead.username, *WHY)

    number = told.rsplit(maxsplit=1)[1]
    with session.seen_by(lead.sight):
        assert practice.current().steps["strategy_discussion"].sign_off.how == "tell"
    assert "Fewer sign-offs, for everybody" in run("list")
    assert "what the files say" in run("roll-back", number, "--who", lead.username, "--why", "Too soon")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("publish", *WHY), "--who"),
        (("publish", "--who", "worker", "--from", ".", *WHY), "may not change"),
        (("publish", "--who", "priti", *WHY), "--from"),
        (("roll-back", "7", "--who", "priti", "--why", "Because"), "Name the number"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_stays(words, told) -> None:
    make.worker(role="system_lead", username="priti")
    make.worker(username="worker")

    with pytest.raises(CommandError, match=told):
        run(*words)

    assert PracticeDraft.objects.count() == 0


def test_a_file_that_is_no_text_is_told(tmp_path) -> None:
    make.worker(role="system_lead", username="priti")
    (tmp_path / "steps.toml").write_bytes(b"\xff\xfe[closure]")

    with pytest.raises(CommandError, match=r"steps\.toml is not plain text"):
        run("publish", "--from", str(tmp_path), "--who", "priti", *WHY)


def test_a_broken_file_is_told_with_its_place(tmp_path) -> None:
    make.worker(role="system_lead", username="priti")
    (tmp_path / "steps.toml").write_text('[closure]\nnext = ["dance"]\n', encoding="utf-8")

    with pytest.raises(CommandError, match=r"westmere/steps\.toml, closure.next: .*dance"):
        run("publish", "--from", str(tmp_path), "--who", "priti", *WHY)

    assert PracticeDraft.objects.count() == 0
