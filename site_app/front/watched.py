"""A change of which rows may change a page that readers see?

Every table of the site's own rooms counts unless it is named here: what is new counts until somebody says otherwise.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model

from site_app.articles.models.state import OPEN

UNSEEN = frozenset(
    {
        # What colleagues do and tell each other.
        "articles.act",
        "articles.checkedlink",
        "articles.confirmedreading",
        "articles.digest",
        "articles.edition_writers",
        "articles.importeditem",
        "articles.readingreport",
        "articles.rereading",
        "articles.sentform",
        "articles.sourcereport",
        "articles.waitingarticle",
        "articles.welcome",
        "pages.feedback",
        # Pages show what was made of these, and that is another row.
        "articles.image",
        "articles.lexiconentry",
        # Searches are answered anew each time.
        "finding.posting",
        "finding.shelf",
        "finding.term",
    }
)
UNSEEN_COLUMNS: Mapping[str, frozenset[str]] = {
    "articles.article": frozenset({"search_text", "binned_by_id", "created_at"}),
    # How far a voice has come is noted each second.
    "narration.narration": frozenset({"sentences", "spoken", "error", "engine", "updated_at"}),
}
OF_AN_EDITION: Mapping[str, str] = {
    "articles.edition": "id",
    "articles.rendering": "edition_id",
    "articles.source": "edition_id",
}
"""Their rows count once the edition that the column names has left the desk: a draft may be saved as often as one likes."""
EDITIONS = "articles_edition"
ON_THE_DESK = tuple(str(state) for state in OPEN)
"""The states in which no reader has seen an edition yet."""


@dataclass(frozen=True, slots=True)
class Watched:
    table: str
    columns: tuple[str, ...]
    """Those whose change counts."""
    edition: str = ""
    """The column that names the edition which has to have left the desk; none when every row counts."""


def watched() -> Iterator[Watched]:
    """In the order of the apps."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and _is_ours(model) and model._meta.label_lower not in UNSEEN:
            label = model._meta.label_lower
            unseen = UNSEEN_COLUMNS.get(label, frozenset())
            columns = tuple(
                column
                for field in model._meta.local_concrete_fields
                if (column := field.column) and column not in unseen
            )
            yield Watched(model._meta.db_table, columns, OF_AN_EDITION.get(label, ""))


def _is_ours(model: type[Model]) -> bool:
    return apps.get_app_config(model._meta.app_label).name.startswith("site_app.")
