"""How long it takes to open a very large form, and to save one answer while somebody writes in it."""

import json
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kith.core import Refused
from kith.desk.bench import rules
from kith.desk.bench.cost import opened
from kith.desk.bench.inside import moments
from kith.desk.bench.rules import Line, Section
from kith.desk.bench.subjects import SOCIAL_WORKER, Subjects
from kith.desk.bench.visitor import Visitor
from kith.desk.demo import large_form

MOST_OPENING, MOST_SAVING, MOST_QUESTIONS, MOST_PASTE = 250.0, 60.0, 3, 1000.0
TIMES, PASTES, WARMING = 60, 10, 8
BOX = "q12"
WORDS = "She says that mornings are calmer since her aunt takes the little ones to nursery. "
PASTE = WORDS * (60 * 3000 // len(WORDS))  # sixty pages of three thousand letters
# not counted: the marks of the transaction, who asks (session, worker with roles, identity), and the line of the trail
NOT_COUNTED = (
    "savepoint", "release", "begin", "commit", "rollback", "select set_config", "select coalesce(current_setting",
    'insert into "access_event"', 'insert into "django_session"', 'update "django_session"',
)  # fmt: skip
WHO_ASKS = ('from "django_session"', 'from "access_worker"', 'from "access_membership"')


def section(port: int, subjects: Subjects) -> Section:
    """Opening, saving and pasting over the line, one after the other; the questions of a save in this process."""
    step = large_form.large_step(subjects.viewer)
    amina = Visitor.signed_in(port, SOCIAL_WORKER)
    saving = _Saving(amina, step)
    opening = _moments(lambda: opened(amina.get(f"/step/{step}/")), TIMES)
    autosave = _moments(saving.one, TIMES)
    paste = _moments(lambda: saving.one(PASTE), PASTES)
    asked = _questions(subjects, step, saving.version)
    lines = (
        Line("opening it, 95 of 100 within", opening.p95, "ms", MOST_OPENING, f"half within {opening.p50:.0f} ms"),
        Line("saving one answer, 95 of 100", autosave.p95, "ms", MOST_SAVING, f"half within {autosave.p50:.0f} ms"),
        Line("questions of a save", asked, "questions", MOST_QUESTIONS, "lock, read, write; see below"),
        Line("a paste of sixty pages, the slowest", paste.most, "ms", MOST_PASTE, f"{len(PASTE):,} letters"),
    )  # fmt: skip
    how = (
        f"An assessment of {large_form.QUESTIONS} questions, all answered, for {large_form.SIBLINGS} siblings with "
        f"{large_form.EVENTS} events in their chronology; one worker, one request after the other. Not counted among "
        "the questions of a save: who asks (session, worker, roles, identity) and the line of the trail."
    )
    return Section("A large form", how, lines)


class _Saving:
    """Saves the same box again and again, each time on top of the version before."""

    def __init__(self, visitor: Visitor, step: int) -> None:
        self.visitor, self.step, self.version, self.turn = visitor, step, 0, 0

    def one(self, words: str = WORDS) -> None:
        """One save; the first finds out which version stands."""
        self.turn += 1
        answer = self._send(f"{words}{self.turn}")
        if answer.status == 409:
            self.version = _version(answer.body)
            answer = self._send(f"{words}{self.turn}")
        self.version = _version(opened(answer).body)

    def _send(self, value: str) -> Any:
        fields = {"question": BOX, "child": "", "value": value, "version": str(self.version)}
        return self.visitor.post(f"/step/{self.step}/save/", fields)


def _version(body: bytes) -> int:
    return int(json.loads(body)["version"])


def _moments(what: Callable[[], Any], times: int) -> rules.Shares:
    return rules.shares(moments(what, times, min(WARMING, times)))


def _questions(subjects: Subjects, step: int, version: int) -> int:
    """How many questions a save asks of the record store, without those that are not counted."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(subjects.viewer)
    fields = {"question": BOX, "child": "", "value": f"{WORDS}counted", "version": str(version)}
    client.post(f"/step/{step}/save/", {**fields, "value": f"{WORDS}warm"})
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(f"/step/{step}/save/", {**fields, "version": str(version + 1)})
    client.logout()
    if answer.status_code != 200:
        raise Refused(f"A save whose questions are counted was answered with {answer.status_code}.")
    return sum(_counts(str(one["sql"]).strip().lower()) for one in asked.captured_queries)


def _counts(question: str) -> bool:
    return not question.startswith(NOT_COUNTED) and not any(
        name in question.split(" where ")[0] for name in WHO_ASKS
    )
