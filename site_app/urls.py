"""At which addresses do the rooms answer?"""

from django.contrib import admin
from django.urls import include, path, re_path
from django.views.i18n import set_language

from site_app import media
from site_app.articles import editor

urlpatterns = [
    # Before the admin, whose catch-all would answer for them.
    path("admin/markdown/preview/", editor.preview, name="markdownx_markdownify"),
    path("admin/markdown/image/", editor.upload_image, name="markdownx_upload"),
    path("admin/language/", set_language, name="set_language"),
    path("admin/", admin.site.urls),
    re_path(r"^media/(?P<path>.+)$", media.image, name="media"),
    path("", include("site_app.narration.urls")),
    path("", include("site_app.pages.urls")),
]
