"""Where can a reading be heard? A room above offers an address."""

from collections.abc import Callable

_offered: list[Callable[[], str]] = []


def offer(address: Callable[[], str]) -> None:
    """`address` answers where ``?text={银行|yín háng}`` is said; empty where the site makes no sound of its own."""
    _offered[:] = [address]


def where_it_is_said() -> str:
    return _offered[0]() if _offered else ""
