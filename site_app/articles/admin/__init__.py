"""Which desks does the editors' room have?"""

from site_app.articles.admin.article import ArticleDesk
from site_app.articles.admin.image import ImageDesk
from site_app.articles.admin.lexicon import LexiconDesk
from site_app.articles.admin.series import SeriesDesk, TagDesk
from site_app.articles.admin.source_report import SourceReportDesk

__all__ = ["ArticleDesk", "ImageDesk", "LexiconDesk", "SeriesDesk", "SourceReportDesk", "TagDesk"]
