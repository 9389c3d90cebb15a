"""At which addresses can articles be looked for?"""

from django.urls import path

from site_app.finding import views

app_name = "finding"
urlpatterns = [
    path("search/", views.search_page, name="search"),
    path("search/suggestions/", views.suggestions, name="suggestions"),
    path("a-z/", views.a_to_z, name="a_to_z"),
]
