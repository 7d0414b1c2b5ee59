"""The attributes that every control has, made without a macro: a large form has a thousand of them."""

from typing import Any

from markupsafe import Markup, escape

from kith.ui.formatting import anchor

NOTHING = Markup("")


def saving(question: str | None, child: Any = "", version: int | None = 0) -> Markup:
    """The attributes that let a control be saved by itself; nothing for one that is not."""
    if question is None:
        return NOTHING
    box, whose, seen = escape(question), escape(child), escape(version or 0)
    return Markup(f' data-question="{box}" data-child="{whose}" data-version="{seen}"')  # noqa: S704 -- escaped above


def described(name: str, hint: Any, wrong: Any) -> Markup:
    """Which hint and error describe a control."""
    place = anchor(name)  # letters, digits and dashes
    parts = [f"{place}-hint"] if hint else []
    parts += [f"{place}-error"] if wrong else []
    return Markup(f' aria-describedby="{" ".join(parts)}"') if parts else NOTHING  # noqa: S704 -- an anchor is safe


def group_classes(wrong: Any, classes: str = "") -> str:
    """The classes of the group round a control."""
    return " ".join(
        ("govuk-form-group", *(["govuk-form-group--error"] if wrong else []), *([classes] if classes else []))
    )
