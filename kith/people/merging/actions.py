"""Making two records one, and parting them again. Rows are moved by the database, which keeps the trace of each."""

import json
from collections.abc import Collection
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, InternalError, connection, transaction

from kith.access.doors import action
from kith.access.guarded import EVERY_ROW
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.database import session
from kith.people import rules as people_rules
from kith.people.merging import against, queries, rules
from kith.people.merging.queries import Pointer
from kith.people.models import Identifier, Merge, MergedRow, OtherName, Person, Unmerge

PERSON = "people_person"
# what both records tell of one visit or note: the column that names it, and what of both is kept
BETTER = {
    "visit_child_once": ("visit_id", rules.better_visit),
    "note_child_once": ("note_id", rules.both_words),
}


@action(May.MERGE_RECORDS)
def merge(
    by: Worker,
    kept: Person,
    gone: Person,
    *,
    take: Collection[str],
    reason: str,
    version: str,
    confirmed: bool = False,
) -> Merge:
    """Make `gone` a part of `kept`: what pointed to it moves, its number and names lead to `kept`.

    `take`: the codes of the facts whose value comes from the record that goes. `version`: what
    `queries.version` said when the page was made. `confirmed`: what speaks against it (`against.warnings`) was looked
    at. Raises Refused, and then nothing is written.
    """
    if problem := rules.obstacle_to_reason(reason):
        raise Refused(problem, "reason")
    warnings = _held(by, kept, gone, version, confirmed)
    stays, goes = (queries.values_of(by, one.pk) or {} for one in (kept, gone))
    deal = Merge.objects.create(
        kept=kept,
        gone_number=gone.pk,
        reason=reason.strip(),
        marks=queries.highest_ids(),
        earlier=_not_chosen(stays, goes, take),
        warnings=warnings,
        by=by,
        at=clock.now(),
    )
    for pointer, rows in queries.everything_of(gone.pk):
        _move(deal, pointer, rows)
    _take_facts(deal, stays, goes, take)
    _remove(deal, PERSON, gone.pk)
    _lead_here(deal, stays, goes, take)
    _check_all(rules.NOT_THESE)
    return deal


def _held(by: Worker, kept: Person, gone: Person, version: str, confirmed: bool) -> list[str]:
    """Both records locked, with what speaks against making them one. Raises Refused when that cannot be."""
    _lock(by, kept.pk, gone.pk)
    if version != queries.version(by, kept.pk, gone.pk):
        raise Refused(rules.STALE)
    if problem := queries.obstacle(by, kept.pk, gone.pk):
        raise Refused(problem)
    warnings = against.warnings(by, kept.pk, gone.pk)
    if warnings and not confirmed:
        raise Refused(rules.CONFIRM, "confirmed")
    return warnings


def _lock(by: Worker, *numbers: int) -> None:
    """Hold both records: two merges at a time wait for each other, in the same order."""
    rows = Person.objects.seen_by(by).select_for_update().filter(pk__in=numbers).order_by("pk")
    if len(rows) != len(set(numbers)):
        raise Refused(rules.STALE)


def _not_chosen(stays: dict[str, Any], goes: dict[str, Any], take: Collection[str]) -> dict[str, str]:
    """The values that are shown no longer, in words by fact; names are kept as other names besides."""
    return {
        fact.code: rules.words(fact, stays if fact.code in take else goes)
        for fact in rules.differing(stays, goes)
        if rules.is_known(fact, stays if fact.code in take else goes)
    }


def _move(deal: Merge, pointer: Pointer, rows: list[dict[str, Any]]) -> None:
    """Point every row of the record that goes to the one that stays, or do as the rule for its clash says."""
    for row in rows:
        if _stands_already(deal, pointer, row):
            _remove(deal, pointer.table, row["pk"])
            continue
        met = _set(deal, pointer.table, row["pk"], pointer.column, deal.kept_id)
        if met in rules.REFUSED:
            raise Refused(rules.REFUSED[met])
        if met in rules.CUT:
            _cut(deal, pointer, row, rules.CUT[met])
        elif met in rules.CLEARED:
            _set(deal, pointer.table, row["pk"], pointer.column, None)
        elif met:
            if met in BETTER:
                _keep_the_better(deal, pointer, row, *BETTER[met])
            _remove(deal, pointer.table, row["pk"])


