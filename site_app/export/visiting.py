"""What is at an address, how does it become a file, and where does it lead?"""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.http import HttpResponse, HttpResponseBase
from django.http.response import StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from site_app.export import links, places, writing
from site_app.export.asking import Site
from site_app.languages import of_path


@dataclass(slots=True)
class Visit:
    """What came of asking for an address."""

    asked: str
    status: int
    file: str = ""
    """What was written, from the folder's root on; empty for nothing."""
    is_new: bool = False
    """Whether the file was not there, or another."""
    leads_to: str = ""
    """Where it has moved."""
    required: list[str] = field(default_factory=list)
    """What has to be there, as asked of the server."""
    mentioned: list[str] = field(default_factory=list)
    fragments: list[tuple[str, str]] = field(default_factory=list)
    """(path, name) of places on other pages."""
    faults: list[str] = field(default_factory=list)


class Visitor:
    """Asks, and writes what it gets; many may do so side by side."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site, self.folder = site, folder

    def visit(self, asked: str) -> Visit:
        standing = places.standing(asked)
        file = places.file_of(standing)
        if asked.startswith(places.LASTING) and (self.folder / file).is_file():
            return Visit(asked, 200, file)
        response = self.site.answer(asked)
        visit = Visit(asked, response.status_code)
        if response.status_code in (301, 302, 307, 308):
            self._move(visit, file, response)
        elif response.status_code in (200, 410):
            self._keep(visit, standing, file, response)
        elif response.status_code >= 500:
            # What stands there stays: a fault of the site is no reason to take a page away.
            visit.file = file if (self.folder / file).is_file() else ""
            visit.faults.append(f"{asked}: {response.status_code}")
        # Not by `close`, which would end the connection to the database as well.
        for closer in response._resource_closers:  # type: ignore[attr-defined]  # has no stub
            closer()
        return visit

    def _move(self, visit: Visit, file: str, response: HttpResponseBase) -> None:
        there = places.within(response.headers["Location"], visit.asked, self.site.address)
        if there is None:
            visit.status = 404  # another site's page is none of ours
            return
        visit.leads_to = there.path
        visit.required = [places.asked(there)]
        language = of_path(visit.asked)
        with translation.override(language.code):
            said = {"address": there.path, "site": self.site.address, "tag": language.tag}
            page = render_to_string("export/moved.html", said)
        if file.endswith("index.html"):
            visit.file, visit.is_new = file, writing.write(self.folder / file, page.encode())

    def _keep(self, visit: Visit, standing: str, file: str, response: HttpResponseBase) -> None:
        visit.file = file
        if isinstance(response, StreamingHttpResponse):
            pieces = (bytes(piece) for piece in response)
            is_lasting = visit.asked.startswith(places.LASTING)
            visit.is_new = (
                writing.stream(self.folder / file, pieces)
                if is_lasting
                else writing.write(self.folder / file, b"".join(pieces))
            )
            return
        assert isinstance(response, HttpResponse)
        content = response.content
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        if kind == "text/html":
            content = self._page(visit, standing, content.decode()).encode()
        elif kind.endswith("xml"):
            self._note(visit, standing, links.of_xml(content.decode(), self.site.address))
        elif kind in ("application/json", "application/manifest+json"):
            self._note(visit, standing, links.of_json(content.decode()))
        visit.is_new = writing.write(self.folder / file, content)

    def _page(self, visit: Visit, standing: str, page: str) -> str:
        """The page with links that a server of files understands."""
        # Relative addresses are those of the page that was asked for.
        self._note(visit, visit.asked, links.of_html(page, self.site.address), links.names_in(page))
        visit.faults += [f"{visit.asked}: {form}" for form in links.posting_forms(page)]
        return links.rewritten(page, lambda address: self._elsewhere(address, visit.asked))

    def _elsewhere(self, address: str, page: str) -> str:
        there = places.within(address, page, self.site.address)
        if there is None or "?" not in places.asked(there):
            return address
        return places.standing(places.asked(there)) + (f"#{there.fragment}" if there.fragment else "")

    def _note(self, visit: Visit, page: str, found: links.Links, names: frozenset[str] = frozenset()) -> None:
        here = urlsplit(page).path
        for address in sorted(found.leading):
            there = places.within(address, page, self.site.address)
            if there is None:
                continue
            asked = places.asked(there)
            visit.required.append(asked)
            fragment = unquote(there.fragment)
            if not fragment or fragment.startswith(":~:"):
                continue
            if asked == visit.asked or (there.path == here and not there.query):
                if fragment not in names and names:
                    visit.faults.append(f"{visit.asked}: #{fragment}")
            else:
                visit.fragments.append((asked, fragment))
        visit.mentioned += [
            places.asked(there)
            for address in sorted(found.mentioned)
            if (there := places.within(address, page, self.site.address))
        ]
