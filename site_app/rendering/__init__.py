"""Markdown + lexicon → three safe views of the same article. Knows nothing of Django.

What the room offers is loaded when it is first asked for: a server that only shows pages asks for little of it, and does
without the parser and the sanitiser.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from site_app.rendering.blocks import DECORATIVE
    from site_app.rendering.markdown import citations
    from site_app.rendering.origins import Origin, origins
    from site_app.rendering.outline import Element, outline
    from site_app.rendering.problems import Problem, problems
    from site_app.rendering.render import VIEWS, Rendered, render, render_line
    from site_app.rendering.table_of_contents import contents
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

_MODULES = {
    "blocks": ("DECORATIVE",),
    "markdown": ("citations",),
    "origins": ("Origin", "origins"),
    "outline": ("Element", "outline"),
    "problems": ("Problem", "problems"),
    "render": ("VIEWS", "Rendered", "render", "render_line"),
    "table_of_contents": ("contents",),
    "top_level": ("TopLevelBlock", "sentence_offsets", "top_level_blocks"),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


class _Room(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name not in _MODULE_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
        setattr(self, name, found)
        return found

    def __setattr__(self, name: str, value: Any) -> None:
        # Some modules are called like the function that they are for, which is what the room offers under that name.
        if name not in _MODULE_OF or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Room
