"""The photo of a person: added to the record, and served to who may open it."""

from datetime import date

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused
from kith.people.banners import viewer_of
from kith.people.changing import carry_out
from kith.people.details.pages import show
from kith.people.models import Person, Photo
from kith.people.photos import actions


@page("person/<id:number>/details/photo/", may=May.EDIT_PERSON, about="the person")
def person_add_photo(request: HttpRequest, number: int) -> HttpResponse:
    """Add a photo."""

    def change(by: Worker, person: Person, today: date) -> str:
        actions.add_photo(by, person, file=request.FILES.get("photo"))
        return "The photo is on record."

    def again(refused: Refused) -> HttpResponse:
        return show(request, number, refused, "photo")

    return carry_out(request, number, change, page="person_details", again=again)


@page("person/<id:number>/photo/<id:photo>/", may=May.READ_RECORD, about="the person")
def person_photo(request: HttpRequest, number: int, photo: int) -> HttpResponseBase:
    """The picture itself; not found for a hidden person, another's picture and a lost file alike."""
    found = Photo.objects.seen_by(viewer_of(request)).filter(person=number, pk=photo).first()
    if found is None or not found.file.storage.exists(found.file.name):
        raise Http404
    look_at(request, [number])
    return FileResponse(found.file.open("rb"), content_type=found.content_type)
