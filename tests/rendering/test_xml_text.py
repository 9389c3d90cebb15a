import pytest

from site_app.rendering.xml_text import allowed_in_xml


@pytest.mark.parametrize("forbidden", ["\0", "\x07", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_what_no_xml_can_hold_is_left_out(forbidden: str) -> None:
    assert allowed_in_xml(f"脑{forbidden}梗") == "脑梗"


@pytest.mark.parametrize("allowed", ["\t\n\r", "<&>\"'", "\x7f", "𠮷😀", "\ufffd"])
def test_everything_else_stays(allowed: str) -> None:
    assert allowed_in_xml(allowed) == allowed
