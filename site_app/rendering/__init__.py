"""Markdown + lexicon → three safe views of the same article. Knows nothing of Django."""

from site_app.rendering.blocks import DECORATIVE
from site_app.rendering.markdown import citations
from site_app.rendering.origins import Origin, origins
from site_app.rendering.outline import Element, contents, outline
from site_app.rendering.problems import Problem, problems
from site_app.rendering.render import VIEWS, Rendered, render, render_line
from site_app.rendering.top_level import TopLevelBlock, sentence_offsets, top_level_blocks

__all__ = [
    "DECORATIVE",
    "VIEWS",
    "Element",
    "Origin",
    "Problem",
    "Rendered",
    "TopLevelBlock",
    "citations",
    "contents",
    "origins",
    "outline",
    "problems",
    "render",
    "render_line",
    "sentence_offsets",
    "top_level_blocks",
]
