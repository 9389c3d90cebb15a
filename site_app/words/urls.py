"""At which addresses can words be looked up?"""

from django.urls import path, re_path

from site_app.words import views

app_name = "words"
urlpatterns = [
    re_path(
        r"^words/(?P<edition>[0-9]{1,18})-(?P<digest>[0-9a-f]{16})-(?P<made_with>[0-9a-f]{8})\.json$",
        views.sheet,
        name="sheet",
    ),
    re_path(r"^words/strokes/(?P<edition>[0-9.-]+)/(?P<code>[0-9a-f]{1,6})\.json$", views.strokes, name="strokes"),
    path("words/sentences.json", views.sentences, name="sentences"),
]
