"""At which addresses is there sound, or a book or feed with sound?"""

from django.urls import path, register_converter

from site_app.narration import feeds, views
from site_app.narration.sound_files import CONTENT_TYPES


class Digest:
    regex = "[0-9a-f]{32}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class FileName(Digest):
    regex = "|".join(name.replace(".", r"\.") for name in CONTENT_TYPES)


register_converter(Digest, "digest")
register_converter(FileName, "narration_file")

app_name = "narration"
urlpatterns = [
    path("narration/<digest:digest>/<narration_file:name>", views.file, name="file"),
    path("narration/words/<digest:digest>.mp3", views.word, name="word"),
    path("articles/<slug:slug>/book.epub", views.book, name="book"),
    path("podcast.xml", feeds.whole_site, name="podcast"),
    path("podcast-cover.png", feeds.cover, name="podcast_cover"),
    path("series/<slug:slug>/podcast.xml", feeds.one_series, name="series_podcast"),
]