def _keep_the_better(
    deal: Merge, pointer: Pointer, row: dict[str, Any], group: str, better: rules.Better
) -> None:
    """Both were on one visit or in one note: who was seen by either telling was seen, and no words are lost."""
    line = next(one for one in queries.rows_of(pointer, deal.kept_id) if one[group] == row[group])
    for column, value in better(line, row).items():
        _set(deal, pointer.table, line["pk"], column, value)


def _stands_already(deal: Merge, pointer: Pointer, row: dict[str, Any]) -> bool:
    """Whether a relationship to be moved stands at the record that stays already, told from the other end."""
    if pointer.table != "people_relationship":
        return False
    others = [
        one for end in queries.pointers() if end.table == pointer.table
        for one in queries.rows_of(end, deal.kept_id) if one["pk"] != row["pk"]
    ]  # fmt: skip
    return rules.same_both_ways(row, others, deal.kept_id, deal.gone_number)


def _cut(deal: Merge, pointer: Pointer, row: dict[str, Any], group: tuple[str, ...]) -> None:
    """Keep of a row's days those that the record that stays does not tell; without any, the row goes."""
    taken = [
        (one["started_on"], one["ended_on"])
        for one in queries.rows_of(pointer, deal.kept_id)
        if all(one[column] == row[column] for column in group)
    ]
    pieces = rules.without(row["started_on"], row["ended_on"], taken)
    if not pieces:
        _remove(deal, pointer.table, row["pk"])
        return
    first, *more = pieces
    for column, value in (("ended_on", first[1]), ("started_on", first[0])):
        if row[column] != value:
            _set(deal, pointer.table, row["pk"], column, value)
    _set(deal, pointer.table, row["pk"], pointer.column, deal.kept_id)
    for started_on, ended_on in more:
        same = {key: value for key, value in row.items() if key not in ("pk", "id")}
        same |= {pointer.column: deal.kept_id, "started_on": started_on, "ended_on": ended_on}
        _added(deal, pointer.model._default_manager.create(**same))


def _take_facts(deal: Merge, stays: dict[str, Any], goes: dict[str, Any], take: Collection[str]) -> None:
    columns = [
        column for fact in rules.differing(stays, goes) if fact.code in take for column in fact.columns
        if stays[column] != goes[column]
    ]  # fmt: skip
    # the first day of birth and the day of death are emptied first: no moment has them the wrong way round
    emptied = [(column, None) for column in ("born_on", "died_on") if column in columns]
    rest = [(column, goes[column]) for column in columns if column not in dict(emptied)]
    last = [(column, goes[column]) for column, _ in emptied]
    if any(_set(deal, PERSON, deal.kept_id, column, value) for column, value in (*emptied, *rest, *last)):
        raise Refused("The facts chosen do not go together: nobody dies before birth. Choose others.")


def _lead_here(deal: Merge, stays: dict[str, Any], goes: dict[str, Any], take: Collection[str]) -> None:
    """Have the record found by the number and the name that are shown no longer."""
    number = Identifier.objects.create(person_id=deal.kept_id, kind="record", value=str(deal.gone_number))
    _added(deal, number)
    lost = stays if "name" in take else goes
    shown = goes if "name" in take else stays
    for given in dict.fromkeys((lost["given_name"], lost["known_as"])):
        name = (given, lost["family_name"])
        if any(name) and given != "" and name != (shown["given_name"], shown["family_name"]):
            _call_also(deal, *name)
    if not lost["given_name"] and not lost["known_as"] and lost["family_name"] != shown["family_name"]:
        _call_also(deal, "", lost["family_name"])


def _call_also(deal: Merge, given_name: str, family_name: str) -> None:
    sounds = people_rules.sounds(given_name, family_name)
    names = {"given_name": given_name, "family_name": family_name}
    _added(deal, OtherName.objects.create(person_id=deal.kept_id, kind="alias", sounds=sounds, **names))


