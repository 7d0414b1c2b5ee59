"""Nobody enters without a door: pages are locked, actions are actions, the trail is written."""

import importlib
import inspect

import pytest
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import get_resolver, path

from kith.access import checks, practice
from kith.access.doors import PartOfAPieceWasUndone, action, one_piece
from kith.access.guarded import UNGUARDED_REASONS
from kith.access.may import May
from kith.access.middleware import LockedPages
from tests import make
from tests.house import tree

# Functions of actions.py that are no @action, and why.
NO_ACTION = {
    "kith.access.actions.sign_in": "there is no worker before it",
    "kith.access.actions.sign_in_to_the_demo": "there is no worker before it",
    "kith.access.problems.actions.report": "anybody signed in may say that something is wrong; the row names who",
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
    "kith.work.notices.actions.tell": "a part of other actions, whose event it shares",
    "kith.work.notices.actions.tell_guards": "follows a refusal, which leaves no event; the row names who",
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
    words = "\n".join(
        path.read_text() for path in (*tree.code(), *tree.kept(".py")) if "guarded.py" not in path.name
    )

    assert [reason for reason in UNGUARDED_REASONS if reason not in words] == []


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
def test_every_role_names_permissions_that_exist(code: str) -> None:
    for role in practice.authority().practice(code).roles.values():
        assert {name for name in role.may if name not in May.__members__} == set()
