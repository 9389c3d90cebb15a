"""At which addresses do the rooms answer?"""

from django.contrib import admin
from django.urls import URLResolver, include, path, re_path
from django.views.i18n import set_language

from site_app import media
from site_app.articles import editor
from site_app.articles.admin.reading_choices import choices_at
from site_app.languages import InItsLanguage
from site_app.metrics import metrics
from site_app.pages import preview

desk = admin.site.admin_view

urlpatterns = [
    # Before the admin, whose catch-all would answer for them.
    path("admin/markdown/preview/", editor.preview, name="markdownx_markdownify"),
    path("admin/markdown/readings/", choices_at, name="reading_choices"),
    path("admin/markdown/image/", editor.upload_image, name="markdownx_upload"),
    path("admin/language/", set_language, name="set_language"),
    path("admin/markdown/reading/", editor.reading, name="editor_reading"),
    path("admin/markdown/difference/", editor.difference, name="editor_difference"),
    path("admin/articles/article/add/preview/", desk(preview.preview), name="preview_of_new"),
    path("admin/articles/article/<int:pk>/preview/", desk(preview.preview), name="preview"),
    path("admin/articles/article/add/preview/sentences/", desk(preview.sentences), name="preview_sentences_of_new"),
    path("admin/articles/article/<int:pk>/preview/sentences/", desk(preview.sentences), name="preview_sentences"),
    path("admin/articles/article/add/preview/syllable/", desk(preview.syllable), name="preview_syllable_of_new"),
    path("admin/articles/article/<int:pk>/preview/syllable/", desk(preview.syllable), name="preview_syllable"),
    path("admin/", admin.site.urls),
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
