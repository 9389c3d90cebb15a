"""Where does an editor see how far the sound is?"""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy, ngettext

from site_app.articles.admin.only_shown import OnlyShown
from site_app.articles.models import Edition
from site_app.articles.translating import translated
from site_app.narration.models import Narration
from site_app.narration.say_page import say_word
from site_app.narration.sound_files import MP3
from site_app.narration.tasks import order


@admin.register(Narration)
class NarrationDesk(OnlyShown):
    """To look at; the sound itself is made of the article's words and readings alone."""

    list_display = ("article", "sound", "state", "progress", "length", "reason", "updated_at")
    list_filter = ("state", "voice", "pace")
    show_full_result_count = False
    list_per_page = 50
    ordering = ("-edition_id", "place")
    search_fields = ("edition__title",)
    actions = ("make_again",)
    list_display_links = None

    def get_urls(self) -> list[URLPattern]:
        say = self.admin_site.admin_view(say_word)
        return [path("say/", say, name="narration_narration_say"), *super().get_urls()]

    def has_make_permission(self, request: HttpRequest) -> bool:
        """Whoever may publish words may have them read."""
        return request.user.has_perm("articles.publish_edition")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Narration]:
        live = super().get_queryset(request).filter(edition__in=Edition.objects.live())
        return live.select_related("edition").defer("edition__summary", "edition__markdown")

    @admin.display(description=gettext_lazy("文章"), ordering="edition__title")
    def article(self, narration: Narration) -> str:
        address = reverse("admin:articles_article_change", args=[narration.edition.article_id])
        return format_html('<a href="{}">{}</a>', address, narration.edition.plain_title)

    @admin.display(description=gettext_lazy("声音"), ordering="place")
    def sound(self, narration: Narration) -> str:
        return narration.label

    @admin.display(description=gettext_lazy("进度"))
    def progress(self, narration: Narration) -> str:
        if not narration.sentences:
            return "—"
        return format_html(
            '<progress max="{}" value="{}"></progress> {} / {}',
            narration.sentences,
            narration.spoken,
            narration.spoken,
            narration.sentences,
        )

    @admin.display(description=gettext_lazy("声音文件"), ordering="duration")
    def length(self, narration: Narration) -> str:
        if not narration.digest:
            return "—"
        minutes, seconds = divmod(round(narration.duration / 1000), 60)
        address = reverse("narration:file", args=[narration.digest, MP3])
        return format_html('<a href="{}">{}:{:02}</a>', address, minutes, seconds)

    @admin.display(description=gettext_lazy("错误"))
    def reason(self, narration: Narration) -> str:
        return translated(narration.error)

    @admin.action(description=gettext_lazy("重新生成（读音没有变的句子不会重读）"), permissions=["make"])
    def make_again(self, request: HttpRequest, queryset: QuerySet[Narration]) -> None:
        editions = list(Edition.objects.live().filter(narrations__in=queryset).distinct())
        order(editions, again=True)
        message = ngettext("%(count)s 篇文章会在后台重新生成。", "%(count)s 篇文章会在后台重新生成。", len(editions))
        self.message_user(request, message % {"count": len(editions)}, messages.SUCCESS)
