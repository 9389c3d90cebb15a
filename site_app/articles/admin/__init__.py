"""Which desks does the editors' room have?"""

from site_app.articles.admin.account import AccountDesk, GroupDesk
from site_app.articles.admin.act import ActDesk
from site_app.articles.admin.article import ArticleDesk
from site_app.articles.admin.image import ImageDesk
from site_app.articles.admin.lexicon import LexiconDesk
from site_app.articles.admin.person import PersonDesk
from site_app.articles.admin.rereading import RereadingDesk
from site_app.articles.admin.series import SeriesDesk, TagDesk
from site_app.articles.admin.source_report import SourceReportDesk

__all__ = [
    "AccountDesk",
    "ActDesk",
    "ArticleDesk",
    "GroupDesk",
    "ImageDesk",
    "LexiconDesk",
    "PersonDesk",
    "RereadingDesk",
    "SeriesDesk",
    "SourceReportDesk",
    "TagDesk",
]
