"""Every table of the record stands behind both walls, and every table has a word in the glossary."""

import pytest
from django.apps import apps
from django.db import connection, models

from kith.access.guarded import Guarded, ReadWithoutAViewer
from tests.house import tree

# Apps whose tables are no record of a person, and why. The tables of every other app are guarded, new apps too.
NO_RECORD = {
    "access": "workers, teams and the trail, which the doors themselves write",
    "database": "days, closures and the keys of commands",
    "documents": "files and letters without a name; what says whose they are is guarded",
    "improvement": "plans of the service, in which no child is named",
    "performance": "figures and what meetings agreed, without a name; remarks on a line hide with its children",
}
# Tables of these apps that are no record of a person, and why.
NOT_GUARDED = {
    "work.Cover": "who decides for which manager while that one is away: workers and days, no person",
    "frontdoor.KeptGuide": "the threshold guide as it was shown; what was chosen from it is guarded",
    "frontdoor.Batch": "how many rows came and from whom, nobody's name; Notification is guarded",
    "frontdoor.BatchRow": "marks that tell nothing by themselves; Notification is guarded",
    "frontdoor.FormTry": "from where and when the public form was sent, no word of it",
    "frontdoor.PrivateLink": "the mark of an address and a number; Feedback is guarded",
    "listening.LinkTry": "from where and when a link that means nothing was opened, no word of it",
    "people.Address": "a place says nothing of who lives there; Residence does",
    "people.Agency": "a school or a surgery says nothing of who goes there; Tie does",
    "people.Professional": "somebody outside, named without those they work with; Tie is guarded",
    "people.Family": "a name of a family without its members; FamilyMember is guarded",
    "people.Conflict": "what the walls themselves are made from",
    "people.Restriction": "what the walls themselves are made from",
    "people.RestrictionReader": "what the walls themselves are made from",
    "care.ProviderList": "of which year a list of providers was read in, and from whom: no person",
    "care.ListedProvider": "homes and agencies as Ofsted lists them, read in from a file: no person",
    "care.Postcode": "where postcodes lie, read in from a file: no person",
    "quality.AuditRound": "which month or theme, by when, and the form: no person",
    "quality.AuditDraw": "a seed and numbers of records without a name; CaseAudit is guarded",
    "quality.PracticeObservation": "what was seen of a worker's practice: workers, no child is named",
    "quality.StandardReading": "which worker has read which standards: no person",
    "quality.DipSample": "a seed and numbers of rows without a name; DipReading is guarded",
    "quality.SupervisionReading": "what was found of a supervision: workers; what was said of children is guarded",
    "quality.LearningEntry": "what was learned: no child is named",
    "quality.LearningTalk": "which team talked about it: no person",
    "work.FormVersion": "forms, no answers",
    "work.Supervision": "workers, days and a reason from a list, no word of what was said; PersonalNote is guarded",
    "work.SupervisionLine": "who supervises whom: workers and days, no person",
    "work.Notice": "read by its own worker only; row security hides what it is about",
}
APPS = [app for app in apps.get_app_configs() if app.name.startswith("kith.")]
TABLES = [model for app in APPS if app.label not in NO_RECORD for model in app.get_models()]
GUARDED = [model for model in TABLES if issubclass(model, Guarded)]


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model._meta.label)
def test_a_table_of_the_record_is_guarded(model: type[models.Model]) -> None:
    assert issubclass(model, Guarded) or model._meta.label in NOT_GUARDED


@pytest.mark.django_db
@pytest.mark.parametrize("model", GUARDED, ids=lambda model: model._meta.label)
def test_reading_without_a_viewer_raises(model: type[models.Model]) -> None:
    for read in (list, lambda rows: rows.count(), lambda rows: rows.exists(), lambda rows: rows.first()):
        with pytest.raises(ReadWithoutAViewer):
            read(model.objects.order_by("pk"))


@pytest.mark.django_db
@pytest.mark.parametrize("model", GUARDED, ids=lambda model: model._meta.label)
def test_the_database_guards_the_table_too(model: type[models.Model]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select relrowsecurity, relforcerowsecurity from pg_class where oid = %s::regclass",
            [model._meta.db_table],
        )
        assert cursor.fetchone() == (True, True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "table",
    ["access_event", "access_look", "access_signinattempt", "work_answerversion", "work_personalnote"],
)
def test_the_trail_can_only_grow(table: str) -> None:
    with connection.cursor() as cursor:
        for right in ("UPDATE", "DELETE", "TRUNCATE"):
            cursor.execute("select has_table_privilege('kith_app', %s, %s)", [table, right])
            assert cursor.fetchone() == (False,), f"the web role may {right} {table}"


def test_every_table_has_a_word_in_the_glossary() -> None:
    glossary = (tree.ROOT / "docs" / "glossary.md").read_text()
    missing = [
        model.__name__ for app in APPS for model in app.get_models() if f"`{model.__name__}`" not in glossary
    ]

    assert not missing, f"write a row in docs/glossary.md for: {', '.join(sorted(missing))}"
