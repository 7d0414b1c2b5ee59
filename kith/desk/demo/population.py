"""How many families there are, when each becomes known, and what comes back: fills the service to order."""

from collections.abc import Iterator
from datetime import date, timedelta

from kith.desk.demo import chances
from kith.desk.demo.backlog import Backlog
from kith.desk.demo.cast import Told
from kith.desk.demo.facts import Facts, moment
from kith.desk.demo.households import Household, Households
from kith.desk.demo.journeys import Journeys
from kith.desk.demo.order import Order
from kith.desk.demo.parts import having
from kith.desk.demo.parts.from_elsewhere import open_children
from kith.desk.demo.staffing import Staffing

BEFORE = 365  # days of history before the years asked for, so that coming back is seen from the first day
KNOWN_ALREADY = 0.75  # of contacts that lead to no referral, assumed


class Population:
    """Makes what was ordered, family by family; between them ``make`` yields, so that rows can be stored."""

    def __init__(self, facts: Facts, told: Told, order: Order) -> None:
        self.facts, self.order, self.rng = facts, order, facts.rng
        facts.detail = order.detail
        self.first_day = facts.today - timedelta(days=round(order.years * 365.25))
        self.known_since = self.first_day - timedelta(days=BEFORE)
        staff = Staffing(facts, told, self.rng, order.children, self.known_since)
        self.journeys = Journeys(facts, staff, self.rng, stay=order.stay, detail=order.detail)
        self.households = Households(facts.rows, self.rng, facts.today)
        last = facts.today - timedelta(days=1)
        self.arrivals = chances.Arrivals(self.known_since, last, facts.calendar)
        self.lately = chances.Arrivals(self.first_day, last, facts.calendar)
        self.journeys.counted_since = self.first_day
        self.journeys.open_children = self.journeys.cases = len(told.cases) + open_children(order.children)
        self.known: list[Household] = []

    def make(self) -> Iterator[None]:
        """Everything ordered."""
        order, way = self.order, self.journeys
        while way.open_children < order.children:
            if order.cases and way.cases >= order.cases - (order.children - way.open_children):
                self._family(ahead="open")
            else:
                self._family()
            yield
        while way.cases < order.cases:
            self._family(ahead="closed")
            yield
        while way.contact_lines < way.referrals * chances.CONTACTS_PER_REFERRAL and not order.closed_steps:
            self._another_contact()
            yield
        while self.households.people_made < order.people:
            self._only_known()
            yield
        if order.open_steps or order.closed_steps:
            yield from Backlog(self.facts, self.journeys, self.known).make(order)
        self._beside()

    def _beside(self) -> None:
        """Who comes another way than by a referral, from chances of their own."""
        for beside in having("beside"):
            rng = self.journeys.own.of(beside.__module__, 0, self.facts.today)
            own = Households(self.facts.rows, rng, self.facts.today)
            beside(rng, self.facts, self.journeys.staff, own, self.order.children)

    def _family(self, ahead: str = "") -> None:
        """A family from its first referral until it stays away or is open."""
        order, way, rng = self.order, self.journeys, self.rng
        on = self.arrivals.draw(rng)
        if ahead:
            back = (
                rng.randint(20, 300)
                if ahead == "open"
                else rng.randint(300, (self.facts.today - self.known_since).days)
            )
            on = self.facts.calendar.next_working(self.facts.today - timedelta(days=back))
        room = order.children - way.open_children if ahead != "closed" else order.cases - way.cases
        size = min(chances.FAMILY_SIZE.draw(rng), max(1, room))
        house = self.households.make(moment(on, 8), size)
        self.known.append(house)
        self._refer_again_and_again(house, on, ahead)

    def _refer_again_and_again(self, house: Household, on: date, ahead: str) -> None:
        way, rng = self.journeys, self.rng
        while True:
            children = [child for child in house.children if child.is_child_on(on + timedelta(days=120))]
            if len(children) > 1 and rng.random() > chances.ALL_OF_THEM:
                children = children[: rng.randint(1, len(children) - 1)]
            if not children:
                return
            ended = way.refer(house, children, on, ahead)
            if ended is None:
                return
            following = self._back_on(on, ended)
            if following is None or following > self.facts.today or (ahead and way.cases >= self.order.cases):
                return
            if self.order.children - way.open_children < len(house.children) and not ahead:
                return
            on = following

    def _back_on(self, referred: date, ended: date) -> date | None:
        """When the family is referred again, if it is: within a year of the last referral, or years later."""
        rng = self.rng
        left = (referred + timedelta(days=364) - ended).days
        if left > 8 and rng.random() < chances.RE_REFERRED_AFTER_CLOSING:
            return ended + timedelta(days=rng.randint(6, left))
        if rng.random() < chances.BACK_AFTER_YEARS:
            return referred + timedelta(days=max(370, (ended - referred).days + 10) + rng.randint(0, 700))
        return None

    def _another_contact(self) -> None:
        rng, on = self.rng, self.lately.draw(self.rng)
        if rng.random() < KNOWN_ALREADY and self.known:
            house = rng.choice(self.known)
            if house.children and house.children[0].referred_on and self.journeys.hear(house, on):
                return
        house = self.households.make(moment(on, 8))
        self.known.append(house)
        self.journeys.hear(house, on)

    def _only_known(self) -> None:
        """A family on record from years ago, with a contact now and then."""
        on = self.arrivals.draw(self.rng)
        house = self.households.make(moment(on, 8))
        self.known.append(house)
        if self.rng.random() < 0.5:
            self.journeys.hear(house, on)
