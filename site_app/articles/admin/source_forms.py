"""How does an editor type the sources of a text?"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from site_app.articles.models import Reference, Source

PREFIX = "sources"
EMPTY_ROWS, MOST_ROWS = 2, 200


class SourceForm(forms.Form):
    """One source. What is missing for readers to find it may be missing in a draft."""

    key = forms.CharField(
        label=gettext_lazy("代号"),
        max_length=40,
        validators=Source._meta.get_field("key").validators,
        widget=AdminTextInputWidget(attrs={"class": "", "size": 12}),
    )
    title = forms.CharField(
        label=gettext_lazy("标题"), max_length=300, required=False, widget=AdminTextInputWidget(attrs={"class": ""})
    )
    publisher = forms.CharField(
        label=gettext_lazy("发布者或作者"),
        max_length=200,
        required=False,
        widget=AdminTextInputWidget(attrs={"class": ""}),
    )
    year = forms.IntegerField(label=gettext_lazy("年份"), min_value=1000, max_value=2999, required=False)
    address = forms.URLField(
        label=gettext_lazy("网址"),
        max_length=500,
        required=False,
        assume_scheme="https",
        validators=Source._meta.get_field("address").validators,
    )
    retrieved_on = forms.DateField(
        label=gettext_lazy("查阅日期"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class SourceForms(forms.BaseFormSet):
    """All sources of a text, with empty rows for more."""

    @property
    def references(self) -> tuple[Reference, ...]:
        """What was typed, once it is valid."""
        kept = (form.cleaned_data for form in self.forms if form not in self.deleted_forms)
        return tuple(
            Reference(**{name: row[name] for name in Reference.__slots__}) for row in kept if row.get("key")
        )  # fmt: skip

    def clean(self) -> None:
        if any(self.errors):
            return
        keys = [reference.key for reference in self.references]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ValidationError(_("有两个来源用了同一个代号：%(keys)s。") % {"keys": _("、").join(twice)})


_SourceForms = forms.formset_factory(
    SourceForm,
    formset=SourceForms,
    extra=EMPTY_ROWS,
    can_delete=True,
    can_delete_extra=False,
    max_num=MOST_ROWS,
    validate_max=True,
    absolute_max=MOST_ROWS,
)


def sources_of(data: Mapping[str, Any] | None, stored: Sequence[Reference]) -> Any:
    """The forms for the stored sources, filled in with `data` if that holds any."""
    is_sent = data is not None and f"{PREFIX}-TOTAL_FORMS" in data
    return _SourceForms(data if is_sent else None, prefix=PREFIX, initial=[asdict(reference) for reference in stored])
