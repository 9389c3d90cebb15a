"""Source documents ↔ Markdown: the scrape, interlinear text, pinyin, plain text, front matter. Knows nothing of Django."""

from site_app.documents.comparison import Disagreement
from site_app.documents.decoding import MAX_BYTES, check_size, decode
from site_app.documents.document import Document
from site_app.documents.errors import DocumentError
from site_app.documents.front_matter import write
from site_app.documents.reader import read_document
from site_app.documents.report import PlacedDisagreement, SourceReport
from site_app.documents.seeds import Seeds, SeriesPlan, read_seeds

__all__ = [
    "MAX_BYTES",
    "Disagreement",
    "Document",
    "DocumentError",
    "PlacedDisagreement",
    "Seeds",
    "SeriesPlan",
    "SourceReport",
    "check_size",
    "decode",
    "read_document",
    "read_seeds",
    "write",
]
