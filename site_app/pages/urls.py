"""At which addresses do readers find the pages?"""

from django.urls import path, register_converter

from site_app.pages import views


class OtherView:
    """The views that have an address below the article's own, which shows the hanzi."""

    regex = "ruby|pinyin"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        if value not in self.regex.split("|"):
            raise ValueError(f"no such view: {value}")
        return value


register_converter(OtherView, "other_view")

app_name = "pages"
urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("series/<slug:slug>/", views.series, name="series"),
    path("tags/<slug:slug>/", views.tag, name="tag"),
    path("articles/<slug:slug>/", views.article, name="article"),
    path("articles/<slug:slug>/<other_view:view>/", views.article, name="article_in_view"),
]
