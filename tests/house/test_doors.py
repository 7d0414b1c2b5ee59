"""Nobody enters without a door: pages are locked, actions are actions, the trail is written."""

import importlib
import inspect

import pytest
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import get_resolver, path

from kith.access import checks, guarded, practice
from kith.access.doors import PartOfAPieceWasUndone, action, one_piece
from kith.access.may import May
from kith.access.middleware import LockedPages
from tests import make
from tests.house import tree

# Functions of actions.py that are no @action, and why.
NO_ACTION = {
    "kith.access.actions.sign_in": "there is no worker before it",
    "kith.access.actions.sign_in_to_the_demo": "there is no worker before it",
    "kith.access.problems.actions.report": "anybody signed in may say that something is wrong; the row names who",
    "kith.access.workforce.actions.holder_line": "a part of reading in a file, whose event it shares",
    "kith.access.workforce.actions.post_line": "a part of reading in a file, whose event it shares",
    "kith.access.workforce.actions.training_line": "a part of reading in a file, whose event it shares",
    "kith.care.actions.keep_before": "a part of other actions, whose event it shares",
    "kith.care.health.actions.begin_clocks": "a part of other actions, whose event it shares",
    "kith.care.liberty.actions.end_with_care": "a part of other actions, whose event it shares",
    "kith.care.missing.actions.end_with_care": "a part of other actions, whose event it shares",
    "kith.care.permanence.actions.end_with_care": "a part of other actions, whose event it shares",
    "kith.care.together.actions.happened": "a part of other actions, whose event it shares",
    "kith.care.together.actions.hold": "a part of other actions, whose event it shares",
    "kith.care.together.actions.run_again": "a part of other actions, whose event it shares",
    "kith.care.together.actions.refuse": "says what is wrong, and changes nothing",
    "kith.care.actions.open_work": "a part of other actions, whose event it shares",
    "kith.care.placement.actions.begin": "a part of other actions, whose event it shares",
    "kith.care.review.actions.review_days": "a question that actions of care ask",
    "kith.care.placement.actions.keep_from": "a part of other actions, whose event it shares",
    "kith.care.review.actions.run_clock": "a part of other actions, whose event it shares",
    "kith.care.status.actions.begin": "a part of other actions, whose event it shares",
    "kith.care.status.actions.end": "a part of other actions, whose event it shares",
    "kith.care.visits.actions.reckon": "a part of other actions, whose event it shares",
    "kith.care.visits.actions.reckon_anew": "a part of other actions, whose event it shares",
    "kith.care.postcodes.actions.read_in": "a command: who runs commands may do it",
    "kith.care.providers.actions.read_in": "a command: who runs commands may do it",
    "kith.documents.files.actions.purge": "a job: the row it leaves says when and why",
    "kith.documents.files.actions.purge_strays": "a job: the row it leaves says when and why",
    "kith.documents.files.actions.store": "a part of other actions, whose event it shares",
    "kith.documents.post.actions.send_waiting": "a job: what it sends was written by actions",
    "kith.documents.post.actions.write": "a part of other actions, whose event it shares",
    "kith.frontdoor.adults.actions.problems": "says what is missing, and changes nothing",
    "kith.frontdoor.checks.actions.enter_in_ledgers": "a part of other actions, whose event it shares",
    "kith.frontdoor.contacts.actions.adults_of": "reads the rows that an action has locked",
    "kith.frontdoor.contacts.actions.lock": "holds the rows that an action is about to change, and changes none",
    "kith.frontdoor.contacts.actions.lines_of": "reads the rows that an action has locked",
    "kith.frontdoor.feedback.actions.acknowledge": "a part of other actions, whose event it shares",
    "kith.frontdoor.feedback.actions.make_link": "a part of other actions, whose event it shares",
    "kith.frontdoor.feedback.actions.rate": "a referrer has no account; the private address is the permission",
    "kith.frontdoor.feedback.actions.tell_outcome": "a part of other actions, whose event it shares",
    "kith.frontdoor.webform.actions.close_form": "a command: who runs commands may do it",
    "kith.frontdoor.webform.actions.note_try": "nobody is signed in; it keeps from where and when",
    "kith.frontdoor.webform.actions.open_form": "a command: who runs commands may do it",
    "kith.frontdoor.webform.actions.purge_files": "a command: who runs commands may do it",
    "kith.improvement.carrying.actions.take_along": "a part of other actions, whose event it shares",
    "kith.improvement.boards.actions.still_open": "holds the row that an action is about to change, and changes none",
    "kith.improvement.boards.by_itself.actions.lock_due": "a job: it calls actions in the name of who set the day",
    "kith.improvement.changes.actions.keep": "a part of other actions, whose event it shares",
    "kith.improvement.deliverables.actions.follow_feedback": "a part of other actions, whose event it shares",
    "kith.listening.feedback.actions.answer": "who was asked has no account; the private address is the permission",
    "kith.listening.feedback.actions.link_for_mail": "a job: the link of a mail is made as it is sent",
    "kith.listening.feedback.actions.new_token": "makes what nobody can guess, and changes nothing",
    "kith.listening.feedback.actions.note_try": "nobody is signed in; it keeps from where and when",
    "kith.listening.feedback.actions.path_of": "says what an address looks like, and changes nothing",
    "kith.performance.board.actions.published": "a part of other actions, whose event it shares",
    "kith.performance.outside.actions.read_comparators": "a command: who runs commands may do it",
    "kith.performance.outside.actions.read_population": "a command: who runs commands may do it",
    "kith.performance.daily.actions.freeze": "a part of a delivery, which is a job",
    "kith.performance.delivering.actions.deliver_due": "a job: the rows it leaves say when and to whom",
    "kith.performance.builder.actions.run_due": "a job: counts with the eyes of who saved the report",
    "kith.performance.archive.actions.keep": "a part of other actions, whose event it shares",
    "kith.performance.freezing.actions.freeze_by_itself": "a job: the rows it leaves say when and what",
    "kith.work.notices.actions.leave": "a part of jobs and of other actions, whose event it shares",
    "kith.work.notices.actions.tell": "a part of other actions, whose event it shares",
    "kith.work.notices.actions.tell_guards": "follows a refusal, which leaves no event; the row names who",
    "kith.work.notices.actions.tell_holder": "a part of other actions, whose event it shares",
    "kith.work.plans.keeping.actions.changed": "says who changed what, and changes nothing",
    "kith.work.plans.keeping.actions.held": "holds the rows that an action is about to change, and changes none",
    "kith.work.plans.keeping.actions.keep_added": "a part of other actions, whose event it shares",
    "kith.work.plans.keeping.actions.keep_change": "a part of other actions, whose event it shares",
    "kith.work.plans.keeping.actions.refuse": "says what is wrong, and changes nothing",
    "kith.work.plans.keeping.actions.refuse_clashes": "says what is wrong, and changes nothing",
    "kith.work.plans.keeping.actions.row_of": "reads the rows that an action has locked",
    "kith.work.standings.actions.begin": "a part of other actions, whose event it shares",
    "kith.work.standings.actions.end": "a part of other actions, whose event it shares",
    "kith.work.timescales.actions.drop": "a part of other actions, whose event it shares",
    "kith.work.timescales.actions.drop_all_of": "a part of other actions, whose event it shares",
    "kith.work.timescales.actions.drop_with_case": "a part of other actions, whose event it shares",
    "kith.work.timescales.actions.last_day": "tells a day, writes nothing",
    "kith.work.timescales.actions.meet": "a part of other actions, whose event it shares",
    "kith.work.timescales.actions.move": "a part of other actions, whose event it shares",
    "kith.work.timescales.actions.running_one": "a part of other actions, whose event it shares",
    "kith.work.timescales.actions.run_again": "a part of other actions, whose event it shares",
    "kith.work.timescales.actions.run_on": "a part of other actions, whose event it shares",
    "kith.work.timescales.actions.start": "a part of other actions, whose event it shares",
}
PAGES = checks.patterns(get_resolver())
# Parts fetched into a page whose opening was written down already, and what they show.
SHOW_NO_RECORD = {
    "contact_match": "what a search shows: names that may be meant, none of them opened",
}
ACTION_MODULES = [
    ".".join(path.relative_to(tree.ROOT).with_suffix("").parts)
    for path in tree.code()
    if path.name == "actions.py"
]


