"""The story: the invented authority Westmere, its workers and the families everybody speaks of.

Data only, the same for tests, demonstration and documentation. Every day is written as on the story's own
today, Wednesday 14 October 2026; ``StoryDays`` moves it to another today, so that ages and clocks still fit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kith.core.calendar import WorkingCalendar

TODAY = date(2026, 10, 14)
SERVICE = "westmere"
NORTH, SOUTH, EAST = "safeguarding-north", "safeguarding-south", "safeguarding-east"
FRONT_DOOR = "front-door"
EARLY_HELP = "early-help"

# code: name, kind, code of the team above
TEAMS: Mapping[str, tuple[str, str, str]] = {
    SERVICE: ("Westmere Children’s Services", "service", ""),
    "north": ("North", "area", SERVICE),
    "south": ("South", "area", SERVICE),
    "east": ("East", "area", SERVICE),
    FRONT_DOOR: ("Front Door", "team", SERVICE),
    NORTH: ("Assessment and Safeguarding North", "team", "north"),
    SOUTH: ("Assessment and Safeguarding South", "team", "south"),
    EAST: ("Assessment and Safeguarding East", "team", "east"),
    "disabled-children": ("Disabled Children", "team", SERVICE),
    "conferences": ("Conference and Review Service", "team", SERVICE),
    "performance": ("Performance and Quality", "team", SERVICE),
    EARLY_HELP: ("Early Help", "team", SERVICE),
}


@dataclass(frozen=True, slots=True)
class Cast:
    """A worker of the story. ``weight`` is the caseload that is thought right."""

    username: str
    name: str
    title: str
    role: str
    team: str
    weight: float = 24
    first_year: bool = False


WORKERS: tuple[Cast, ...] = (
    Cast("amina.rahman", "Amina Rahman", "social worker", "social_worker", NORTH),
    Cast("ben.okoye", "Ben Okoye", "social worker", "social_worker", NORTH),
    Cast("farrah.iqbal", "Farrah Iqbal", "social worker", "social_worker", NORTH, first_year=True),
    Cast("hana.kovac", "Hana Kovac", "senior practitioner", "senior_practitioner", NORTH, 22),
    Cast("joe.whitlock", "Joe Whitlock", "social worker", "social_worker", NORTH),
    Cast("owen.tait", "Owen Tait", "social worker", "social_worker", NORTH),
    Cast("ruth.ellison", "Ruth Ellison", "social worker", "social_worker", NORTH),
    Cast("sophie.lam", "Sophie Lam", "social worker", "social_worker", NORTH),
    Cast("colin.burge", "Colin Burge", "team manager", "team_manager", NORTH),
    Cast("farah.aziz", "Farah Aziz", "social worker", "social_worker", SOUTH),
    Cast("martin.sole", "Martin Sole", "team manager", "team_manager", SOUTH),
    Cast("lena.frost", "Lena Frost", "social worker", "social_worker", EAST),
    Cast("ines.duarte", "Ines Duarte", "team manager", "team_manager", EAST),
    Cast("paul.renner", "Paul Renner", "team manager", "team_manager", "disabled-children"),
    Cast("ewan.price", "Ewan Price", "duty social worker", "duty_worker", FRONT_DOOR),
    Cast("sanjay.pillai", "Sanjay Pillai", "duty manager", "duty_manager", FRONT_DOOR),
    Cast("grace.adeyemi", "Grace Adeyemi", "conference chair", "conference_chair", "conferences"),
    Cast("ngozi.bright", "Ngozi Bright", "head of service", "head_of_service", SERVICE),
    Cast("harriet.vaux", "Harriet Vaux", "director of children’s services", "director", SERVICE),
    Cast("dale.whitmore", "Dale Whitmore", "business support", "business_support", SOUTH),
    Cast("moira.kemp", "Moira Kemp", "business support, conferences", "business_support", "conferences"),
    Cast("priti.solanki", "Priti Solanki", "system lead", "system_lead", "performance"),
    Cast("yusuf.demir", "Yusuf Demir", "performance analyst", "analyst", "performance"),
    Cast("anneke.vos", "Anneke Vos", "practice auditor", "auditor", "performance"),
    Cast("bea.lund", "Bea Lund", "learning mentor, Northgate Primary", "early_help_worker", EARLY_HELP),
    Cast("bryn.hallett", "Bryn Hallett", "information governance lead", "information_governance", SERVICE),
    Cast("ruth.calloway", "Ruth Calloway", "elected member", "elected_member", SERVICE),
    Cast("wyn.parry", "Wyn Parry", "workforce lead", "workforce_lead", SERVICE),
)

# Who is away or on duty: from which working day, counted from today, to which.
AWAY: tuple[tuple[str, str, int, int], ...] = (
    ("sophie.lam", "leave", -2, 4),
    ("ben.okoye", "duty", 0, 1),
    ("owen.tait", "training", 3, 4),
)
PART_TIME: tuple[tuple[str, str], ...] = (("ruth.ellison", "0.60"),)
SKILLS: tuple[tuple[str, str, str], ...] = (
    ("hana.kovac", "skill", "teenagers"),
    ("owen.tait", "language", "pan"),
    ("amina.rahman", "skill", "violence"),
    ("joe.whitlock", "skill", "court"),
)

# The buttons of the demonstration's sign-in page: who one is, and as whom one comes in.
DEMO_ROLES: tuple[tuple[str, str], ...] = (
    ("Duty worker", "ewan.price"),
    ("Duty manager", "sanjay.pillai"),
    ("Social worker", "amina.rahman"),
    ("Team manager", "colin.burge"),
    ("Head of service", "ngozi.bright"),
    ("Conference chair", "grace.adeyemi"),
    ("Conference office", "moira.kemp"),
    ("Performance analyst", "yusuf.demir"),
    ("System lead", "priti.solanki"),
    ("Information governance lead", "bryn.hallett"),
    ("Elected member", "ruth.calloway"),
    ("Workforce lead", "wyn.parry"),
    ("Early help worker, at a school", "bea.lund"),
)


@dataclass(frozen=True, slots=True)
class Someone:
    """A person of the story. ``number`` is the record number where the story names it."""

    given: str
    family: str
    sex: str
    born: date | None
    number: int | None = None
    known_as: str = ""
    expected: bool = False
    died: date | None = None
    ethnicity: str = "WBRI"
    phone: str = ""
    phone_note: str = ""


PEOPLE: Mapping[str, Someone] = {
    "tia": Someone("Tia", "Marlowe", "F", date(2017, 2, 3), 204418),
    "kofi": Someone("Kofi", "Osei", "M", date(2019, 11, 19), ethnicity="MWBA"),
    "elsie": Someone("Elsie", "Osei", "F", date(2024, 5, 8), ethnicity="MWBA"),
    "baby": Someone("Baby", "Marlowe", "U", date(2027, 2, 12), expected=True, ethnicity="NOBT"),
    "jade": Someone(
        "Jade", "Marlowe", "F", date(1995, 6, 21), phone="01632 960 118", phone_note="text first"
    ),
    "lee": Someone("Lee", "Hargreaves", "M", date(1991, 3, 30)),
    "daniel": Someone("Daniel", "Osei", "M", date(1992, 8, 2), ethnicity="BAFR", phone="01632 960 231"),
    "pauline": Someone("Pauline", "Marlowe", "F", date(1968, 1, 17), phone="01632 960 204"),
    "keith": Someone("Keith", "Marlowe", "M", date(1965, 9, 9), died=date(2019, 5, 28)),
    "abena": Someone("Abena", "Osei", "F", date(1964, 12, 5), ethnicity="BAFR"),
    "kieran": Someone("Kieran", "Docherty", "M", date(2017, 4, 21), 188302, "Kian"),
    "aoife": Someone("Aoife", "Docherty", "F", date(2019, 1, 9), 188303),
    "finn": Someone("Finn", "Docherty", "M", date(2021, 11, 30), 201977),
    "saoirse": Someone("Saoirse", "Docherty", "F", date(2025, 6, 3)),
    "niamh": Someone("Niamh", "Docherty", "F", date(1993, 4, 4), phone="01632 960 512"),
    "conor": Someone("Conor", "Docherty", "M", date(1990, 2, 11)),
    "ciaran": Someone("Ciaran", "Dockery", "M", date(2018, 2, 2), 203551),
    "kiran": Someone("Kiran", "Dosanjh", "F", date(1992, 5, 14), 119876, ethnicity="AIND"),
    "petra": Someone("Petra", "Lisle", "F", date(2015, 4, 27)),
    "sam": Someone("Sam", "Lisle", "M", date(2017, 7, 6)),
    "leo": Someone("Leo", "Farrant", "M", date(2018, 3, 12)),
    "maya": Someone("Maya", "Farrant", "F", date(2021, 1, 25)),
    "ruby": Someone("Ruby", "Dean", "F", date(2014, 5, 30)),
    "jordan": Someone("Jordan", "Pike", "M", date(2011, 2, 8)),
    "ahmed": Someone("Ahmed", "Sharif", "M", date(2013, 6, 1), ethnicity="APKN"),
    "bilal": Someone("Bilal", "Sharif", "M", date(2016, 3, 3), ethnicity="APKN"),
    "noor": Someone("Noor", "Sharif", "F", date(2020, 8, 15), ethnicity="APKN"),
    "ivo": Someone("Ivo", "Marsh", "M", date(2022, 4, 18)),
    "dylan": Someone("Dylan", "Hollis", "M", date(2019, 2, 20)),
    "grace_h": Someone("Grace", "Hollis", "F", date(2021, 7, 7)),
    "ada": Someone("Ada", "Okafor", "F", date(2013, 3, 16), ethnicity="BAFR"),
    "chidi": Someone("Chidi", "Okafor", "M", date(2016, 5, 10), ethnicity="BAFR"),
    "callum": Someone("Callum", "Hendry", "M", date(2019, 5, 5)),
    "isla": Someone("Isla", "Hendry", "F", date(2021, 3, 28)),
    "logan": Someone("Logan", "Bassett", "M", date(2012, 1, 31)),
    "tobi": Someone("Tobi", "Umeh", "M", date(2023, 4, 2), ethnicity="BAFR"),
    "ife": Someone("Ife", "Umeh", "F", date(2025, 5, 19), ethnicity="BAFR"),
    "maddie": Someone("Maddie", "Greaves", "F", date(2016, 6, 11)),
    "jan": Someone("Jan", "Novak", "M", date(2014, 2, 24), ethnicity="WOTH"),
    "eva": Someone("Eva", "Novak", "F", date(2018, 5, 1), ethnicity="WOTH"),
    "simran": Someone("Simran", "Kaur", "F", date(2010, 3, 9), ethnicity="AIND"),
    "dev": Someone("Dev", "Kaur", "M", date(2013, 1, 13), ethnicity="AIND"),
    "alfie": Someone("Alfie", "Pell", "M", date(2018, 6, 26)),
    "rosie": Someone("Rosie", "Pell", "F", date(2020, 7, 30)),
    "lacey": Someone("Lacey", "Dunn", "F", date(2022, 3, 17)),
    "poppy": Someone("Poppy", "Arnold", "F", date(2019, 4, 14)),
    "elin": Someone("Elin", "Vaughan", "F", date(2018, 1, 22)),
    "rhys": Someone("Rhys", "Vaughan", "M", date(2021, 5, 25)),
    "carys": Someone("Carys", "Vaughan", "F", date(1994, 9, 13)),
}


@dataclass(frozen=True, slots=True)
class Home:
    """A family of the story and where it lives: ``lives`` there since the day given, ``also`` elsewhere."""

    name: str
    members: tuple[str, ...]
    address: tuple[str, str] | None = None
    lives: tuple[str, ...] = ()
    since: date = date(2022, 3, 1)


FAMILIES: Mapping[str, Home] = {
    "marlowe": Home(
        "Marlowe–Osei",
        ("tia", "kofi", "elsie", "baby", "jade", "lee", "daniel", "pauline", "keith", "abena"),
        ("27 Alder Walk", "WM4 2QT"),
        ("tia", "kofi", "elsie", "jade"),
    ),
    "docherty": Home(
        "Docherty",
        ("kieran", "aoife", "finn", "saoirse", "niamh", "conor"),
        ("14 Bramble Close", "WM2 8HD"),
        ("kieran", "aoife", "finn", "saoirse", "niamh", "conor"),
    ),
    "dockery": Home("Dockery", ("ciaran",), ("9 Harbour Row", "WM1 3TT"), ("ciaran",)),
    "lisle": Home("Lisle", ("petra", "sam"), ("3 Ferry Street", "WM4 7AB"), ("petra", "sam")),
    "farrant": Home("Farrant", ("leo", "maya"), ("52 Mill Lane", "WM4 1LX"), ("leo", "maya")),
    "dean": Home("Dean", ("ruby",), ("18 Bramley Road", "WM6 4RE"), ("ruby",)),
    "pike": Home("Pike", ("jordan",), ("Oakleaf House, Grange Road", "WM3 9PU"), ("jordan",)),
    "sharif": Home(
        "Sharif", ("ahmed", "bilal", "noor"), ("7 Linden Court", "WM4 5DD"), ("ahmed", "bilal", "noor")
    ),
    "marsh": Home("Marsh", ("ivo",), ("11b Kiln Street", "WM4 3QA"), ("ivo",)),
    "hollis": Home("Hollis", ("dylan", "grace_h"), ("90 Castle Hill", "WM4 8NN"), ("dylan", "grace_h")),
    "okafor": Home("Okafor", ("ada", "chidi"), ("33 Poplar Avenue", "WM4 6YH"), ("ada", "chidi")),
    "hendry": Home("Hendry", ("callum", "isla"), ("4 Northgate", "WM4 2AA"), ("callum", "isla")),
    "bassett": Home("Bassett", ("logan",), ("61 Quarry Road", "WM4 9BP"), ("logan",)),
    "umeh": Home("Umeh", ("tobi", "ife"), ("2 Wharf Terrace", "WM4 1ES"), ("tobi", "ife")),
    "greaves": Home("Greaves", ("maddie",), ("29 Larkfield Drive", "WM4 7JT"), ("maddie",)),
    "novak": Home("Novak", ("jan", "eva"), ("15 Station Row", "WM4 3LD"), ("jan", "eva")),
    "kaur": Home("Kaur", ("simran", "dev"), ("8 Rowan Gardens", "WM4 5EZ"), ("simran", "dev")),
    "pell": Home("Pell", ("alfie", "rosie"), ("70 Chapel Street", "WM4 8TW"), ("alfie", "rosie")),
    "dunn": Home("Dunn", ("lacey",), ("5 Thorn Close", "WM4 6RR"), ("lacey",)),
    "arnold": Home("Arnold", ("poppy",), ("23 Meadow Way", "WM1 4HG"), ("poppy",)),
    "vaughan": Home("Vaughan", ("elin", "rhys", "carys")),
}

# Who is what to whom.
RELATIONSHIPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("jade", "mother", ("tia", "kofi", "elsie", "baby")),
    ("lee", "father", ("tia",)),
    ("daniel", "father", ("kofi", "elsie")),
    ("pauline", "grandparent", ("tia", "kofi", "elsie")),
    ("pauline", "mother", ("jade",)),
    ("keith", "father", ("jade",)),
    ("abena", "mother", ("daniel",)),
    ("abena", "grandparent", ("kofi", "elsie")),
    ("niamh", "mother", ("kieran", "aoife", "finn", "saoirse")),
    ("conor", "father", ("kieran", "aoife", "finn", "saoirse")),
    ("carys", "mother", ("elin", "rhys")),
)
OTHER_HOMES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("40 Moor Lane", "WM4 2PL", ("pauline",)),
    ("12 Comfort Road", "WM5 6HN", ("daniel", "abena")),
    ("Leeds", "", ("kiran",)),
)
# Of each alert: on whose records, its kind, the words, since when.
ALERTS: tuple[tuple[tuple[str, ...], str, str, date], ...] = (
    (
        ("tia", "kofi", "elsie", "jade"),
        "safety",
        "Visit in pairs – Lee H. not to be met alone",
        date(2026, 6, 9),
    ),
    (("tia", "kofi", "elsie", "jade"), "safety", "Do not give address to Lee Hargreaves", date(2019, 3, 12)),
    (("tia",), "health", "Asthma – inhaler at school", date(2023, 9, 4)),
    (("conor",), "safety", "Violence, 2024", date(2024, 2, 6)),
)
# Whose records are restricted, why, and who may still see them.
RESTRICTED: tuple[tuple[str, ...], str, tuple[str, ...]] = (
    ("elin", "rhys", "carys"),
    "The family’s address is being kept from a relative who has friends at the council",
    ("hana.kovac", "colin.burge"),
)


@dataclass(frozen=True, slots=True)
class StoryDays:
    """Moves the story's days to another today.

    Birthdays move by whole years, so that ages fit; every other day (and the one a baby is expected on) moves
    by the days between the two todays, and lands on a working day when it lay on one.
    """

    today: date
    calendar: WorkingCalendar = field(repr=False)

    @property
    def years(self) -> int:
        """How many whole years the story moves."""
        return round((self.today - TODAY).days / 365.2425)

    def on(self, day: date) -> date:
        """Where a day of the story falls."""
        moved = day + (self.today - TODAY)
        if self.calendar.is_working(day) and not self.calendar.is_working(moved):
            return self.calendar.add(moved, -1)
        return moved

    def born(self, day: date) -> date:
        """Where a birthday of the story falls."""
        year = day.year + self.years
        try:
            return day.replace(year=year)
        except ValueError:
            return date(year, 3, 1)

    def working_days_ago(self, number: int) -> date:
        """The day ``number`` working days before today; for 0 today itself, or the last working day."""
        last = self.today if self.calendar.is_working(self.today) else self.calendar.add(self.today, -1)
        return self.calendar.add(last, -number) if number else last
