"""Relations of demand: who was referred or told of, how old, from where and why. No Django here."""

from kith.performance.definition import Fact
from kith.performance.facts.ground import IDS

# How old a child was on a day: the bands of the children in need tables. Who was not born yet is told apart.
_AGES = """case
      when p.born_on is null and p.born_precision = 'expected' then 'unborn'
      when p.born_on is null then ''
      when p.born_on > {day} then 'unborn'
      when p.born_on > {day} - interval '1 year' then '0'
      when p.born_on > {day} - interval '5 years' then '1'
      when p.born_on > {day} - interval '10 years' then '5'
      when p.born_on > {day} - interval '16 years' then '10'
      else '16' end"""
# Where a child lived on a day, and what the list of postcodes says of it.
_HOME = """
    left join people_person p on p.id = {person}
    left join lateral (
      select a.postcode_key from people_residence h join people_address a on a.id = h.address_id
      where h.person_id = {person} and h.started_on <= {day} and (h.ended_on is null or h.ended_on > {day})
      order by h.started_on desc, h.id desc limit 1) home on true
    left join care_postcode place on place.key = home.postcode_key"""
_WHERE = "coalesce(place.ward, '') as ward, coalesce(place.decile::text, '') as decile"
_COLUMNS = IDS | {
    "received_on": "date", "source": "text", "need": "text", "age_band": "text", "ward": "text", "decile": "text",
}  # fmt: skip

referral_demand = Fact(
    "referral_demand",
    "one row for each referral of a child, with age, home, need and source",
    f"""
    select r.id as row_id, r.person_id, r.team_id, null::bigint as worker_id, r.received_on, r.source,
      coalesce(nullif(i.need, ''), r.need) as need,
      {_AGES.format(day="r.received_on")} as age_band, {_WHERE}
    from frontdoor_referral r
    left join work_involvement i on i.id = r.involvement_id
    {_HOME.format(person="r.person_id", day="r.received_on")}
    where recorded(r.recorded_at)
    """,  # noqa: S608 - every word of it is ours
    _COLUMNS,
)

contact_demand = Fact(
    "contact_demand",
    "one row for each child of a contact, with age, home and source",
    f"""
    select l.id as row_id, l.person_id, s.team_id, coalesce(c.decided_by_id, s.worker_id) as worker_id,
      c.received_on, c.source, '' as need, {_AGES.format(day="c.received_on")} as age_band, {_WHERE}
    from frontdoor_contactchild l
    join frontdoor_contact c on c.step_id = l.contact_id
    join work_step s on s.id = c.step_id
    {_HOME.format(person="l.person_id", day="c.received_on")}
    where recorded(c.recorded_at) and standing(s.cancelled_at)
    """,  # noqa: S608
    _COLUMNS,
)

FACTS = (referral_demand, contact_demand)
