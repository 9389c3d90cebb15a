"""Markdown + lexicon → three safe views of the same article. Knows nothing of Django."""

from site_app.rendering.blocks import DECORATIVE
from site_app.rendering.markdown import citations
from site_app.rendering.outline import Element, contents, outline
from site_app.rendering.problems import Problem, problems
from site_app.rendering.render import VIEWS, Rendered, render, render_line

__all__ = [
    "DECORATIVE",
    "VIEWS",
    "Element",
    "Problem",
    "Rendered",
    "citations",
    "contents",
    "outline",
    "problems",
    "render",
    "render_line",
]
