"""What do editors own? One file per noun."""

from site_app.articles.models.act import Act, ActIsFixed
from site_app.articles.models.article import Article, OldSlug
from site_app.articles.models.checked_link import CheckedLink
from site_app.articles.models.confirmed_reading import ConfirmedReading
from site_app.articles.models.digest import Digest
from site_app.articles.models.edition import Edition, EditionIsFixed
from site_app.articles.models.image import Image
from site_app.articles.models.imported_item import ImportedItem
from site_app.articles.models.lexicon_entry import LexiconEntry
from site_app.articles.models.particulars import Particulars, Reference
from site_app.articles.models.person import Person
from site_app.articles.models.reading_report import ReadingReport
from site_app.articles.models.rendering import Rendering
from site_app.articles.models.rereading import Rereading, WaitingArticle
from site_app.articles.models.sent_form import SentForm
from site_app.articles.models.series import OldSeriesSlug, Series
from site_app.articles.models.source import Source
from site_app.articles.models.source_report import SourceReport
from site_app.articles.models.tag import OldTagSlug, Tag
from site_app.articles.models.welcome import Welcome

__all__ = [
    "Act",
    "ActIsFixed",
    "Article",
    "CheckedLink",
    "ConfirmedReading",
    "Digest",
    "Edition",
    "EditionIsFixed",
    "Image",
    "ImportedItem",
    "LexiconEntry",
    "OldSeriesSlug",
    "OldSlug",
    "OldTagSlug",
    "Particulars",
    "Person",
    "ReadingReport",
    "Reference",
    "Rendering",
    "Rereading",
    "SentForm",
    "Series",
    "Source",
    "SourceReport",
    "Tag",
    "WaitingArticle",
    "Welcome",
]
