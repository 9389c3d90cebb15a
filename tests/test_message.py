"""Messages that can be said in another language later."""

import json
import pickle

import pytest

from site_app.message import Message, as_data, from_data, joined, said


def test_a_message_is_the_chinese_text():
    message = Message("“%(word)s”没有写读音", word="卒中")
    assert message == "“卒中”没有写读音"
    assert (message.msgid, message.params) == ("“%(word)s”没有写读音", {"word": "卒中"})


def test_a_message_without_parameters_may_hold_a_percent_sign():
    assert Message("80% 的人") == "80% 的人"


def test_a_message_survives_json_and_pickle_with_the_messages_in_it():
    message = Message("%(where)s：%(why)s", where="第1行", why=Message("有%(count)s处", count=2))
    for copy in (from_data(json.loads(json.dumps(as_data(message)))), pickle.loads(pickle.dumps(message))):
        assert (copy, copy.msgid, copy.params["why"].params) == ("第1行：有2处", "%(where)s：%(why)s", {"count": 2})


@pytest.mark.parametrize(
    "data",
    ["文字", "", None, 3, ["x"], {}, {"msgid": "x", "params": {}}, {"text": "", "msgid": 1, "params": {}}],
)
def test_what_is_no_message_comes_back_as_it_is(data):
    assert from_data(data) == data
    assert not isinstance(from_data(data), Message)


@pytest.mark.parametrize("params", [{"other": "x"}, {"word": {}}])
def test_a_stored_message_that_does_not_fit_raises_nothing(params):
    assert from_data({"text": "“卒中”", "msgid": "“%(word)d”", "params": params}) == "“卒中”"


def test_messages_are_joined_into_one():
    message = joined("\n", [Message("有%(count)s处", count=2), "王老师写的"])
    assert message == "有2处\n王老师写的"
    assert message.params["part0"].msgid == "有%(count)s处"


def test_what_is_made_of_messages_is_a_message():
    count = Message("有%(count)s处") % {"count": 2}
    listed = Message("、").join([count, "别的"]) + Message("。")
    assert (count, listed) == ("有2处", "有2处、别的。")
    assert count.params == {"count": 2}
    assert isinstance(listed, Message)


def test_an_error_gives_back_the_message_it_was_raised_with():
    message = Message("没有%(what)s", what="读音")
    assert said(ValueError(message)) is message
    assert said(ValueError()) == ""
    assert said(OSError(2, "No such file")) == "[Errno 2] No such file"
