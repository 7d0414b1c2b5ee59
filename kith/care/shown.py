"""What the pages of care share: the children to tick, the boxes of a form as they were typed, and the page after."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access import practice
from kith.access.models import Worker
from kith.care.models import CarePeriod
from kith.care.period import queries
from kith.care.placement.kept import Kept, relatives
from kith.care.placement.rules import Told
from kith.core import Refused, clock, sent_back
from kith.people.banners import open_record, viewer_of
from kith.ui.render import render
from kith.work import typed
from kith.work.late import tell as tell_if_late
from kith.work.steps.queries import first_name

PAGE = "person_care"
SINCE = "Somebody else may have recorded that since you opened the page."
NOBODY_NOW = f"None of them is looked after any more. {SINCE}"
ALL_NOW = f"All of them are looked after already. {SINCE}"


class Form:
    """A page with one form about a child and its brothers and sisters who are looked after, or may be."""

    def __init__(self, request: HttpRequest, number: int, *, starting: bool = False) -> None:
        self.request, self.number, self.viewer = request, number, viewer_of(request)
        self.today, self.starting = clock.today(), starting
        self.person, self.context = open_record(request, number, PAGE)
        family, self.periods = queries.together_now(self.viewer, number, self.today)
        held = [one for one in family if (one.pk in self.periods) != starting]
        self.children = {one.pk: first_name(one) for one in held}
        if not self.children and not self.is_sent:
            raise Http404("nobody to whom this could happen")

    def said(self, name: str, otherwise: str = "") -> str:
        """What was typed in a box."""
        return self.request.POST.get(name, otherwise).strip() if self.is_sent else otherwise

    @property
    def is_sent(self) -> bool:
        """Whether the form was sent."""
        return self.request.method == "POST"

    def ticked(self, name: str = "children") -> list[int]:
        """The children ticked, out of those who may be; all of them where there is but one."""
        sent = set(self.request.POST.getlist(name)) if self.is_sent else {str(self.number)}
        found = [one for one in self.children if str(one) in sent]
        return list(self.children) if len(self.children) == 1 else found

    def asked(self, name: str = "children") -> list[int]:
        """The children ticked. Raises ``Refused`` where there is nobody left to whom this could happen."""
        if not self.children:
            raise Refused(ALL_NOW if self.starting else NOBODY_NOW)
        return self.ticked(name)

    def chosen(self, name: str = "children") -> list[CarePeriod]:
        """The times in care of the children ticked. Raises ``Refused`` where nobody is looked after any more."""
        return [self.periods[one] for one in self.asked(name)]

    def own(self) -> CarePeriod:
        """The time in care of the child of the page. Raises ``Refused`` where it has ended."""
        if self.number not in self.periods:
            raise Refused(f"{first_name(self.person)} is not looked after any more. {SINCE}")
        return self.periods[self.number]

    def placement(self) -> Told:
        """The placement as it was typed."""
        return Told(
            kind=self.said("kind"), provider=self.said("provider"), carer=self.said("carer"),
            carer_stays=self.said("carer_stays") == "yes", urn=self.said("urn"), lines=self.said("lines"),
            postcode=self.said("postcode"), visits=self.said("visits"), is_lasting=self.said("is_lasting") == "yes",
            words=self.said("words"),
        )  # fmt: skip

    def kept(self) -> Kept:
        """From whom the address is kept, out of those who were offered."""
        offered = {value for value, _ in self.relatives}
        ticked = [one for one in self.request.POST.getlist("keep_from") if one in offered]
        return Kept(tuple(sent_back.number(one) for one in ticked), self.said("keep_reason"))

    @cached_property
    def relatives(self) -> list[tuple[str, str]]:
        """From whom an address may have to be kept."""
        return relatives(self.viewer, self.children, self.today)

    def show(self, template: str, refused: Refused | None = None, **more: Any) -> HttpResponse:
        """The page, with what was typed and what is wrong with it."""
        self.context |= {
            "choices": [(str(one), name) for one, name in self.children.items()],
            "ticked": [str(one) for one in self.ticked()],
            "said": self.said,
            "sent": self.is_sent,
            "today_typed": f"{self.today.day}/{self.today.month}/{self.today.year}",
            "lists": practice.current().lists,
            "on": self.today,
            "problems": refused.problems if refused else (),
            **more,
        }
        return render(self.request, template, self.context, status=422 if refused else 200)

    def done(self, happened: str = "") -> HttpResponse:
        """Back to the care page; what is written down late is said to be."""
        if on := typed.day(happened):
            tell_if_late(self.request, on)
        return redirect(PAGE, number=self.number)


def worker_said(text: str, among: Sequence[tuple[str, str]]) -> Worker | None:
    """The worker chosen from a list; nobody for anything that was not offered."""
    if text not in {value for value, _ in among}:
        return None
    return Worker.objects.filter(pk=sent_back.number(text)).first()
