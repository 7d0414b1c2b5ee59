"""Where the board of recording looks: what happens on a day and is written down on another, and what may be missing.

SQL over the operational tables; row security hides what a reader may not see. No Django here.
"""

from dataclasses import dataclass

_LONDON = "({} at time zone 'Europe/London')::date"


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of thing that is written down some days after it happened."""

    name: str
    title: str
    sql: str


def _source(name: str, title: str, columns: str, moment: str, tables: str) -> Source:
    """`columns` are person_id, team_id (null: that of the worker), worker_id, step_id and the day it happened."""
    return Source(
        name,
        title,
        f"select '{name}' as kind, {columns}, {_LONDON.format(moment)} from {tables} "  # noqa: S608 - our own words
        f"{'and' if ' where ' in tables else 'where'} {moment} >= %(since)s",
    )


def _standing(name: str, title: str, which: str) -> list[Source]:
    tables = f"work_standing s where s.kind {which}"
    columns = "s.person_id, null::bigint, s.by_id, null::bigint"
    return [
        _source(name, title, f"{columns}, s.started_on", "s.recorded_at", tables),
        _source(f"{name}_end", f"{title}: its end", f"{columns}, s.ended_on", "s.ended_recorded_at", tables),
    ]


_OF_A_PERIOD = "s.person_id, null::bigint, x.by_id, null::bigint"
_PERIOD = "join work_standing s on s.id = x.period_id"

SOURCES = (
    _source(
        "visit",
        "Visit",
        f"c.person_id, null::bigint, v.by_id, null::bigint, {_LONDON.format('v.visited_at')}",
        "v.recorded_at",
        "work_visit v join work_visitchild c on c.visit_id = v.id",
    ),
    _source(
        "contact",
        "Contact",
        "l.person_id, s.team_id, s.worker_id, s.id, c.received_on",
        "c.recorded_at",
        "frontdoor_contact c join work_step s on s.id = c.step_id "
        "join frontdoor_contactchild l on l.contact_id = c.step_id",
    ),
    _source(
        "step",
        "Finished work",
        "c.person_id, s.team_id, s.worker_id, s.id, s.completed_on",
        "s.completed_at",
        "work_step s join work_stepchild c on c.step_id = s.id and c.released_at is null",
    ),
    *_standing("plan", "Plan", "in ('protection', 'in_need')"),
    *_standing("care", "Time in care", "= 'looked_after'"),
    _source("placement", "Placement", f"{_OF_A_PERIOD}, x.started_on", "x.recorded_at", f"care_placement x {_PERIOD}"),
    _source("review", "Care review", f"{_OF_A_PERIOD}, x.held_on", "x.recorded_at", f"care_carereview x {_PERIOD}"),
    _source("missing", "Time missing", f"{_OF_A_PERIOD}, x.started_on", "x.recorded_at",
            f"care_timemissing x {_PERIOD}"),
    _source(
        "conference",
        "Conference",
        "k.person_id, f.team_id, f.by_id, null::bigint, f.held_on",
        "f.held_recorded_at",
        "protection_conference f join protection_conferencechild k on k.conference_id = f.id",
    ),
)  # fmt: skip

# what was written down and how many days later, without the team where the work itself names none
WRITTEN = f"""
    select w.kind, w.person_id, w.team_id, w.worker_id, w.step_id, w.happened_on, w.recorded_on,
      w.recorded_on - w.happened_on as days
    from ({" union all ".join(source.sql for source in SOURCES)})
      w(kind, person_id, team_id, worker_id, step_id, happened_on, recorded_on)
    where w.happened_on is not null"""  # noqa: S608

RECORDED = f"""
    select w.kind, w.person_id, w.worker_id, w.step_id, w.happened_on, w.recorded_on, w.days,
      coalesce(w.team_id, m.team_id) as team_id
    from ({WRITTEN}) w
    left join lateral (
      select m.team_id from access_membership m where m.worker_id = w.worker_id and m.started_on <= w.recorded_on
      order by (m.ended_on is null or m.ended_on > w.recorded_on) desc, m.started_on desc, m.id limit 1) m on true"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Gap:
    """What a figure or a return needs and the record of an open case does not say. `page` is where it is said."""

    name: str
    title: str
    needs: str
    page: str
    condition: str
    tables: str = ""
    about: str = "h.person_id"  # what the number in the address of the page is


_PLACED = """join work_standing g on g.involvement_id = h.involvement_id and g.kind = 'looked_after'
        and g.ended_on is null
      join care_placement x on x.period_id = g.id and x.ended_on is null and left(x.kind, 1) <> 'T'"""

GAPS = (
    Gap("born", "No date of birth", "every figure by age, and the census", "person_details",
        "h.born_on is null and h.born_precision <> 'expected'"),
    Gap("sex", "Sex not told", "figures by sex, and the census", "person_details",
        "h.sex = 'U' and h.born_precision <> 'expected'"),
    Gap("ethnicity", "Ethnicity not told", "figures by ethnicity, and the census", "person_details",
        "h.ethnicity = '' and not exists (select 1 from people_trait t where t.person_id = h.person_id "
        "and t.kind = 'ethnicity' and t.ended_on is null)"),
    Gap("disability", "Disability not told, nor that there is none", "the census", "person_details",
        "h.born_precision <> 'expected' and not exists (select 1 from people_trait t where t.person_id = h.person_id "
        "and t.kind = 'disability' and t.ended_on is null)"),
    Gap("need", "Main need not said", "figures by need, and the census", "involvement_need",
        "h.need = '' and not exists (select 1 from frontdoor_referral r "
        "where r.involvement_id = h.involvement_id and r.need <> '')",
        about="h.involvement_id"),
    Gap("source", "Referral without a source", "referrals by source, and the census", "person",
        "r.source = ''", "join frontdoor_referral r on r.involvement_id = h.involvement_id"),
    Gap("postcode", "Open placement without a postcode", "miles from home, and the looked-after return", "person_care",
        "x.postcode = ''", _PLACED),
    Gap("provider", "Open placement without a provider", "placements by provider, and the looked-after return",
        "person_care",
        "x.provider = ''", _PLACED),
    Gap("late_reason", "Late work without a reason", "why work is late", "step_explain",
        "true", "join work_stepchild c on c.involvement_id = h.involvement_id and c.released_at is null "
        "join work_step s on s.id = c.step_id and s.completed_on > s.due_on and s.completed_at >= %(since)s "
        "and s.late_reason = ''", "s.id"),
)  # fmt: skip

# each held child with all that the conditions look at, read once for all of them
_HELD = """select distinct on (a.involvement_id) a.involvement_id, i.person_id, a.team_id, a.worker_id, i.need,
        p.born_on, p.born_precision, p.sex, p.ethnicity
      from work_allocation a join work_involvement i on i.id = a.involvement_id and i.ended_on is null
      join people_person p on p.id = i.person_id
      where a.ended_on is null and {} order by a.involvement_id, a.started_on desc, a.id desc"""

MISSING = (
    "with h as materialized ("  # noqa: S608
    + _HELD
    + ") "
    + " union all ".join(
        f"select '{gap.name}' as kind, h.person_id, h.team_id, h.worker_id, {gap.about} as number from h {gap.tables} "  # noqa: S608
        f"where {gap.condition}"
        for gap in GAPS
    )
)
