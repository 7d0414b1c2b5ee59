"""An invented population in which people are hard to tell apart: who is meant when matching is measured.

Names are put together from syllables, so that they are as various as in a real town; twins, namesakes, second
surnames, changed names and names in other letters are strewn in on purpose. Pure, and the same for each seed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from kith.core.identifiers import make_nhs_number, make_upn
from kith.desk.demo.name_lists import ORIGINS


def _listed(text: str, between: str = " ") -> list[str]:
    """The entries of a text, over several lines."""
    return between.join(text.split("\n")).strip(between).split(between)


STARTS = _listed("""
Ack Alder Arm Ash Att Bar Beck Bed Black Blake Bos Brad Bram Brent Brock Brom Burn Cald Carl Cart Chat Clay
Cole Cop Cran Craw Crof Dal Den Der Drax Dud Earn East Eld Elm Fair Far Fen Fern Field Flax Fox Gar Gold
Grant Green Hal Ham Hard Har Hath Haz Hazel Heath Hol Hop Horn Hux Ken Kil Kirk Lang Lath Law Ley Lin Lock
Long Lud Mar Mart Mel Mid Mill Nor Oak Old Orm Pem Pen Pick Pres Rad Raven Red Rib Rock Rush Sand Sax Shel
Sher Skel Stan Stock Stret Sut Swain Tarl Thorn Tid Tun Wad Wake Wal Ward Wat Wex Whit Wil Win Wood Wyn
""")
ENDS = _listed("""
ton ley worth field ford ham wood by den well ridge bury ward man stead croft combe hurst brook son shaw
ingham ington ersley
""")
IRISH = _listed("""
Brien Neill Connor Shea Dwyer Hara Keeffe Reilly Sullivan Leary Mahony Rourke Flynn Grady Malley
""")
MACS = _listed("""
Carthy Donald Guire Kenna Allister Govern Namara Grath Laughlin Pherson Intyre Cabe Evoy
""")
SLAVIC = _listed("""
Kowal Wisni Lewand Zielin Szyman Wojciech Jankow Maz Krawcz Piotr Grab Pawl Mich Adam Walczak Dabr Jaworz Kaczmar
Malin Ostr Przybyl Rutk Sobier Tomasz Urban Wrobl Zawadz Borkow Cieslik Gorn Jasin Kubick Marcin Nowick Olszew
""")
SLAVIC_ENDS = ("ski", "owski", "ewski", "czyk", "ak", "iak")
AFRICAN = _listed("""
Ade Oke Olu Aki Ogun Baba Oni Chuk Nwo Eze Obi Ike Ayo Balo Olo
""")
AFRICAN_ENDS = _listed("""
yemi wale tunde dele bola sola femi nwa kwe chi gun ye wole moye
""")
ASIAN_STARTS = _listed("""
Ak Bash Far Ghul Hab Iq Jav Kar Lat Mah Nas Qur Raf Sha Tar Wah Yaq Zah Sid Ans
""")
ASIAN_ENDS = _listed("""
tar ir ooq am ib bal aid im if mood reen eshi iq hid iq eed oob oor diqui ari
""")
MIDDLE = _listed("""
James Rose Louise Lee Marie Anne John May Ray Grace Thomas Jean Paul Leigh David Jane
""")
LIKE_NAMES = (
    """
