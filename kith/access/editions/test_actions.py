"""A draft, an edition and whom it holds for: written, refused, published to one team, to all, and rolled back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from kith.access import filed, practice
from kith.access.editions import actions, queries
from kith.access.models import PracticeDraft, PracticeEdition
from kith.core import Refused, clock
from kith.database import session
from kith.practice.editing import change_step
from kith.work.opening.actions import open_step
from kith.work.steps.queries import kind_of
from tests import make

pytestmark = pytest.mark.django_db
TOLD = {"sign_off": {"by": "team_manager", "how": "tell"}}


@pytest.fixture
def lead():
    worker = make.worker("Priti Solanki", role="system_lead")
    with session.seen_by(worker.sight):
        yield worker


def drafted(lead, title="Fewer sign-offs", step="strategy_discussion", **values) -> PracticeDraft:
    draft = actions.begin_draft(lead, title=title, why="Managers asked for it")
    text = change_step(queries.text_in(draft, "steps.toml"), step, values or TOLD)
    actions.save_text(lead, draft, name="steps.toml", text=text, seen=0)
    return draft


def how(team=None, step="strategy_discussion") -> str:
    return practice.current(team.pk if team else None).steps[step].sign_off.how


def test_an_edition_holds_for_one_team_then_for_everybody_and_is_rolled_back(lead) -> None:
    north, south = make.team("North"), make.team("South")

    trial = actions.publish_draft(lead, drafted(lead), team=north, why="A month's trial")
    assert (how(north), how(south), how()) == ("tell", "approve", "approve")

    public = actions.publish(lead, trial.edition, team=None, why="The trial went well")
    trial.refresh_from_db()
    assert (how(north), how(south), how()) == ("tell", "tell", "tell")
    assert trial.ended_on == clock.today()

    actions.roll_back(lead, public, why="Too many were missed")
    assert (how(north), how(south), how()) == ("approve", "approve", "approve")


def test_work_keeps_the_edition_it_was_opened_under(lead) -> None:
    worker = make.worker()
    child = make.child()
    make.involvement(child, worker.team, worker)
    public = actions.publish_draft(lead, drafted(lead), team=None, why="Agreed by all")

    with session.seen_by(worker.sight):
        step = open_step(
            worker, kind="strategy_discussion", people=[child.pk], team=worker.team, worker=worker,
            started_on=clock.today(), clock_from_on=None,
        )  # fmt: skip
    actions.roll_back(lead, public, why="Too many were missed")

    assert step.pack == public.edition.code
    assert kind_of(step).sign_off.how == "tell"
    assert how() == "approve"


def test_a_day_before_the_publication_is_as_it_was(lead) -> None:
    actions.publish_draft(lead, drafted(lead), team=None, why="Agreed by all")

    yesterday = practice.on(clock.today() - timedelta(days=1))

    assert yesterday.steps["strategy_discussion"].sign_off.how == "approve"


def test_who_may_do_what_does_not_hang_on_editions(lead) -> None:
    actions.publish_draft(lead, drafted(lead), team=None, why="Agreed by all")

    assert practice.current().roles == filed.on(clock.today()).roles


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("steps.toml", "[strategy_discussion", "cannot be read"),
        ("steps.toml", '[strategy_discussion]\nnext = ["dance"]\n', "dance"),
        ("forms/closure.toml", 'title = "Closing"\n', "forms/closure.toml"),
    ],
)
def test_a_broken_draft_is_kept_and_not_published(lead, name, text, words) -> None:
    draft = drafted(lead)
    seen = queries.saved(draft)[name].version if name in queries.saved(draft) else 0

    actions.save_text(lead, draft, name=name, text=text, seen=seen)

    assert any(words in line for line in queries.judged(draft).mistakes)
    with pytest.raises(Refused, match=words):
        actions.publish_draft(lead, draft, team=None, why="Agreed by all")
    assert queries.text_in(draft, name) == text
    assert PracticeEdition.objects.count() == 0


def test_beyond_the_budget_needs_a_named_reason(lead) -> None:
    draft = drafted(lead)
    page = queries.text_in(draft, "burden.toml").replace("most   = 30", "most   = 3")
    assert "most   = 3\n" in page
    actions.save_text(lead, draft, name="burden.toml", text=page, seen=0)

    with pytest.raises(Refused, match="Beyond the budget without a named reason"):
        actions.publish_draft(lead, draft, team=None, why="Agreed by all")


def test_two_who_save_one_file_lose_nothing(lead) -> None:
    draft = drafted(lead)

    with pytest.raises(Refused, match="saved this file after you opened it"):
        actions.save_text(lead, draft, name="steps.toml", text="mine", seen=0)

    assert [row.version for row in queries.versions(draft, "steps.toml")] == [1]


def test_a_draft_that_changes_nothing_is_not_published(lead) -> None:
    draft = drafted(lead)
    actions.save_text(lead, draft, name="steps.toml", text="", seen=1)

    with pytest.raises(Refused, match="Nothing differs"):
        actions.publish_draft(lead, draft, team=None, why="Agreed by all")


def test_what_was_published_meanwhile_is_brought_in_first(lead) -> None:
    late = actions.begin_draft(lead, title="A shorter closing form", why="Asked for")
    form = queries.text_in(late, "forms/closure.toml")
    actions.save_text(
        lead, late, name="forms/closure.toml", text=form.replace("what was done", "what we did"), seen=0
    )
    actions.publish_draft(lead, drafted(lead), team=None, why="Agreed by all")

    with pytest.raises(Refused, match="Bring that in first"):
        actions.publish_draft(lead, late, team=None, why="Agreed by all")
    actions.bring_in(lead, late)
    actions.publish_draft(lead, late, team=None, why="Agreed by all")

    assert how() == "tell"
    assert "what we did" in str(practice.current().forms["closure"].content())


def test_both_changed_one_file_is_told(lead) -> None:
    late = drafted(lead, "Another change", warn_days=3)
    actions.publish_draft(lead, drafted(lead), team=None, why="Agreed by all")

    with pytest.raises(Refused, match=r"Changed there as well: steps\.toml"):
        actions.bring_in(lead, late)


def test_a_trial_that_others_overtook_is_not_published_to_all_as_it_stands(lead) -> None:
    north = make.team("North")
    trial = actions.publish_draft(lead, drafted(lead), team=north, why="A month's trial")
    actions.publish_draft(lead, drafted(lead, "Longer warnings", warn_days=3), team=None, why="Agreed by all")

    with pytest.raises(Refused, match="does not know of edition"):
        actions.publish(lead, trial.edition, team=None, why="The trial went well")
    again = actions.begin_draft(lead, title="Fewer sign-offs again", why="Trial", like=trial.edition)

    assert queries.own_changes(again) == ["steps.toml"]


def test_only_the_last_is_rolled_back_and_only_once(lead) -> None:
    first = actions.publish_draft(lead, drafted(lead), team=None, why="Agreed by all")
    second = actions.publish_draft(
        lead, drafted(lead, "Longer warnings", warn_days=3), team=None, why="Agreed"
    )

    with pytest.raises(Refused, match="published after it first"):
        actions.roll_back(lead, first, why="Too many were missed")
    actions.roll_back(lead, second, why="Not needed")
    with pytest.raises(Refused, match="already"):
        actions.roll_back(lead, second, why="Not needed")

    assert how() == "tell"


def test_files_of_other_kinds_and_closed_drafts_are_refused(lead) -> None:
    draft = drafted(lead)

    with pytest.raises(Refused, match="changed in the files"):
        actions.save_text(lead, draft, name="roles.toml", text="", seen=0)
    with pytest.raises(Refused, match="changed in the files"):
        actions.save_text(lead, draft, name="forms/../../x.toml", text="", seen=0)
    with pytest.raises(Refused, match="Line 2 has a name of more than 4 parts"):
        actions.save_text(lead, draft, name="steps.toml", text=f"\n{'.'.join('a' * 9000)} = 1", seen=1)
    actions.put_away(lead, draft)
    with pytest.raises(Refused, match="put away"):
        actions.save_text(lead, draft, name="steps.toml", text="", seen=1)


def test_others_may_not(lead) -> None:
    draft = drafted(lead)

    for role in ("social_worker", "team_manager", "director"):
        with pytest.raises(PermissionDenied):
            actions.publish_draft(make.worker(role=role), draft, team=None, why="Because")


def test_a_number_that_comes_again_after_a_record_was_put_back_is_another_edition(lead) -> None:
    """A process lives on while the record is restored; the next edition then takes a number it has met before."""
    gone = transaction.savepoint()
    first = actions.publish_draft(lead, drafted(lead), team=None, why="Agreed by all").edition
    assert (how(), how(step="closure")) == ("tell", "approve")
    transaction.savepoint_rollback(gone)
    session.identify(lead.sight)
    with connection.cursor() as cursor:
        cursor.execute("set local role none")
        cursor.execute(
            "select setval(pg_get_serial_sequence('access_practiceedition', 'id'), %s, false)", [first.pk]
        )
        cursor.execute("set local role kith_app")

    second = actions.publish_draft(lead, drafted(lead, step="closure"), team=None, why="Agreed again").edition

    assert second.pk == first.pk
    assert (how(), how(step="closure")) == ("approve", "tell")
    assert practice.known(second.code).steps["closure"].sign_off.how == "tell"