def test_every_page_is_locked() -> None:
    assert checks.every_page_is_locked(None) == []


def test_the_check_finds_a_page_without_a_lock(settings) -> None:
    class Urls:
        urlpatterns = [path("open/", lambda request: HttpResponse())]

    from django.urls import URLResolver
    from django.urls.resolvers import RegexPattern

    bare = URLResolver(RegexPattern(r"^/"), Urls)
    assert [hasattr(found.callback, "lock") for found in checks.patterns(bare)] == [False]
    with pytest.raises(ImproperlyConfigured):
        LockedPages(lambda request: HttpResponse()).process_view(
            RequestFactory().get("/"), lambda r: HttpResponse(), (), {}
        )


@pytest.mark.parametrize("pattern", PAGES, ids=lambda pattern: pattern.name)
def test_a_page_of_a_person_writes_who_looked(pattern) -> None:
    route = str(pattern.pattern)
    if route.startswith(("person/<", "family/<", "step/<", "visit/<", "note/<", "front-door/contact/<")):
        shows = getattr(pattern.callback, "about", "")
        assert (
            shows
            or pattern.name in SHOW_NO_RECORD
            or (pattern.callback.__module__.endswith("pages") and _only_changes(pattern))
        ), f"{route} opens a record: say about= and call look_at"


