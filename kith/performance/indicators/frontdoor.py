"""Indicators of the front door: contacts, decisions and referrals."""

from kith.performance.definition import Flow, Rate
from kith.performance.facts import casework

TOPIC = "Front door"

contacts = Flow(
    code="contacts",
    title="Initial contacts received",
    short="Contacts received",
    words="Contacts with a contact day in the period, one for each child.",
    counting="A contact about three siblings counts three times. A contact cancelled with a reason "
    "does not count.",
    topic=TOPIC,
    good="neither",
    unit="contacts",
    source="Annex A list 1; ADCS Safeguarding Pressures phase 9",
    owner="duty_manager",
    rows=casework.contacts.all,
    when="received_on",
    example="""
    person_id | received_on
    200001    | 2026-09-01   +
    200002    | 2026-09-01   +   # a sibling on the same contact counts for itself
              | 2026-09-30   +   # a child who could not be identified counts too
    """,
)

contacts_per_10000 = Rate(
    code="contacts_per_10000",
    title="Initial contacts per 10,000",
    short="Contacts per 10,000 children",
    words="Contacts of the last twelve months for every 10,000 children aged 0 to 17.",
    counting="Over the mid-year estimate of the population that the authority chose, shown with its year.",
    topic=TOPIC,
    good="neither",
    unit="per 10,000",
    source="ADCS Safeguarding Pressures phase 9: 2,501 in 2023-24",
    owner="duty_manager",
    rows=casework.contacts.all,
    when="received_on",
    example="""
    received_on
    2026-09-01   +
    """,
)

contact_to_referral = Flow(
    code="contact_to_referral",
    title="Contacts becoming referrals",
    short="Contacts that became referrals",
    words="Of the contacts received in the period, those from which a referral of the child was made.",
    counting="Counted by the day the contact was received, one for each child; those undecided stay "
    "among them. New information on an open involvement makes no referral, nor does a second contact "
    "on the day of a referral.",
    topic=TOPIC,
    good="neither",
    unit="%",
    source="ADCS Safeguarding Pressures phase 9: 22% in 2023-24",
    owner="duty_manager",
    rows=casework.contacts.all,
    when="received_on",
    part="became_referral",
    sides=("Became a referral", "Did not"),
    example="""
    received_on | outcome     | became_referral
    2026-09-01  | referral    | true    +
    2026-09-01  | information | false   -
    2026-09-01  | referral    | false   -   # joined an open involvement: new information, no referral
    2026-09-01  |             | false   -   # not decided yet
    """,
)

contact_decision_1wd = Flow(
    code="contact_decision_1wd",
    title="Contact decisions within 1 working day",
    short="Contacts decided in 1 working day",
    words="Of the contacts decided in the period, those decided within one working day of receipt.",
    counting="The day of receipt is day 0: received on a Friday, decided by the end of Monday is in time.",
    topic=TOPIC,
    good="high",
    unit="%",
    source="Children in need census guide 2023-24, section 4.9",
    owner="duty_manager",
    rows=casework.contacts.all,
    when="decided_on",
    part="decided_on <= received_on + 1 or decision_working_days <= 1",
    example="""
    received_on | decided_on | decision_working_days
    2026-10-13  | 2026-10-13 | 0   +
    2026-10-09  | 2026-10-12 | 1   +   # Friday to Monday
    2026-10-09  | 2026-10-13 | 2   -
    2026-10-13  |            |         # not decided: among nothing yet
    """,
)

contact_level = Flow(
    code="contact_level",
    title="Contacts decided with a level of the threshold guide",
    short="Decided with a level",
    words="Of the contacts decided in the period, those for which the manager chose a level of the threshold guide.",
    counting="One for each child. The level is the manager's, not the one recommended; which levels were chosen "
    "is told by the report Decisions by level.",
    topic=TOPIC,
    good="neither",
    unit="%",
    source="Torbay 2011 and North Yorkshire 2011, where thresholds were found to be applied inconsistently",
    owner="duty_manager",
    rows=casework.contacts.all,
    when="decided_on",
    part="level <> ''",
    sides=("With a level", "Without"),
    example="""
    decided_on | recommended_level | level
    2026-09-01 | 4                 | 4   +
    2026-09-01 |                   | 2   +   # chosen by the manager alone
    2026-09-01 | 4                 |     -   # only the writer chose one
    2026-09-01 |                   |     -
               | 4                 |         # not decided yet
    """,
)

