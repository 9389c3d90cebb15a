"""At which addresses do the rooms answer?"""

from django.urls import URLResolver, include, path, re_path
from django.views.i18n import set_language

from site_app import later, media
from site_app.languages import InItsLanguage
from site_app.metrics import metrics

_editor, _preview = "site_app.articles.editor", "site_app.pages.preview"
_choices = "site_app.articles.admin.reading_choices.choices_at"


def _desk(name: str) -> later.Later:
    return later.view(f"{_preview}.{name}", for_staff=True)


urlpatterns = [
    # Before the admin, whose catch-all would answer for them.
    path("admin/markdown/preview/", later.view(f"{_editor}.preview"), name="markdownx_markdownify"),
    path("admin/markdown/readings/", later.view(_choices), name="reading_choices"),
    path("admin/markdown/image/", later.view(f"{_editor}.upload_image"), name="markdownx_upload"),
    path("admin/language/", set_language, name="set_language"),
    path("admin/markdown/reading/", later.view(f"{_editor}.reading"), name="editor_reading"),
    path("admin/markdown/difference/", later.view(f"{_editor}.difference"), name="editor_difference"),
    path("admin/articles/article/add/preview/", _desk("preview"), name="preview_of_new"),
    path("admin/articles/article/<int:pk>/preview/", _desk("preview"), name="preview"),
    path("admin/articles/article/add/preview/sentences/", _desk("sentences"), name="preview_sentences_of_new"),
    path("admin/articles/article/<int:pk>/preview/sentences/", _desk("sentences"), name="preview_sentences"),
    path("admin/articles/article/add/preview/syllable/", _desk("syllable"), name="preview_syllable_of_new"),
    path("admin/articles/article/<int:pk>/preview/syllable/", _desk("syllable"), name="preview_syllable"),
    later.Room("admin/", "site_app.articles.office_addresses", "admin"),
    path("metrics", metrics, name="metrics"),
    re_path(r"^media/(?P<path>.+)$", media.image, name="media"),
    path("", include("site_app.narration.urls")),
    URLResolver(
        InItsLanguage(),
        [
            path("", include("site_app.finding.urls")),
            path("", include("site_app.words.urls")),
            path("", include("site_app.practice.urls")),
            path("", include("site_app.pages.urls")),
        ],
    ),
]