@action(May.MERGE_RECORDS)
def unmerge(by: Worker, deal: Merge, *, reason: str, give: Collection[str] = ()) -> Unmerge:
    """Part two records again, as they were; `give`: keys of rows added since that go to the one that comes back.

    What was added since stays, but for what hangs on a case that goes back. Raises Refused.
    """
    if problem := rules.obstacle_to_reason(reason):
        raise Refused(problem, "reason")
    _lock(by, deal.kept_id)
    if Unmerge.objects.seen_by(by).filter(merge=deal).exists():
        raise Refused(rules.UNDONE)
    if queries.merges_of(by, deal.kept_id)[0].pk != deal.pk:
        raise Refused(rules.OUT_OF_ORDER)
    if queries.is_restricted([deal.kept_id]):
        raise Refused(rules.RESTRICTED_SINCE)
    offered = {one.key for one in queries.added_since(by, deal)}
    if not set(give) <= offered:
        raise Refused(rules.STALE)
    hanging = _hanging_on(deal, give)
    undone = Unmerge.objects.create(
        merge=deal, kept_id=deal.kept_id, reason=reason.strip(), by=by, at=clock.now()
    )
    try:
        with transaction.atomic():
            _call("select kith_unmerge(%s)", [deal.pk])
            for key in sorted({*give, *hanging}):
                table, column, row = key.split(".")
                _call("select kith_unmerge_give(%s, %s, %s, %s)", [deal.pk, table, int(row), column])
            _check_all(rules.NOT_BACK)
    except IntegrityError:
        raise Refused(rules.NOT_BACK) from None
    return undone


def _hanging_on(deal: Merge, give: Collection[str]) -> set[str]:
    """Keys of rows added since that belong to something which goes back or is given: work on such a case."""
    with session.seen_by(session.SYSTEM):
        gone = set(
            MergedRow.objects.unguarded(EVERY_ROW)
            .filter(merge=deal, deed="set").values_list("table", "row_id")
        )  # fmt: skip
    given = {(table, int(row)) for table, _, row in (key.split(".") for key in give)}
    lines = {
        f"{pointer.table}.{pointer.column}.{row['pk']}": _line(deal, pointer, row)
        for pointer, rows in queries.everything_of(deal.kept_id)
        for row in rows
    }
    goes = rules.all_that_goes(gone | given, lines.values())
    return {key for key, line in lines.items() if line.is_added and line.mark in goes}


def _line(deal: Merge, pointer: Pointer, row: dict[str, Any]) -> rules.Line:
    links = {
        (queries.table_of(field), row[field.attname])
        for field in pointer.model._meta.concrete_fields
        if field.related_model and field.related_model is not Person
    }
    brings = {(table, row[column]) for table, column in rules.BRINGS.get(pointer.table, ())}
    is_added = row["pk"] > deal.marks.get(pointer.table, 0)
    return rules.Line((pointer.table, row["pk"]), is_added, frozenset(links), frozenset(brings))


def _set(deal: Merge, table: str, row: int, column: str, value: Any) -> str:
    """Set one column of one row, with trace; gives the name of the constraint in its way, "" when it is done."""
    told = json.dumps(value, cls=DjangoJSONEncoder)
    return str(_call("select kith_merge_set(%s, %s, %s, %s, %s::jsonb)", [deal.pk, table, row, column, told]))


def _remove(deal: Merge, table: str, row: int) -> None:
    _call("select kith_merge_remove(%s, %s, %s)", [deal.pk, table, row])


def _added(deal: Merge, row: Any) -> None:
    _call("select kith_merge_added(%s, %s, %s)", [deal.pk, row._meta.db_table, row.pk])


def _call(order: str, values: list[Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(order, values)
        return cursor.fetchone()[0]


def _check_all(words: str) -> None:
    """Have the database check now what it would check at the end, so that a clash is told in words."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            cursor.execute("set constraints all deferred")
    except (IntegrityError, InternalError):
        raise Refused(words) from None