referrals = Flow(
    code="referrals",
    title="Referrals received",
    short="Referrals received",
    words="Referrals with a referral day in the period.",
    counting="One for each child; several on one day are one. New information on an open involvement "
    "is none.",
    topic=TOPIC,
    good="neither",
    unit="referrals",
    source="Children in need census",
    owner="duty_manager",
    rows=casework.referrals.all,
    when="received_on",
    example="""
    received_on | no_further_action
    2026-09-01  | false   +
    2026-09-30  | true    +   # a referral without further action is one too
    """,
)

referral_rate = Rate(
    code="referral_rate",
    title="Referrals per 10,000",
    short="Referrals per 10,000 children",
    words="Referrals of the last twelve months for every 10,000 children aged 0 to 17.",
    counting="Over the mid-year estimate of the population that the authority chose, shown with its year.",
    topic=TOPIC,
    good="neither",
    unit="per 10,000",
    source="Children in need tables of the Department for Education; Torbay 2011, appendix 1, figure 2",
    owner="head_of_service",
    rows=casework.referrals.all,
    when="received_on",
    example="""
    received_on
    2026-09-01   +
    2025-10-15   +
    """,
)

re_referral_12m = Flow(
    code="re_referral_12m",
    title="Re-referrals within 12 months",
    short="Re-referred within 12 months",
    words="Of the referrals in the period, those of a child referred before, at most 12 months earlier.",
    counting="From referral day to referral day: the same day of the year before still counts, the "
    "same day does not.",
    topic=TOPIC,
    good="low",
    unit="%",
    source="Department for Education, children in need table C1",
    owner="duty_manager",
    rows=casework.referrals.all,
    when="received_on",
    part="daterange((received_on - interval '12 months')::date, received_on) @> previous_on",
    sides=("Referred before", "Not"),
    example="""
    received_on | previous_on
    2026-09-14  | 2025-09-14   +   # twelve months to the day
    2026-09-14  | 2025-09-13   -   # a day longer ago
    2026-09-14  | 2026-09-13   +
    2026-09-14  | 2026-09-14   -   # the same day does not count twice
    2026-09-14  |              -   # never before
    2028-02-29  | 2027-02-28   +   # a year before a leap day is 28 February
    """,
)

referral_nfa = Flow(
    code="referral_nfa",
    title="Referrals with no further action",
    short="Referrals with no further action",
    words="Of the referrals in the period, those decided with no further action.",
    counting="Counted by the day of the referral.",
    topic=TOPIC,
    good="neither",
    unit="%",
    source="Department for Education, children in need tables: 6.5% in 2025",
    owner="duty_manager",
    rows=casework.referrals.all,
    when="received_on",
    part="no_further_action",
    sides=("No further action", "Taken on"),
    example="""
    received_on | no_further_action
    2026-09-01  | true    +
    2026-09-01  | false   -
    """,
)

dv_notifications = Flow(
    code="dv_notifications",
    title="Domestic abuse notifications",
    short="Domestic abuse notifications",
    words="Notifications of domestic abuse that came from the police in the period, one for each child.",
    counting="By the day it was received. A notification that was read in from the file of the police, whose kind of "
    "incident begins with “Domestic”. What somebody rang about is a contact and none of these.",
    topic=TOPIC,
    good="neither",
    unit="notifications",
    source="Kent 2011, 3.6",
    owner="duty_manager",
    rows=casework.contacts.where("left(lower(incident), 8) = 'domestic'"),
    when="received_on",
    example="""
    received_on | incident
    2026-09-01  | Domestic abuse      +
    2026-09-01  | domestic incident   +
    2026-09-01  | Child found alone
    2026-09-01  |                         # no notification from a file
    """,
)

INDICATORS = (
    contacts,
    contacts_per_10000,
    contact_to_referral,
    contact_decision_1wd,
    contact_level,
    referrals,
    referral_rate,
    re_referral_12m,
    referral_nfa,
    dv_notifications,
)
