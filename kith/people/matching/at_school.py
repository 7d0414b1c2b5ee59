"""Schools in a search: which are named, and which of them somebody goes to, or brothers and sisters do."""

from dataclasses import replace
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from kith.access.models import Worker
from kith.core import names
from kith.database.prepared import prepared
from kith.people import rules as people_rules
from kith.people.matching import schools
from kith.people.matching.rules import Asked
from kith.people.models import Agency, Relationship, Tie


def with_school(asked: Asked) -> Asked:
    """What is asked, with the schools that its words or the caller's organisation name. One query when they may."""
    told = names.words(asked.organisation)
    if not (schools.may_be_named(asked.words) or schools.may_be_named(told)):
        return asked
    known = dict(_schools())
    found, called = schools.named(asked.words, known), schools.named(told, known)
    meant = [one for one in (found, called) if one]
    if not meant:
        return asked
    ids = tuple(sorted({number for one in meant for number in one.ids}))
    return replace(asked, words=found.rest if found else asked.words, schools=ids, school=meant[0].name)


@prepared
def _schools() -> QuerySet[Any, Any]:
    return Agency.objects.filter(kind="school").order_by("pk").values_list("id", "name")


def schooling(viewer: Worker, schools: Any) -> dict[str, ArraySubquery]:
    """Which of these schools somebody goes or went to, and which ones their brothers and sisters do."""
    told = JSONObject(school="agency_id", name="agency__name", ended="ended_on")
    there = Tie.objects.seen_by(viewer).filter(agency__in=schools).order_by("pk")
    kin = Relationship.objects.seen_by(viewer).filter(kind__in=people_rules.SIBLINGS, ended_on=None)
    bonds = Relationship.objects.seen_by(viewer).filter(kind__in=people_rules.PARENTS, ended_on=None)
    parents = bonds.filter(other=OuterRef(OuterRef(OuterRef("pk")))).values("person")
    of_kin = there.filter(
        Q(person__in=kin.filter(other=OuterRef(OuterRef("pk"))).values("person"))
        | Q(person__in=kin.filter(person=OuterRef(OuterRef("pk"))).values("other"))
        | Q(person__in=bonds.filter(person__in=parents).values("other"))
    )
    return {
        "held_schools": ArraySubquery(there.filter(person=OuterRef("pk")).values(json=told)),
        "kin_schools": ArraySubquery(of_kin.values(json=told)),
    }
