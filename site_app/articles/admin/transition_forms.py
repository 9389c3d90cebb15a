"""What does each transition ask for, and what does it say it will do?"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from site_app.articles import publishing
from site_app.articles.models import Act, Article, Edition, Person
from site_app.articles.models.state import Withdrawal
from site_app.articles.workflow import names_to_sign_with

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Kind = Act.Kind


def _text(label: Any, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    widget = AdminTextareaWidget(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=500, widget=widget)


class TransitionForm(forms.Form):
    """Asks nothing but whether to go on. `seen` is the stamp of what the person was looking at."""

    explanation: Any = ""
    """What will happen."""
    done: Any = ""
    """What has happened."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, edition: Edition, by: "User") -> None:
        self.edition, self.by = edition, by
        super().__init__(data, initial={"seen": edition.stamp})

    def clean(self) -> dict[str, Any] | None:
        """Nobody approves or publishes words that were changed after they looked."""
        if self.cleaned_data.get("seen") != self.edition.stamp:
            raise ValidationError(_("您打开这一页以后，这一版的文字改过了。请先看过新的文字。"))
        return self.cleaned_data

    @property
    def typed(self) -> dict[str, Any]:
        """The arguments for `publishing`."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    def carry_out(self) -> Edition:
        """Raises PublishingRefused."""
        raise NotImplementedError


class SubmitForm(TransitionForm):
    explanation = gettext_lazy("提交以后，审核者会看到这一版；审核期间不能改文字，要改可以收回。")
    done = gettext_lazy("已提交审核。")
    note = _text(gettext_lazy("给审核者的话"), required=False)

    def carry_out(self) -> Edition:
        return publishing.submit(edition=self.edition, by=self.by, **self.typed)


class TakeBackForm(TransitionForm):
    explanation = gettext_lazy("收回以后又是草稿，可以修改；已经通过的审核和定时都会取消。")
    done = gettext_lazy("已收回，现在可以修改。")
    note = _text(gettext_lazy("说明"), required=False)

    def carry_out(self) -> Edition:
        return publishing.take_back(edition=self.edition, by=self.by, **self.typed)


class RequestChangesForm(TransitionForm):
    explanation = gettext_lazy("作者会看到您的意见，改好以后再提交。")
    done = gettext_lazy("已请作者修改。")
    note = _text(gettext_lazy("要改什么"))

    def carry_out(self) -> Edition:
        return publishing.request_changes(edition=self.edition, by=self.by, **self.typed)


class ApproveForm(TransitionForm):
    explanation = gettext_lazy("您确认这一版内容正确、可以发布。读者会看到审核者和审核日期。")
    done = gettext_lazy("已通过审核，可以发布了。")
    reviewed_by = forms.ModelChoiceField(
        Person.objects.none(),
        label=gettext_lazy("审核者"),
        help_text=gettext_lazy(
            "您自己，或者没有账号、在别处审核过的人。名单里没有的，请发布者在“作者和审核者”里加上。"
        ),
    )
    review_due = forms.DateField(
        label=gettext_lazy("下次审核"),
        required=False,
        help_text=gettext_lazy("留空就是一年以后。"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    note = _text(gettext_lazy("说明"), gettext_lazy("给同事看，读者看不到。"), required=False)

    def __init__(self, data: Any, *, edition: Edition, by: "User") -> None:
        super().__init__(data, edition=edition, by=by)
        reviewer: Any = self.fields["reviewed_by"]
        reviewer.queryset = names_to_sign_with(by)
        self.initial["reviewed_by"] = reviewer.queryset.filter(user=by).first()
        if edition.is_minor:
            self.explanation = gettext_lazy(
                "这一版是小改：您确认改动没有问题。审核者和审核日期沿用读者现在看到的那一版。"
            )
            del self.fields["reviewed_by"], self.fields["review_due"]

    def carry_out(self) -> Edition:
        return publishing.approve(edition=self.edition, by=self.by, **self.typed)


class ScheduleForm(TransitionForm):
    at = forms.DateTimeField(
        label=gettext_lazy("发布时间"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, data: Any, *, edition: Edition, by: "User") -> None:
        super().__init__(data, edition=edition, by=by)
        here = {
            "zone": timezone.get_current_timezone_name(),
            "now": date_format(timezone.localtime(), "DATETIME_FORMAT"),
        }
        self.explanation = _("到了时间，网站会自动发布这一版，读者现在看到的版本到那时为止不变。")
        self.fields["at"].help_text = _("按 %(zone)s 的时间填写，那里现在是 %(now)s。") % here

    def carry_out(self) -> Edition:
        edition = publishing.schedule(edition=self.edition, by=self.by, **self.typed)
        self.done = when_it_happens(edition)
        return edition


class UnscheduleForm(TransitionForm):
    explanation = gettext_lazy("取消以后不会自动发布；审核仍然有效，可以随时发布或另定时间。")
    done = gettext_lazy("已取消定时。")

    def carry_out(self) -> Edition:
        return publishing.unschedule(edition=self.edition, by=self.by, **self.typed)


class PublishForm(TransitionForm):
    explanation = gettext_lazy("发布以后，读者看到的就是这一版。")
    done = gettext_lazy("已发布，读者现在看到的就是这一版。")

    def carry_out(self) -> Edition:
        return publishing.publish(edition=self.edition, by=self.by, **self.typed)


class PublishUnreviewedForm(TransitionForm):
    explanation = gettext_lazy("不经审核直接发布。页面上会写“没有经过医学专业人员审核”，原因记在发布记录里。")
    done = gettext_lazy("已发布，页面上写明没有经过审核。")
    reason = _text(gettext_lazy("为什么不经审核就发布"), gettext_lazy("给同事看，读者看不到。"))

    def carry_out(self) -> Edition:
        return publishing.publish_unreviewed(edition=self.edition, by=self.by, **self.typed)


class WithdrawForm(TransitionForm):
    explanation = gettext_lazy("撤下以后，这篇文章不再出现在任何目录里。文字都留着，以后可以改好再发布。")
    done = gettext_lazy("已撤下。")
    outcome = forms.ChoiceField(
        label=gettext_lazy("撤下以后，网址上是什么"), choices=Withdrawal.choices, widget=forms.RadioSelect
    )
    merged_into = forms.CharField(
        label=gettext_lazy("并入哪一篇"),
        required=False,
        max_length=500,
        widget=AdminTextInputWidget,
        help_text=gettext_lazy("并入另一篇文章时填写：那一篇的网址，或者网址名。"),
    )
    reason = _text(gettext_lazy("撤下的原因"), gettext_lazy("给同事看，读者看不到。"))
    explanation_for_readers = _text(
        gettext_lazy("给读者的说明"), gettext_lazy("可以不写；写了就显示在页面上。"), required=False
    )

    def clean_merged_into(self) -> Article | None:
        """The article at the address; the same page in another view is the same article."""
        typed = self.cleaned_data["merged_into"].strip()
        if not typed:
            return None
        parts = [part for part in urlsplit(typed).path.split("/") if part not in ("", "articles", "ruby", "pinyin")]
        found = Article.objects.filter(slug=parts[-1]).first() if parts else None
        if found is None:
            raise ValidationError(_("没有这篇文章。"))
        return found

    def carry_out(self) -> Edition:
        typed = self.typed
        explanation = typed.pop("explanation_for_readers")
        return publishing.withdraw(article=self.edition.article, by=self.by, explanation=explanation, **typed)


FORMS: Mapping[str, type[TransitionForm]] = {
    Kind.SUBMIT: SubmitForm,
    Kind.TAKE_BACK: TakeBackForm,
    Kind.REQUEST_CHANGES: RequestChangesForm,
    Kind.APPROVE: ApproveForm,
    Kind.SCHEDULE: ScheduleForm,
    Kind.UNSCHEDULE: UnscheduleForm,
    Kind.PUBLISH: PublishForm,
    Kind.PUBLISH_UNREVIEWED: PublishUnreviewedForm,
    Kind.WITHDRAW: WithdrawForm,
}


def when_it_happens(edition: Edition) -> str:
    """When a scheduled edition reaches readers, with the time zone."""
    moment = {
        "number": edition.number,
        "time": date_format(timezone.localtime(edition.scheduled_for), "DATETIME_FORMAT"),
        "zone": timezone.get_current_timezone_name(),
    }
    return _("第%(number)s版会在 %(time)s（%(zone)s 时间）自动发布。") % moment
