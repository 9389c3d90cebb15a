"""How does Django find this app?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NarrationConfig(AppConfig):
    name = "site_app.narration"
    verbose_name = _("朗读")

    def ready(self) -> None:
        from site_app.articles.reading_desk import hearing
        from site_app.narration import receivers  # noqa: F401  connects them
        from site_app.narration.desk_sections import register_sections

        register_sections()
        hearing.offer(_address_of_words)


def _address_of_words() -> str:
    from site_app.narration.say_page import address  # with all that speaks: a server that only shows pages does without

    return address()
