"""What is handed out of the record on paper: kept as it is given, and given again as the very file it was."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from kith.core import Refused
from kith.documents.files import queries as files
from kith.documents.models import StoredFile


def kept_pdf(file: StoredFile, name: str) -> HttpResponse:
    """The kept file as a download called ``name``. Raises ``Http404`` for one that was purged."""
    if file.purged_at:
        raise Http404
    answer = HttpResponse(files.contents(file), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def kept(request: HttpRequest, place: str, words: str) -> HttpResponse:
    """The answer when a copy was kept at ``place``: to a script, which prints the page it stands on, in values."""
    if _is_script(request):
        return JsonResponse({"words": words, "href": place})
    messages.success(request, words)
    return redirect(place)


def not_kept(request: HttpRequest, refused: Refused, again: Callable[..., HttpResponse]) -> HttpResponse:
    """The answer when a copy was refused: to a script in words, to others by ``again(problems=, status=)``."""
    if _is_script(request):
        return JsonResponse({"words": refused.words}, status=422)
    return again(problems=refused.problems, status=422)


def _is_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"
