"""Which HTML may reach a reader? The only door between text that people typed and HTML that pages trust."""

import nh3

from site_app.rendering.boxes import CALLOUTS

_TAGS = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "blockquote", "pre", "hr"),
    *("ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "figure", "figcaption"),
    *("em", "strong", "del", "code", "sub", "sup", "a", "img", "br"),
}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags={"script", "style"},
    attributes={
        "a": {"href", "title"},
        "img": {"src", "alt", "title"},
        "th": {"align"},
        "td": {"align"},
        "ol": {"start"},
        "li": {"id"},
        "sup": {"id"},
    },
    allowed_classes={
        "div": {"footnote", "callout", *CALLOUTS.values()},
        "p": {"callout-title"},
        "figure": {"chart"},
        "a": {"footnote-ref", "footnote-backref"},
    },
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener noreferrer",
)


def sanitise(html: str) -> str:
    """Well-formed HTML of known tags, attributes and address schemes; everything else is dropped."""
    return _CLEANER.clean(html)
