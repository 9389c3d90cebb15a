"""At which addresses does the admin answer? Whoever asks first opens all its modules."""

from django.contrib import admin

admin.autodiscover()
urlpatterns = admin.site.get_urls()