def _only_changes(pattern) -> bool:
    """Whether the page takes only POST: it shows nothing itself."""
    return (
        "require_POST"
        in inspect.getsource(inspect.getmodule(pattern.callback))
        .split(f"def {inspect.unwrap(pattern.callback).__name__}(")[0]
        .rsplit("@page", 1)[-1]
    )


@pytest.mark.parametrize("module", ACTION_MODULES)
def test_actions_are_actions(module: str) -> None:
    found = importlib.import_module(module)
    verbs = [
        f"{module}.{name}"
        for name, verb in inspect.getmembers(found, inspect.isfunction)
        if inspect.unwrap(verb).__module__ == module
        and not name.startswith("_")
        and not hasattr(verb, "permission")
    ]

    assert [verb for verb in verbs if verb not in NO_ACTION] == [], "make it an @action, or private with _"


def test_each_reason_to_read_unguarded_is_used() -> None:
    words = "\n".join(path.read_text() for path in tree.code())
    told = {name: value for name, value in vars(guarded).items() if isinstance(value, str)}
    named = {name: value for name, value in told.items() if value in guarded.UNGUARDED_REASONS}

    assert set(named.values()) == guarded.UNGUARDED_REASONS
    assert [name for name in named if f".unguarded({name})" not in words] == []


@pytest.mark.django_db
def test_an_action_needs_its_permission_and_leaves_an_event() -> None:
    from kith.access.models import Event

    @action(May.ALLOCATE)
    def move(by, person):
        return person

    child, manager, clerk = (
        make.child(),
        make.worker(role="team_manager"),
        make.worker(role="business_support"),
    )

    with pytest.raises(PermissionDenied):
        move(clerk, child)
    assert not Event.objects.exists()
    move(manager, child)
    event = Event.objects.get()
    assert (event.worker_id, event.people, event.role) == (manager.pk, [child.pk], "team_manager")


@pytest.mark.django_db
def test_actions_that_are_one_piece_leave_each_its_event_and_none_is_undone_alone(
    django_assert_num_queries,
) -> None:
    from kith.access.models import Event
    from kith.core import Refused

    @action(May.ALLOCATE)
    def move(by, person):
        if person is None:
            raise Refused("Nobody.")
        return person

    @action(May.ALLOCATE)
    def move_all(by, people, *, goes_on=False):
        with one_piece():
            for person in people:
                try:
                    move(by, person)
                except Refused:
                    if not goes_on:
                        raise

    first, second, manager = make.child(), make.child(), make.worker(role="team_manager")
    assert manager.may(May.ALLOCATE)

    with django_assert_num_queries(4):  # a savepoint and its end, both events, its own
        move_all(manager, [first, second])
    assert [event.people for event in Event.objects.order_by("pk")] == [[first.pk], [second.pk], []]
    for goes_on, raised in ((False, Refused), (True, PartOfAPieceWasUndone)):
        with pytest.raises(raised):
            move_all(manager, [first, None], goes_on=goes_on)
    assert Event.objects.count() == 3


@pytest.mark.django_db
def test_a_refused_action_writes_nothing() -> None:
    from kith.access.models import Event
    from kith.core import Refused
    from kith.people.models import Person

    @action(May.ALLOCATE)
    def rename(by, person):
        person.family_name = "Changed"
        person.save()
        raise Refused("No.")

    child, manager = make.child(family_name="Marlowe"), make.worker(role="team_manager")

    with pytest.raises(Refused):
        rename(manager, child)
    assert not Event.objects.exists()
    assert Person.objects.seen_by(manager).get(pk=child.pk).family_name == "Marlowe"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "page", "words"),
    [
        ("post", "/person/{}/details/name/", "Enter a name"),
        ("post", "/visit/new/?person={}", "cannot be read as a day"),
        ("get", "/performance/cin_open/?on=garbage", "Write the day as"),
    ],
)
def test_a_refused_page_that_shows_a_record_leaves_a_look_and_nothing_else(
    client, method: str, page: str, words: str
) -> None:
    from kith.access.models import Event, Look

    child = make.child(family_name="Marlowe")
    make.involvement(child)
    manager = make.worker(role="team_manager")
    client.force_login(manager)

    answer = getattr(client, method)(page.format(child.pk), {})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert list(Look.objects.values_list("worker_id", "person_id")) == [(manager.pk, child.pk)]
    assert not Event.objects.exists()


@pytest.mark.parametrize("code", ["westmere", "westmere2011"])
def test_roles_give_every_permission_there_is_and_no_other(code: str) -> None:
    roles = practice.authority().practice(code).roles

    assert {name for role in roles.values() for name in role.may} == set(May.__members__)
