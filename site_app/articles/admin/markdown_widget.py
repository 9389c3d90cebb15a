"""How does an editor write Markdown without knowing it?"""

import json
from typing import Any

from django import forms
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from markdownx.widgets import MarkdownxWidget


class MarkdownWidget(MarkdownxWidget):
    """markdownx's field inside our own `<markdown-editor>`: buttons, clean pasting, pictures, and text that survives a
    crash; beside it the page that readers would get.

    markdownx's script is left out: it traps Tab, asks for a preview in the middle of a composition, writes past the
    browser's undo, and puts errors into the text.
    """

    @property
    def media(self) -> forms.Media:
        return forms.Media(
            js=[
                forms.Script(name, type="module")  # type: ignore[misc]  # missing in the stubs
                for name in ("admin_desk/preview.js", "admin_desk/editor/editor.js")
            ],
            css={"all": ["admin_desk/editor/editor.css", "admin_desk/preview.css"]},
        )

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs or {})
        # A page that grows and shrinks under the hands loses the place; the field scrolls instead.
        context["widget"]["attrs"]["data-markdownx-editor-resizable"] = "False"
        return context

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        from site_app.rendering.blocks import DECORATIVE

        addresses = {
            "reading": reverse("editor_reading"),
            "difference": reverse("editor_difference"),
            "image": settings.MARKDOWNX_UPLOAD_URLS_PATH,
            "probe": settings.MARKDOWNX_URLS_PATH,
        }
        context = {
            "field": super().render(name, value, attrs or {}, renderer),
            "addresses": json.dumps(addresses),
            "decorative": DECORATIVE,
            "largest": settings.MARKDOWNX_UPLOAD_MAX_SIZE,
        }
        return render_to_string("admin/articles/editor/editor.html", context)
