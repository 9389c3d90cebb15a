"""Where does an editor write an article and see how far it has come?"""

from typing import Any

from django.contrib import admin, messages
from django.db import IntegrityError
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from site_app.articles import presence
from site_app.articles.admin.article_actions import ArticleActions
from site_app.articles.admin.article_filters import (
    AuthorFilter,
    DueFilter,
    ReviewerFilter,
    StateFilter,
    WaitingFilter,
)
from site_app.articles.admin.article_form import ABOUT, CHANGE, WORDS, ArticleForm, is_locked
from site_app.articles.admin.article_pages import buttons_above, do_transition, look_up_links, show_edition
from site_app.articles.admin.article_saved import address_of, say_what_was_saved
from site_app.articles.admin.bin_pages import bin_article, erase_article, show_bin, show_kept_words, unbin_article
from site_app.articles.admin.findings import report
from site_app.articles.admin.history_pages import collision_in, restore_edition, show_comparison
from site_app.articles.admin.import_pages import choose_files, show_plan
from site_app.articles.admin.presence_page import be_there
from site_app.articles.admin.readings_page import show_readings
from site_app.articles.admin.transition_forms import when_it_happens
from site_app.articles.admin.welcome_page import practice_in, show_welcome
from site_app.articles.bin import may_bin, reasons_against_binning
from site_app.articles.checks import remember as remember_findings
from site_app.articles.drafting import save_draft
from site_app.articles.finding import find
from site_app.articles.models import Article, Edition
from site_app.articles.models.state import OPEN
from site_app.articles.sending import remember, sent_before, token_in
from site_app.articles.signed_in import signed_in
from site_app.articles.slugs import change_slug
from site_app.articles.welcome import note_step
from site_app.articles.workflow import TRANSITIONS, is_permitted, may_edit, within_reach

PLACE = ("slug", "series", "position", "tags")
_CHANGED = Subquery(Edition.objects.filter(article=OuterRef("pk")).order_by("-updated_at").values("updated_at")[:1])


