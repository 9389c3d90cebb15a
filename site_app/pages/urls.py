"""At which addresses do readers find the pages?"""

from django.conf import settings
from django.contrib.sitemaps import views as sitemaps
from django.urls import path, register_converter
from django.views.decorators.http import conditional_page, require_safe

from site_app.pages import feedback, feeds, machine_views, offline, reading_report, settings_page, term_pages, views
from site_app.pages.sitemaps import SITEMAPS


class OtherView:
    """The views that have an address below the article's own, which shows the hanzi."""

    regex = "ruby|pinyin"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        if value not in self.regex.split("|"):
            raise ValueError(f"no such view: {value}")
        return value


class EmergencyNumber:
    """The numbers of all regions: a printed address leads somewhere after the region was corrected, too."""

    regex = "|".join(settings.EMERGENCY_NUMBERS.values())

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class FeedKind(EmergencyNumber):
    regex = "|".join(feeds.KINDS)


register_converter(OtherView, "other_view")
register_converter(EmergencyNumber, "emergency_number")
register_converter(FeedKind, "feed_kind")

_SITEMAPS = {"sitemaps": SITEMAPS}

app_name = "pages"
urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("contact/", views.contact, name="contact"),
    path("settings/", settings_page.settings, name="settings"),
    path("<emergency_number:number>/", views.emergency, name="emergency"),
    path("<emergency_number:number>/<other_view:view>/", views.emergency, name="emergency_in_view"),
    path("series/<slug:slug>/", views.series, name="series"),
    path("tags/<slug:slug>/", views.tag, name="tag"),
    path("terms/", term_pages.terms, name="terms"),
    path("terms/<slug:slug>/", term_pages.term, name="term"),
    path("terms/<slug:slug>/<other_view:view>/", term_pages.term, name="term_in_view"),
    path("<feed_kind:kind>.xml", feeds.whole_site, name="feed"),
    path("series/<slug:slug>/<feed_kind:kind>.xml", feeds.one_series, name="series_feed"),
    path("tags/<slug:slug>/<feed_kind:kind>.xml", feeds.one_tag, name="tag_feed"),
    path("saved/", offline.saved, name="saved"),
    path("manifest.webmanifest", offline.manifest, name="manifest"),
    path("service-worker.js", offline.service_worker, name="service_worker"),
    path("offline.json", offline.files, name="offline_files"),
    path("robots.txt", machine_views.robots, name="robots"),
    path(".well-known/security.txt", machine_views.security, name="security"),
    path(
        "sitemap.xml",
        require_safe(conditional_page(sitemaps.index)),
        {**_SITEMAPS, "sitemap_url_name": "pages:sitemap_section"},
        name="sitemap",
    ),
    path("sitemap-<section>.xml", require_safe(conditional_page(sitemaps.sitemap)), _SITEMAPS, name="sitemap_section"),
    path("articles/<slug:slug>/feedback/", feedback.feedback, name="feedback"),
    path("articles/<slug:slug>/reading/", reading_report.reading, name="reading_report"),
    path("articles/<slug:slug>/picture.png", machine_views.picture, name="picture"),
    path("articles/<slug:slug>/", views.article, name="article"),
    path("articles/<slug:slug>/<other_view:view>/", views.article, name="article_in_view"),
]