Jayden Jaden/Kaden Caden/Ella Elle/Mia Maya/Tia Tiana/Kayla Kyla/Aidan Adam/Leah Lena/Harry Harvey/Liam Lian
Amelia Emilia/Ellie Elsie/Tyler Taylor/Ryan Rylan/Hannah Hanna/Zara Zahra/Sara Sana/Maisie Macey/Jack Jake
Oscar Oskar/Evie Eva/Lily Lila/Callum Calum/Reece Rhys/Amir Amira/Yusuf Yunus/Hassan Hussain/Daniel Danielle
""".replace("\n", "/")
    .strip("/")
    .split("/")
)
OTHER_LETTERS = (
    ("Олександр", "Шевченко", "Oleksandr", "Shevchenko"),
    ("Дмитро", "Бондаренко", "Dmytro", "Bondarenko"),
    ("Наталія", "Коваленко", "Nataliia", "Kovalenko"),
    ("Юлія", "Ткаченко", "Yuliya", "Tkachenko"),
    ("Сергей", "Иванов", "Sergei", "Ivanov"),
    ("Мария", "Петрова", "Maria", "Petrova"),
    ("Γιώργος", "Παπαδόπουλος", "Giorgos", "Papadopoulos"),
    ("Ελένη", "Νικολάου", "Eleni", "Nikolaou"),
    ("محمد", "حسين", "Mohammed", "Hussein"),
    ("فاطمة", "كريم", "Fatima", "Karim"),
    ("يوسف", "حداد", "Yusuf", "Haddad"),
    ("مريم", "سالم", "Maryam", "Salem"),
    ("سارة", "منصور", "Sara", "Mansour"),
    ("خالد", "نجار", "Khalid", "Najjar"),
)
MANY = (
    0.035  # of families with twins of like names; so many that each kind of case finds enough of its people
)
NAMESAKES = 0.02


@dataclass(frozen=True, slots=True)
class Invented:
    """Somebody on record. `oddity` says what makes them hard to tell: "twin", "namesake", "other letters" ..."""

    id: int
    given: str
    family: str
    born_on: date
    sex: str
    home: int
    postcode: str
    is_child: bool
    known_as: str = ""
    former: str = ""
    oddity: str = ""
    told_as: str = ""
    phone: str = ""
    nhs: str = ""
    upn: str = ""

    @property
    def name(self) -> str:
        """Given and family name as they are on record."""
        return f"{self.given} {self.family}"


class Population:
    """Makes families until there are enough people."""

    def __init__(self, rng: Random, today: date, first_id: int) -> None:
        self.rng, self.today, self.next_id, self.homes = rng, today, first_id, 0
        self.first_id = first_id
        self.people: list[Invented] = []

    def made(self, number: int) -> list[Invented]:
        """At least so many people, families whole."""
        while len(self.people) < number:
            self._family()
        return self.people

    def _family(self) -> None:
        rng = self.rng
        origin = rng.choices(range(6), (55, 8, 12, 8, 9, 8))[0]
        surname = family_name(rng, origin)
        self.homes += 1
        letters = "ABDEFGHJLNPQRSTUWXYZ"
        postcode = f"XM{rng.randint(10, 79)}{rng.randint(1, 9)}{rng.choice(letters)}{rng.choice(letters)}"
        mother = self._add(
            given_name(rng, origin, "F"), surname, self._day(20, 45), "F", postcode, adult=True
        )
        phone = f"0790{rng.randint(0, 9_999_999):07d}"
        self.people[-1] = replace(mother, phone=phone)
        born = self._day(0, 16)
        oddity = rng.random()
        if oddity < MANY:
            self._twins(surname, born, postcode)
        elif oddity < MANY + NAMESAKES:
            self._namesake(origin, surname, born, postcode)
        elif oddity < MANY + NAMESAKES + 0.02:
            self._in_other_letters(born, postcode)
        else:
            self._children(origin, surname, born, postcode)

    def _children(self, origin: int, surname: str, born: date, postcode: str) -> None:
        rng = self.rng
        father = family_name(rng, origin)
        taken: set[str] = set()
        for place in range(rng.choices((1, 2, 3, 4), (35, 38, 19, 8))[0]):
            sex = rng.choice("MF")
            given = given_name(rng, origin, sex)
            if given in taken:
                continue
            taken.add(given)
            day = born + timedelta(days=place * rng.randint(330, 900))
            if day >= self.today:
                break
            way = rng.random()
            family = surname if way < 0.8 else f"{surname}-{father}" if way < 0.9 else father
            former = surname if way >= 0.9 else ""
            self._add(
                given, family, day, sex, postcode, former=former, oddity="changed surname" if former else ""
            )

    def _twins(self, surname: str, born: date, postcode: str) -> None:
        one, other = self.rng.choice(LIKE_NAMES).split()
        sex = self.rng.choice("MF")
        for given in (one, other):
            self._add(given, surname, born, sex, postcode, oddity="twin")

    def _namesake(self, origin: int, surname: str, born: date, postcode: str) -> None:
        sex = self.rng.choice("MF")
        given = given_name(self.rng, origin, sex)
        self._add(given, surname, born, sex, postcode, oddity="namesake")
        self.homes += 1
        elsewhere = postcode[:-2] + ("KK" if postcode[-2:] != "KK" else "CC")
        self._add(given, surname, born, sex, elsewhere, oddity="namesake")

    def _in_other_letters(self, born: date, postcode: str) -> None:
        given, family, *told = self.rng.choice(OTHER_LETTERS)
        self._add(given, family, born, "U", postcode, oddity="other letters", told_as=" ".join(told))

    def _add(
        self,
        given: str,
        family: str,
        born: date,
        sex: str,
        postcode: str,
        *,
        adult: bool = False,
        **more: str,
    ) -> Invented:
        place = self.next_id - self.first_id
        made = Invented(
            id=self.next_id, given=given, family=family, born_on=born, sex=sex, home=self.homes,
            postcode=postcode, is_child=not adult,
            nhs="" if adult else make_nhs_number(800_000 + place),
            upn="" if adult else make_upn(9_000_000 + place, authority="999"),
            **more,
        )  # fmt: skip
        self.next_id += 1
        self.people.append(made)
        return made

    def _day(self, youngest: int, eldest: int) -> date:
        return self.today - timedelta(days=self.rng.randint(youngest * 365 + 40, eldest * 365))


def given_name(rng: Random, origin: int, sex: str) -> str:
    """A first name of an origin; some are of two words or joined by a hyphen."""
    known = _given_names(origin, sex)
    name = known[min(int(rng.expovariate(3.0) * len(known)), len(known) - 1)]
    way = rng.random()
    if way < 0.04 and origin == 0:
        return f"{name}-{rng.choice(MIDDLE)}"
    return f"{name} {rng.choice(MIDDLE)}" if way < 0.12 and origin < 2 else name


def _given_names(origin: int, sex: str) -> Sequence[str]:
    place = (0, 1, 2, 4, 5, 3)[origin]
    return ORIGINS[place].girls if sex == "F" else ORIGINS[place].boys


def family_name(rng: Random, origin: int) -> str:
    """A family name put together from the syllables of an origin."""
    if origin == 0:
        return rng.choice(STARTS) + rng.choice(ENDS)
    if origin == 1:
        return rng.choice([f"O'{rng.choice(IRISH)}", f"O’{rng.choice(IRISH)}", f"Mc{rng.choice(MACS)}",
                           f"Mac {rng.choice(MACS)}", rng.choice(STARTS) + rng.choice(ENDS)])  # fmt: skip
    if origin in (2, 5):
        return rng.choice(ASIAN_STARTS) + rng.choice(ASIAN_ENDS)
    if origin == 3:
        return rng.choice(AFRICAN) + rng.choice(AFRICAN_ENDS)
    return rng.choice(SLAVIC) + rng.choice(SLAVIC_ENDS)


def strangers(rng: Random, today: date, number: int) -> Iterator[Invented]:
    """People who are on no record, named and born as those who are."""
    for _ in range(number):
        origin, sex = rng.choices(range(6), (55, 8, 12, 8, 9, 8))[0], rng.choice("MF")
        born = today - timedelta(days=rng.randint(40, 6200))
        yield Invented(0, given_name(rng, origin, sex), family_name(rng, origin), born, sex, 0, "", True)
