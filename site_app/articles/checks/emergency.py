"""Does whoever reads of a stroke's symptoms learn to call an ambulance?"""

import re
from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext_lazy

from site_app.articles.checks.check import Check, Finding
from site_app.articles.checks.passages import passages
from site_app.articles.models import Edition
from site_app.message import Message as _

_SYMPTOM = re.compile(
    "(?:口角|嘴角|口眼|嘴巴?|脸|面部|舌头?)(?:突然|会|有些|有点|向一边)?(?:歪|偏斜)|面瘫|一侧(?:的)?(?:身体|肢体|胳膊|手臂|手脚|腿|脸|面部)?(?:突然)?"
    "(?:没力气|没有力气|无力|发麻|麻木|不能动|瘫痪)|半身(?:不遂|麻木|无力)|偏瘫|(?:言语|说话|口齿|吐字|讲话)(?:突然|会)?(?:不清|含糊|困难)|失语|"
    "突然(?:看不清|看不见|失明|昏倒|昏迷|摔倒|站不稳)|(?:突然|突发)的?(?:剧烈|很厉害的)头(?:痛|疼)|"
    "(?:胳膊|手臂|手)(?:抬不起来|举不起来|抬不动)"
)
"""The signs of the campaigns 中风120 and BE FAST: face, arms, speech, balance, eyes, headache."""
_CALL = r"(?<!别)(?<!不要)(?<!不用)(?<!不必)(?<!不能)(?:打|呼叫|拨通|致电|联系|叫)[^。！？!?\n]{0,8}(?<!\d)NUMBER(?!\d)"


class SymptomsComeWithAdvice(Check):
    title = gettext_lazy("急救")

    def findings(self, edition: Edition) -> Iterator[Finding]:
        read = list(passages(edition))
        number: str = settings.EMERGENCY_NUMBER
        call = re.compile(_CALL.replace("NUMBER", number))
        if any(passage.field == "markdown" and call.search(passage.text) for passage in read):
            return
        places = tuple(
            passage.place(match.start(), match[0]) for passage in read for match in _SYMPTOM.finditer(passage.text)
        )
        if places:
            said = {"number": number, "symptoms": _("、").join(dict.fromkeys(place.excerpt for place in places))}
            message = _("正文写到中风的症状（%(symptoms)s），却没有叫读者马上打%(number)s。请加上一句。")
            yield Finding(message % said, places)
