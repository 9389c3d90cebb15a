"""Where does a page lead?"""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_ATTRIBUTE = re.compile(r"""\s(?P<name>[a-z][a-z0-9-]*)=(?:"(?P<value>[^"]*)"|'(?P<other>[^']*)')""")
_TAG = re.compile(r"<(?P<tag>[a-z][a-z0-9-]*)(?P<attributes>(?:\s[^<>]*?)?)/?>")
_DATA = re.compile(r'<script[^>]*type="application/(?:ld\+)?json"[^>]*>(.*?)</script>', re.DOTALL)
_SCRIPT = re.compile(r"<(script|style)\b[^>]*>.*?</\1>|<!--.*?-->", re.DOTALL)
_PATH_IN_JSON = re.compile(r'"(/(?!/)[^"\\\s]*)"')
_ID = re.compile(r"""\s(?:id|name)="([^"]+)\"""")

LEADING = frozenset({"href", "src", "poster", "action"})


@dataclass(frozen=True, slots=True)
class Links:
    leading: frozenset[str]
    """What has to be there: as the page writes it."""
    mentioned: frozenset[str]
    """What scripts may ask for, where there is something."""


def of_html(page: str, site: str) -> Links:
    leading: set[str] = set()
    mentioned: set[str] = set()
    for data in _DATA.findall(page):
        mentioned.update(path.replace("\\/", "/") for path in _PATH_IN_JSON.findall(data))
    for tag, name, value in _attributes(_SCRIPT.sub(_opening, page)):
        if name in LEADING:
            if not (tag == "form" and name == "action"):
                leading.add(value)
        elif name == "srcset":
            leading.update(one.split()[0] for one in value.split(",") if one.strip())
        elif name == "content" and value.startswith(f"{site}/"):
            leading.add(value)
        elif name.startswith("data-") and value.startswith("/") and not value.startswith("//"):
            mentioned.add(value)
        elif name.startswith("data-") and value.startswith(("[", "{")):
            mentioned.update(_PATH_IN_JSON.findall(value))
    return Links(frozenset(leading), frozenset(mentioned))


def of_xml(document: str, site: str) -> Links:
    """Of feeds and sitemaps: whatever they say of this site."""
    found = re.findall(re.escape(site) + r"""(/[^"'<>\s]*)""", document)
    return Links(frozenset(html.unescape(one) for one in found), frozenset())


def of_json(document: str) -> Links:
    return Links(frozenset(), frozenset(_PATH_IN_JSON.findall(document)))


def names_in(page: str) -> frozenset[str]:
    """What a fragment can point to."""
    return frozenset(html.unescape(name) for name in _ID.findall(page))


def rewritten(page: str, change: Callable[[str], str]) -> str:
    """The page with other addresses in its links: `change` gets and gives them as they are, not escaped."""

    def anew(match: re.Match[str]) -> str:
        address = html.unescape(match[2])
        new = change(address)
        return match[0] if new == address else f"{match[1]}{html.escape(new)}{match[3]}"

    return re.sub(r'(<a\b[^<>]*?\shref=")([^"]*\?[^"]*)(")', anew, page)


def posting_forms(page: str) -> list[str]:
    """The forms that a server would have to take."""
    forms = re.findall(r"<form\b[^>]*>", page)
    return [form for form in forms if 'method="post"' in form.lower() and 'action="http' not in form]


def _attributes(page: str) -> Iterator[tuple[str, str, str]]:
    for tag in _TAG.finditer(page):
        for one in _ATTRIBUTE.finditer(tag["attributes"]):
            value = one["value"] if one["value"] is not None else one["other"]
            yield tag["tag"], one["name"], html.unescape(value)


def _opening(match: re.Match[str]) -> str:
    """What is left of a script or a style sheet within a page: its own tag."""
    return match[0].partition(">")[0] + ">" if match[1] else ""
