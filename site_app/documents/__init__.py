"""Source documents ↔ Markdown: the scrape, interlinear text, pinyin, plain text, front matter. Knows nothing of Django."""

from site_app.documents.comparison import Disagreement
from site_app.documents.decoding import MAX_BYTES, UNWANTED, check_size, decode
from site_app.documents.document import Author, CitedSource, Document, Picture
from site_app.documents.errors import DocumentError
from site_app.documents.front_matter import write, write_exactly
from site_app.documents.reader import read_document
from site_app.documents.report import PlacedDisagreement, SourceReport
from site_app.documents.seeds import Seeds, SeriesPlan, read_seeds

__all__ = [
    "MAX_BYTES",
    "UNWANTED",
    "Author",
    "CitedSource",
    "Disagreement",
    "Document",
    "DocumentError",
    "Picture",
    "PlacedDisagreement",
    "Seeds",
    "SeriesPlan",
    "SourceReport",
    "check_size",
    "decode",
    "read_document",
    "read_seeds",
    "write",
    "write_exactly",
]
