"""The one template environment: autoescaped, strict about names, with our filters and components."""

import re
from functools import lru_cache, partial
from typing import Any
from uuid import uuid4

import jinja2
from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from markupsafe import Markup

from kith.core import clock, prose
from kith.ui import controls, formatting
from kith.ui.charts import drawing, flow, funnel, spans, waterfall
from kith.ui.furniture import furniture

WORD, SLUG = "a-word", re.compile(r"[-a-zA-Z0-9_]+")  # what an address takes as it stands
MARK = 10**18 - 1  # the largest number an address takes, and nobody's
COMPONENT_FILES = ("marks", "layout", "tables", "forms", "choices", "record", "charts", "journeys", "prose")


class Components:
    """All component macros under one name: `{{ ui.mark("late", "Late by 1 day") }}`.

    A global instead of imports, so that one block rendered alone finds them too.
    """

    def __init__(self, environment: jinja2.Environment) -> None:
        self._environment = environment
        self._home: dict[str, str] = {}

    def __getattr__(self, name: str) -> Any:
        """Find the macro by name; an unknown one is an error that lists what there is."""
        if name.startswith("_"):
            raise AttributeError(name)
        if not self._home:
            self._home.update(self._index())
        if name not in self._home:
            raise AttributeError(f"no component is called {name}; there are: {', '.join(sorted(self._home))}")
        found = getattr(self._environment.get_template(self._home[name]).module, name)
        if not self._environment.auto_reload:
            vars(self)[name] = found  # asked for hundreds of times on a page
        return found

    def _index(self) -> dict[str, str]:
        paths = [f"ui/components/{stem}.html" for stem in COMPONENT_FILES]
        return {
            name: path
            for path in paths
            for name in vars(self._environment.get_template(path).module)
            if not name.startswith("_")
        }


def environment(**options: Any) -> jinja2.Environment:
    """Build the environment for Django's Jinja2 backend (setting TEMPLATES, option `environment`)."""
    options.setdefault("trim_blocks", True)
    options.setdefault("lstrip_blocks", True)
    made = jinja2.Environment(**{**options, "autoescape": True, "undefined": jinja2.StrictUndefined})  # noqa: S701
    made.filters.update(_filters())
    made.globals.update(
        ui=Components(made),
        url=reverse_page,
        url_if_any=url_if_any,
        static=static,
        command_key=command_key,
        csrf_field=csrf_field,
        form_cookie=form_cookie,
        problem=problem,
        saving=controls.saving,
        described=controls.described,
        group_classes=controls.group_classes,
        furniture=furniture,
        draw=drawing,
        draw_flow=flow.flow,
        draw_spans=spans.spans,
        draw_waterfall=waterfall.waterfall,
        draw_funnel=funnel.funnel,
        today=clock.today,
        now=clock.now,
    )
    return made


def _filters() -> dict[str, Any]:
    def with_today(write: Any) -> Any:
        return lambda value: write(value, clock.today())

    plain = ("long_day", "clock_time", "machine_moment", "number", "percent", "pounds", "record_number")
    words = ("listing", "anchor", "plural")
    answers = {"blocks": prose.blocks}
    dated = {name: with_today(getattr(formatting, name)) for name in ("day", "short_day", "moment")}
    return (
        dated
        | {name: getattr(formatting, name) for name in (*plain, *words)}
        | {"of": formatting.of}
        | answers
    )


def reverse_page(name: str, *args: Any, **kwargs: Any) -> str:
    """Give the address of a page by its name; an unknown name is an error."""
    number = kwargs.get("number")
    if type(number) is int and 0 <= number < MARK and len(kwargs) == 1 and not args:
        before, after = _around_number(name, get_urlconf(), get_script_prefix())
        return f"{before}{number}{after}"
    if not args and not kwargs:
        return _alone(name, get_urlconf(), get_script_prefix())
    if "number" in kwargs and len(kwargs) == 2 and not args:
        return _with_a_word(name, **kwargs)
    return reverse(name, args=args or None, kwargs=kwargs or None)


@lru_cache(maxsize=500)
def _around_number(name: str, urlconf: str | None, prefix: str) -> tuple[str, str]:
    """What stands before and after the number in the addresses of a page: a list has hundreds of them."""
    before, _, after = reverse(name, urlconf, kwargs={"number": MARK}).partition(str(MARK))
    return before, after


def _with_a_word(name: str, *, number: Any, **more: Any) -> str:
    """The address of a page that takes a number and a word that stands in an address as it is."""
    ((other, word),) = more.items()
    plain = isinstance(word, str) and SLUG.fullmatch(word) and type(number) is int and 0 <= number < MARK
    parts = _around_both(name, other, get_urlconf(), get_script_prefix()) if plain else None
    if parts is None:
        return reverse(name, kwargs={"number": number, **more})
    return f"{parts[0]}{number}{parts[1]}{word}{parts[2]}"


@lru_cache(maxsize=500)
def _around_both(name: str, other: str, urlconf: str | None, prefix: str) -> tuple[str, str, str] | None:
    """What stands around the number and the word after it; None where the word is no slug, or stands before."""
    try:
        address = reverse(name, urlconf, kwargs={"number": MARK, other: WORD})
    except NoReverseMatch:
        return None
    before, _, rest = address.partition(str(MARK))
    between, _, after = rest.partition(WORD)
    return (before, between, after) if WORD in rest else None


@lru_cache(maxsize=500)
def _alone(name: str, urlconf: str | None, prefix: str) -> str:
    """The address of a page that takes nothing."""
    return reverse(name, urlconf)


def url_if_any(name: str, *args: Any, **kwargs: Any) -> str | None:
    """Give the address of a page by its name, or None where that page is not part of this installation."""
    try:
        return reverse_page(name, *args, **kwargs)
    except NoReverseMatch:
        return None


def command_key() -> str:
    """Make the key that lets one form be sent twice and be carried out once."""
    return str(uuid4())


def csrf_field(request: HttpRequest) -> Markup:
    """Give the hidden field that proves a form came from our own page."""
    field = partial(Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">').format)
    return field(get_token(request))


def form_cookie() -> str:
    """Give the name of the cookie that scripts prove themselves with."""
    return settings.CSRF_COOKIE_NAME


def problem(problems: Any, name: str) -> str | None:
    """Give what is wrong with one field, from the pairs of a refusal (field or None, words)."""
    return next((words for field, words in problems or () if field == name), None)
