"""Declarations: who may use a route, and with which methods."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import ResolverMatch, URLPattern, URLResolver, get_resolver

READ = frozenset({"GET", "HEAD", "OPTIONS"})
ANYONE = frozenset({"anyone"})
SIGNED_IN = frozenset({"signed in"})


@dataclass(frozen=True)
class Declaration:
    """How a route may be used.

    ``may``: relations that are served; ``{"anyone"}`` opens the route to strangers,
    ``{"signed in"}`` to every account. ``known``: relations that get 403, because they know the
    thing but may not do this. ``desk``: only who may enter the admin gets past the door.
    """

    methods: frozenset[str]
    may: frozenset[str]
    known: frozenset[str] = field(default_factory=frozenset)
    desk: bool = False

    @property
    def is_public(self) -> bool:
        """Tell whether strangers are served."""
        return "anyone" in self.may


_by_name: dict[str, Declaration] = {}


def declaration(methods: str, may: str, known: str = "", desk: bool = False) -> Declaration:
    """Build a declaration from words: methods apart by spaces, relations by commas.

    GET brings HEAD and OPTIONS with it.
    """
    named = frozenset(methods.split())
    allowed = named | READ if "GET" in named else named | {"OPTIONS"}
    return Declaration(allowed, _words(may), _words(known), desk)


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip() for word in text.split(",") if word.strip())


def route(methods: str, *, may: str, known: str = "", desk: bool = False) -> Callable[..., Any]:
    """Declare the decorated view. ``@route("GET POST", may="student", known="teacher")``."""

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        view.access = declaration(methods, may, known, desk)  # type: ignore[attr-defined]
        return view

    return decorate


def declare(name: str, methods: str, *, may: str, known: str = "", desk: bool = False) -> None:
    """Declare a route that somebody else's code serves, by its full view name."""
    _by_name[name] = declaration(methods, may, known, desk)


def declaration_of(match: ResolverMatch) -> Declaration | None:
    """Return the declaration for a resolved address, or None if nobody declared it."""
    return _find(match.func, match.view_name)


def _find(view: Callable[..., Any], name: str) -> Declaration | None:
    return getattr(view, "access", None) or _by_name.get(name)


def all_routes() -> list[tuple[str, str, Declaration | None]]:
    """Return (full name, pattern, declaration) of every address the project answers."""
    return list(_walk(get_resolver().url_patterns, "", ""))


def _walk(patterns, prefix: str, namespace: str):
    for item in patterns:
        pattern = prefix + str(item.pattern)
        if isinstance(item, URLResolver):
            inner = f"{namespace}{item.namespace}:" if item.namespace else namespace
            yield from _walk(item.url_patterns, pattern, inner)
        elif isinstance(item, URLPattern):
            name = f"{namespace}{item.name or ''}"
            yield name, pattern, _find(item.callback, name)
