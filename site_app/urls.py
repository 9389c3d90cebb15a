"""At which addresses do the rooms answer?"""

from django.contrib import admin
from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _

from site_app import media
from site_app.articles import editor

admin.site.site_header = admin.site.site_title = _("编辑部")
admin.site.index_title = _("工作台")

urlpatterns = [
    # Before the admin, whose catch-all would answer for them.
    path("admin/markdown/preview/", editor.preview, name="markdownx_markdownify"),
    path("admin/markdown/image/", editor.upload_image, name="markdownx_upload"),
    path("admin/", admin.site.urls),
    re_path(r"^media/(?P<path>.+)$", media.image, name="media"),
    path("", include("site_app.narration.urls")),
    path("", include("site_app.pages.urls")),
]
