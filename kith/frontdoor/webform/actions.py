"""Taking in what the public form sends, and opening the form."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.conf import settings

from kith.access import practice
from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Membership, Team, Worker
from kith.core import Refused, clock
from kith.core.reading_words import count
from kith.documents.files import actions as documents
from kith.documents.files import rules as kinds
from kith.documents.files.handed import Handed
from kith.frontdoor.contacts import actions as contacts
from kith.frontdoor.contacts.rules import Told
from kith.frontdoor.feedback import actions as feedback
from kith.frontdoor.models import Contact, ContactFile, FormTry
from kith.frontdoor.webform import queries, rules

METHOD = "form"
KEPT = timedelta(days=2)
FACTS = {
    "caller_name": "name",
    "caller_organisation": "organisation",
    "caller_phone": "phone",
    "caller_email": "email",
    "home_told": "home",
    "postcode_told": "postcode",
    "source": "source",
}


def note_try(address: str) -> None:
    """Keep that an address sent the form, and forget those of the day before yesterday. Nobody is signed in."""
    now = clock.now()
    FormTry.objects.create(at=now, address=address)
    FormTry.objects.filter(at__lt=now - KEPT).delete()


@action(May.TAKE_CONTACT)
def receive(by: Worker, *, told: Mapping[str, str], files: Sequence[Handed]) -> Contact:
    """Make a contact of what the form says; it waits in the queue for somebody to look who it is about."""
    facts = {fact: told[box] for fact, box in FACTS.items()} | {"method": METHOD}
    for place, child in enumerate(rules.children(told), start=1):
        facts |= {
            f"name_told.{place}": child.name,
            f"born_told.{place}": child.born,
            f"sex_told.{place}": child.sex,
        }
    kept = {name: Told(value) for name, value in facts.items() if value}
    contact = contacts.take_contact(by, received_at=clock.now(), facts=kept)
    answers = {name: (told[name], 0) for name in ("told", "wants", "safe_now") if told[name]}
    contacts.save_answers(by, contact, answers=answers)
    for file in files:
        stored = documents.store(file.raw, kind=file.kind)
        ContactFile.objects.create(contact=contact, stored=stored, name=kinds.safe_name(file.name, file.kind))
    return contact


@action(May.READ_RECORD)
def hand_out(by: Worker, file: ContactFile) -> ContactFile:
    """Leave in the trail that somebody took a file, also while nobody has said which children it is about."""
    return file


@action(May.TAKE_CONTACT)
def receive_and_acknowledge(
    by: Worker, *, told: Mapping[str, str], files: Sequence[Handed]
) -> tuple[Contact, str]:
    """Take the form in and tell its sender; gives the private address under which it stands."""
    contact = receive(by, told=told, files=files)
    return contact, feedback.acknowledge(contact)


def purge_files(now: datetime) -> Counter[str]:
    """Delete files of forms that came to nothing, as long after as the pack of the day says. A job.

    Gives how many of each kind went; what no rule is about is kept. A trace stays of each (``StoredFile``).
    """
    gone: Counter[str] = Counter()
    held = practice.current().retention
    if rule := held.of("abandoned_file", clock.london(now).date()):
        files = queries.abandoned_files(now - timedelta(days=rule.days))
        why = f"The contact was cancelled more than {count(rule.days, 'day')} before. {rule.source}"
        gone["abandoned_file"] = documents.purge(files, why=why[:200])
    if rule := held.of("refused_file", clock.london(now).date()):
        why = f"The form it was sent with was refused or broke off. {rule.source}"
        gone["refused_file"] = documents.purge_strays(now - timedelta(days=rule.days), why=why[:200])
    return gone


def open_form(team: str, role: str) -> Worker:
    """Open the form: the account that stands for it joins a team. A command; nobody signs in as it.

    Raises ``Refused`` for a team that does not exist.
    """
    place = Team.objects.filter(code=team, ended_on=None).first()
    if place is None:
        known = ", ".join(Team.objects.filter(kind="team", ended_on=None).values_list("code", flat=True))
        raise Refused(f"There is no team {team}. Known are {known}.")
    worker, is_new = Worker.objects.get_or_create(
        username=settings.KITH_FORM_WORKER, defaults={"name": "Online form", "job_title": "public form"}
    )
    if is_new:
        worker.set_unusable_password()
    worker.is_active = True
    worker.save()
    Membership.objects.filter(worker=worker, ended_on=None).delete()
    Membership.objects.create(worker=worker, team=place, role=role, started_on=clock.today())
    return worker


def close_form() -> int:
    """Close the form; gives how many accounts stood for it."""
    return Worker.objects.filter(username=settings.KITH_FORM_WORKER).update(is_active=False)
