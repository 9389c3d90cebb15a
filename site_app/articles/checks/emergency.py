"""Does whoever reads of a stroke's symptoms learn to call an ambulance?"""

import re
from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext_lazy

from site_app.articles.checks.check import Check, Finding
from site_app.articles.checks.passages import passages
from site_app.articles.models import Edition
from site_app.message import Message as _
from site_app.rendering.always_shown import SIGN_OF_STROKE

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
            passage.place(match.start(), match[0])
            for passage in read
            for match in SIGN_OF_STROKE.finditer(passage.text)
        )
        if places:
            said = {"number": number, "symptoms": _("、").join(dict.fromkeys(place.excerpt for place in places))}
            message = _("正文写到中风的症状（%(symptoms)s），却没有叫读者马上打%(number)s。请加上一句。")
            yield Finding(message % said, places)