@admin.register(Article)
class ArticleDesk(ArticleActions):
    form = ArticleForm
    change_form_template = "admin/articles/article/change_form.html"
    list_display = ("heading", "state", "series", "place", "updated")
    list_filter = (WaitingFilter, StateFilter, DueFilter, AuthorFilter, ReviewerFilter, "series", "tags")
    list_select_related = ("series",)
    ordering = ("series", "position", "-id")
    search_fields = ("slug",)
    search_help_text = gettext_lazy("标题里的字、拼音（带不带声调都可以）或拼音首字母，也可以是网址名")
    show_full_result_count = False
    list_per_page = 50
    view_on_site = False

    class Media:
        css = {"all": ["css/tokens.css", "admin_desk/desk.css", "admin_desk/readings.css", "admin_desk/welcome.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        shown = Edition.objects.only("article", "number", "state", "title", "updated_at")
        editions = Prefetch("editions", shown, to_attr="prefetched_editions")
        return super().get_queryset(request).prefetch_related(editions)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Article | None:
        """What somebody practises on is in no list, and found by its number."""
        found = super().get_object(request, object_id, from_field)
        if found is None and object_id.isdecimal() and len(object_id) < 19:
            found = within_reach(request.user).exclude(practice_of=None).filter(pk=object_id).first()
        if found and request.method == "GET":
            found.keep_at_hand()
        return found

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        return find(queryset, search_term), False

    @admin.display(description=gettext_lazy("标题"))
    def heading(self, article: Any) -> str:
        newest = next(iter(article.prefetched_editions), None)
        return (newest and newest.plain_title) or article.slug

    @admin.display(description=gettext_lazy("状态"))
    def state(self, article: Any) -> str:
        states = {edition.state for edition in article.prefetched_editions}
        shown = [state for state in (Edition.State.PUBLISHED, *OPEN) if state in states]
        return _("＋").join(str(state.label) for state in shown or [Edition.State.WITHDRAWN])

    @admin.display(description=gettext_lazy("顺序"), ordering="position")
    def place(self, article: Any) -> int:
        return int(article.position)

    @admin.display(description=gettext_lazy("修改时间"), ordering=_CHANGED)
    def updated(self, article: Any) -> str:
        last = max((edition.updated_at for edition in article.prefetched_editions), default=None)
        return date_format(timezone.localtime(last), "SHORT_DATETIME_FORMAT") if last else ""

    def get_form(self, request: HttpRequest, obj: Article | None = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.by = request.user
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        place = (_("位置"), {"fields": PLACE, "description": _("这些设置不分版本，保存后立刻生效。")})
        may_write = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        if obj and obj.practice_of_id:
            return [(_("文字"), {"fields": WORDS})] if may_write else []
        # Words that were typed before somebody submitted the edition are shown again, so that nothing is lost.
        if not may_write or (is_locked(obj) and "markdown" not in request.POST):
            return [place]
        about = (_("关于这篇文章"), {"fields": ABOUT})
        change = (_("这一次改动"), {"fields": CHANGE})
        return [(_("文字"), {"fields": WORDS}), about, *([change] if obj else []), place]

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Asked many times for one page; what only shows it looks once."""
        if obj is None or request.method != "GET":
            return super().has_change_permission(request, obj) and (obj is None or may_edit(request.user, obj))
        known = vars(request).setdefault("may_change", {})
        if obj.pk not in known:
            known[obj.pk] = super().has_change_permission(request, obj) and may_edit(request.user, obj)
        return bool(known[obj.pk])

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Deleting puts an article into the bin. What readers can see has to be withdrawn first, with a reason."""
        if not super().has_delete_permission(request, obj):
            return False
        if obj and obj.practice_of_id:
            return bool(request.user.is_superuser)  # others lose it with their account alone
        return obj is None or (may_bin(signed_in(request), obj) and not reasons_against_binning(obj))

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        """What was typed is not lost when somebody has put the article into the bin meanwhile."""
        if "markdown" in request.POST and (page := show_kept_words(self, request, object_id)):
            return page
        messages.warning(request, _("这篇文章不在了：它可能在回收站里，也可能已经永久删除。"))
        return HttpResponseRedirect(reverse("admin:index"))

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        return bin_article(self, request, object_id)

    def get_actions(self, request: HttpRequest) -> Any:
        """No deleting by the list: it would not ask article by article whether it is live."""
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    def get_urls(self) -> list[URLPattern]:
        def desk(view: Any) -> Any:
            return self.admin_site.admin_view(lambda request, **at: view(self, request, **at))

        return [
            path("welcome/", desk(show_welcome), name="articles_article_welcome"),
            path("import/", desk(choose_files), name="articles_article_import"),
            path("import/<str:token>/", desk(show_plan), name="articles_article_import_plan"),
            path("bin/", desk(show_bin), name="articles_article_bin"),
            path("<int:pk>/unbin/", desk(unbin_article), name="articles_article_unbin"),
            path("<int:pk>/erase/", desk(erase_article), name="articles_article_erase"),
            path("<int:pk>/presence/", desk(be_there), name="articles_article_presence"),
            path("<int:pk>/readings/", desk(show_readings), name="articles_article_readings"),
            path("<int:pk>/compare/", desk(show_comparison), name="articles_article_compare"),
            path("<int:pk>/editions/<int:number>/", desk(show_edition), name="articles_article_edition"),
            path("<int:pk>/editions/<int:number>/restore/", desk(restore_edition), name="articles_article_restore"),
            path("<int:pk>/editions/<int:number>/links/", desk(look_up_links), name="articles_article_check_links"),
            path(
                "<int:pk>/editions/<int:number>/<slug:name>/", desk(do_transition), name="articles_article_transition"
            ),
            *super().get_urls(),
        ]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """A form that was sent before goes on with the article it made; so does the second of two at once."""
        if again := self._sent_again(request):
            return again
        try:
            return super().add_view(request, form_url, extra_context)
        except IntegrityError:
            if again := self._sent_again(request):
                return again
            raise

    def _sent_again(self, request: HttpRequest) -> HttpResponse | None:
        token = token_in(request.POST.get("form_token", "").strip())
        form = sent_before(token=token, by=signed_in(request)) if token and self.has_add_permission(request) else None
        if form is None:
            return None
        if is_locked(form.article) and form.stamp == getattr(form.article.open_edition, "stamp", ""):
            messages.success(request, _("这篇文章上一次已经存好并提交了，没有再建一篇。"))
            return HttpResponseRedirect(address_of(request, form.article))
        sent = request.POST.copy()
        sent["seen"] = form.stamp
        request.POST = sent  # type: ignore[assignment]  # the stubs do not know that it may be set
        return self.change_view(request, str(form.article_id))

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        if change:
            if "slug" in form.changed_data:
                change_slug(owner=obj, slug=obj.slug)
            obj.save(update_fields=["series", "position"])
        if form.writes:
            draft = save_draft(
                article=obj,
                words=form.words,
                particulars=form.particulars,
                by=signed_in(request),
                change_note=form.cleaned_data["change_note"],
                is_minor=form.cleaned_data["is_minor"],
                seen=form.cleaned_data["seen"] if change else None,
                set_aside=form.cleaned_data["set_aside"],
            )
            if not change and form.cleaned_data["form_token"]:
                remember(token=form.cleaned_data["form_token"], edition=draft, by=signed_in(request))
        if obj.practice_of_id:
            note_step(obj)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """What somebody practises is not worth remembering."""
        is_practice = isinstance(obj, Article) and obj.practice_of_id
        return None if is_practice else super().log_change(request, obj, message)

    def response_add(self, request: HttpRequest, obj: Article, post_url_continue: str | None = None) -> HttpResponse:
        return say_what_was_saved(self, request, obj)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        return say_what_was_saved(self, request, obj)

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
        stored = within_reach(request.user).filter(pk=obj.pk).first() if obj and request.method != "GET" else obj
        opened = stored.open_edition if stored else None
        if opened:
            remember_findings(opened)
        by_right = request.user.has_perm("articles.submit_edition")
        may_submit = is_permitted(request.user, TRANSITIONS["submit"], stored) if stored else by_right
        form, now = context["adminform"].form, timezone.now()
        may_write = bool(stored) and self.has_change_permission(request, stored)
        practice = practice_in(request, stored)
        found = report(opened, elsewhere=not opened.is_writable) if opened and not practice else None
        context |= {
            "practice": practice,
            "company": presence.report(stored.pk, signed_in(request), now)
            if stored and may_write and not practice
            else None,
            "may_restore": may_write,
            "live_address": stored.get_absolute_url() if stored else "",
            "live": stored.live_edition if stored else None,
            "opened": opened,
            "happens": when_it_happens(opened) if opened and opened.scheduled_for else "",
            "asked_for": opened.acts.filter(kind="request_changes").first() if opened else None,
            "withdrawn": stored.editions.withdrawn().first() if stored and not stored.live_edition else None,
            "buttons": buttons_above(request.user, stored, opened, may_submit, found) if stored else None,
            "editions": stored.editions.select_related("author", "reviewed_by").defer("summary", "markdown")
            if stored
            else (),
            "may_submit": practice.is_own if practice else may_submit and not is_locked(stored),
            "report": found,
            **collision_in(form, now),
        }
        return super().render_change_form(request, context, add, change, form_url, obj)
