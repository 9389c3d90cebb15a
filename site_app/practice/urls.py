"""At which addresses is there something to practise with?"""

from django.urls import path

from site_app.practice import views

app_name = "practice"
urlpatterns = [
    path("articles/<slug:slug>/words/", views.words, name="words"),
    path("articles/<slug:slug>/words.csv", views.words_csv, name="words_csv"),
    path("articles/<slug:slug>/words.apkg", views.anki, name="anki"),
    path("articles/<slug:slug>/practice/", views.practice, name="practice"),
    path("articles/<slug:slug>/print/", views.print_page, name="print"),
]
