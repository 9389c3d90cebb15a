"""Which characters may a text in XML hold?"""

import re

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def allowed_in_xml(text: str) -> str:
    """The text without the characters that no XML can hold, however they are escaped (XML 1.0, production 2)."""
    return _FORBIDDEN.sub("", text)
