"""Where does an editor write, publish and withdraw an article?"""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from site_app.articles.admin.article_filters import StateFilter
from site_app.articles.admin.article_form import ArticleForm
from site_app.articles.admin.article_pages import show_edition, withdraw_article
from site_app.articles.models import Article, Edition, Rendering
from site_app.articles.publishing import PublishingRefused, current_edition, publish, save_draft
from site_app.articles.signed_in import signed_in
from site_app.articles.slugs import change_slug

PLACE = ("slug", "series", "position", "tags")


@admin.register(Article)
class ArticleDesk(admin.ModelAdmin):
    form = ArticleForm
    change_form_template = "admin/articles/article/change_form.html"
    list_display = ("heading", "state", "series", "position", "updated")
    list_filter = (StateFilter, "series", "tags")
    list_select_related = ("series",)
    ordering = ("series", "position", "-id")
    search_fields = ("slug",)
    search_help_text = gettext_lazy("标题里的字，或网址名")
    view_on_site = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        editions = Prefetch("editions", Edition.objects.defer("summary", "markdown"))
        return super().get_queryset(request).prefetch_related(editions).annotate(updated_at=Max("editions__updated_at"))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        """Titles as readers see them: an inline reading in the middle hides no word."""
        titles = Rendering.objects.filter(view=Rendering.View.HANZI, edition__article=OuterRef("pk"))
        for word in search_term.split():
            queryset = queryset.filter(Q(slug__icontains=word) | Exists(titles.filter(title__icontains=word)))
        return queryset, False

    @admin.display(description=gettext_lazy("标题"))
    def heading(self, article: Article) -> str:
        newest = next(iter(article.editions.all()), None)
        return (newest and newest.plain_title) or article.slug

    @admin.display(description=gettext_lazy("状态"))
    def state(self, article: Article) -> str:
        states = {edition.state for edition in article.editions.all()}
        shown = [state for state in (Edition.State.PUBLISHED, Edition.State.DRAFT) if state in states]
        return "＋".join(str(state.label) for state in shown or [Edition.State.WITHDRAWN])

    @admin.display(description=gettext_lazy("修改时间"), ordering="updated_at")
    def updated(self, article: Any) -> Any:
        return article.updated_at

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        place = {"fields": PLACE, "description": _("这些设置不分版本，保存后立刻生效。")}
        if not (self.has_change_permission(request, obj) if obj else self.has_add_permission(request)):
            return [(_("位置"), place)]
        return [(_("文字"), {"fields": ("title", "summary", "markdown", "change_note")}), (_("位置"), place)]

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """What readers can see has to be withdrawn first, with a reason."""
        return super().has_delete_permission(request, obj) and not (obj and obj.live_edition)

    def get_actions(self, request: HttpRequest) -> Any:
        """No deleting by the list: it would not ask article by article whether it is live."""
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    def get_urls(self) -> list[URLPattern]:
        def desk(view: Any) -> Any:
            return self.admin_site.admin_view(lambda request, **at: view(self, request, **at))

        return [
            path("<int:pk>/withdraw/", desk(withdraw_article), name="articles_article_withdraw"),
            path("<int:pk>/editions/<int:number>/", desk(show_edition), name="articles_article_edition"),
            *super().get_urls(),
        ]

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        if change:
            if "slug" in form.changed_data:
                change_slug(owner=obj, slug=obj.slug)
            obj.save(update_fields=["series", "position"])
        save_draft(
            article=obj,
            words=form.words,
            by=signed_in(request),
            change_note=form.cleaned_data["change_note"],
            seen=form.cleaned_data["seen"] if change else None,
            set_aside=form.cleaned_data["set_aside"],
        )

    def response_add(self, request: HttpRequest, obj: Article, post_url_continue: str | None = None) -> HttpResponse:
        return self._saved(request, obj)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        return self._saved(request, obj)

    def _saved(self, request: HttpRequest, article: Article) -> HttpResponse:
        """Publish what was just saved if that was the button; a refusal keeps the draft."""
        edition = current_edition(article)
        if "_publish" in request.POST and edition and request.user.has_perm("articles.publish_edition"):
            try:
                publish(edition=edition, by=signed_in(request))
            except PublishingRefused as refusal:
                messages.warning(request, _("草稿已保存，但还不能发布：%(why)s") % {"why": " ".join(refusal.reasons)})
            else:
                self.log_change(request, article, _("发布第%(number)s版") % {"number": edition.number})
                messages.success(request, _("已发布，读者现在看到的就是这一版。"))
        elif edition and edition.state == Edition.State.DRAFT:
            messages.success(request, _("草稿已保存，读者还看不到。"))
        else:
            messages.success(request, _("设置已保存；文字没有改动，没有新建草稿。"))
        if not self.has_view_or_change_permission(request, article):
            return HttpResponseRedirect(reverse("admin:index"))
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Article | None = None,
    ) -> HttpResponse:
        # A refused form has left its own slug on `obj`.
        stored = Article.objects.filter(pk=obj.pk).first() if obj else None
        context |= {
            "live_address": stored.get_absolute_url() if stored else "",
            "live": obj.live_edition if obj else None,
            "draft": obj.draft if obj else None,
            "editions": obj.editions.select_related("author") if obj else (),
            "may_publish": request.user.has_perm("articles.publish_edition"),
            "may_withdraw": request.user.has_perm("articles.withdraw_edition"),
            "other": getattr(context["adminform"].form, "other", None),
        }
        return super().render_change_form(request, context, add, change, form_url, obj)
