"""What do marks say between numbers, letters and words?"""

import re

from site_app.pinyin.speech.context import AFTER_UNIT, DASH, NUMBER, after, before
from site_app.pinyin.speech.numerals import digit_by_digit
from site_app.pinyin.speech.units import PER, UNIT, UNITS

RANGE = rf"{DASH}{{1,2}}"
MINUS = r"[-−](?=\.?\d)"
COMPARISON = r"<=|>=|[<>=≤≥≦≧⩽⩾≈≠]"
PLUS_MINUS = "±"
PLUS = r"\+"
TIMES = r"[×✕✖*xX](?=\s?\d)|×"
DIVIDED = "÷"
STROKE = "[/／]"
RATIO = "[:：∶](?=\\s?\\d)"
POINT = r"\.(?=\d)"
RAISED_DOT = "[·⋅•∙]"
AMPERSAND = "&"
HASH = r"(?<=\d)#"
NUMERO = r"(?:№|N[oOº]\.?|no\.)(?=\s?\d)"
SQUARED = "[²³](?![⁰¹²³⁴-⁹⁺⁻])"
ADDRESS = (
    r"(?:https?://|www\.)[!-~]+|[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}"
    r"|(?<![A-Za-z0-9.-])(?:[A-Za-z0-9-]{1,63}\.){1,4}(?:com|org|net|edu|gov|int|cn|info|io)(?![A-Za-z0-9-])"
)
LETTERS = r"[A-Za-zÀ-ÖØ-öø-ɏ]+(?:['’](?:s|t|d|ll|re|ve)\b)?"
UNIT_SYMBOL = UNIT

_COMPARED = {"<": "小于", ">": "大于", "=": "等于", "≈": "约 等于", "≠": "不 等于"}
_COMPARED |= dict.fromkeys(("≤", "≦", "⩽", "<="), "小于 等于") | dict.fromkeys(("≥", "≧", "⩾", ">="), "大于 等于")
_IN_ADDRESS = {
    ".": "点",
    "@": "艾特",
    "/": "斜杠",
    ":": "冒号",
    "-": "杠",
    "_": "下划线",
    "?": "问号",
    "=": "等于",
    "&": "和",
}
_IN_ADDRESS |= {"+": "加", "#": "井号"}
_ADDRESS_PART = re.compile(r"[A-Za-z]+|\d+|.")
_ENDS_OPERAND = r"[\w%℃°)）]\s?"
_BEGINS_OPERAND = r"\s?[\w(（¥$-]"
_ROMAN = "[IVXⅠ-Ⅻ]{1,4}"
_IN_EXPRESSION = rf"[\d⁰¹²³⁴-⁹万亿]\s?|(?:\d|{UNIT}|[⁰¹²³⁴-⁹)次])\s?[/·⋅•∙]\(?"
_OF_EXPRESSION = rf"[/·⋅•∙]\(?{UNIT}"
_MEASURED = rf"(?:\d\s?[一-鿿]{{0,2}}|[⁰¹²³⁴-⁹]|(?<![A-Za-z]){UNIT}|[个次克升卡焦瓦元步片粒])\s?"
_PER = rf"\s?\(?\s?(?:{UNIT}|{PER})"
_NUMBER_AND_UNIT = rf"\d\s?{UNIT}"
_DENOMINATOR = rf"/\(?{UNIT}"
_TEMPERATURE = rf"{NUMBER}(?:\s?{DASH}\s?{NUMBER})?\s?(?:[℃℉°˚º]|摄氏度|华氏度|度)"
_SUBTRACTED = rf"\s?{NUMBER}\s?="


def address(match: re.Match[str]) -> str:
    """Addresses are spoken mark by mark: www.nhc.gov.cn."""
    parts = _ADDRESS_PART.findall(match[0].rstrip(".,;:!?)"))
    return " ".join(filter(None, map(_part_of_address, parts)))


def _part_of_address(part: str) -> str:
    return part if part.isalpha() else digit_by_digit(part) or _IN_ADDRESS.get(part, "")


def unit(match: re.Match[str]) -> str | None:
    """A single letter is a unit only behind a number or in an expression: 5 g, mmol/L."""
    symbol = match[0]
    if before(match, "[A-Za-zμµ]"):
        return None
    if len(symbol) == 1 and symbol.isalpha() and symbol.isascii():
        return UNITS[symbol] if before(match, _IN_EXPRESSION) or after(match, _OF_EXPRESSION) else None
    return UNITS[symbol]


def dash(match: re.Match[str]) -> str | None:
    """3-5天 is a range; 5-3=2 a subtraction; 图3-2 and 1-2-3 neither."""
    is_range = (before(match, AFTER_UNIT) or before(match, r"[)）]")) and after(match, r"\s?[-−+±<>≤≥¥$]?\.?\d")
    is_range = is_range or (
        before(match, rf"(?<![A-Za-z]){_ROMAN}") and after(match, rf"{_ROMAN}[abAB]?\s?[型期级类度相区]")
    )
    is_range = is_range or (before(match, "周[一二三四五六日]") and after(match, "周[一二三四五六日]"))
    if not is_range:
        return None
    if after(match, _SUBTRACTED):
        return "减"
    if before(match, r"(?:[图表式章节]|附录)\s?\d{1,3}"):
        return "杠"
    is_chain = before(match, r"\d{1,16}-\d{1,16}") or after(match, r"\d{1,16}-\d")
    is_name = before(match, r"[A-Za-z]-?\d{1,4}") and not before(match, _NUMBER_AND_UNIT)
    return None if match[0] == "-" and (is_chain or is_name) else "到"


def minus(match: re.Match[str]) -> str | None:
    """-5℃ is 零下, another negative number 负; a hyphen behind a word is neither."""
    if not before(match, r"(?<!.)|[\s(（\[【,，、:：;；<>≤≥=≈±\"“/~∼]|[到至为是达约在于低和或]"):
        return None
    if before(match, "零下"):
        return None
    is_temperature = after(match, _TEMPERATURE)
    return "零下" if is_temperature else "负"


def comparison(match: re.Match[str]) -> str | None:
    """≤ is always spoken; <, > and = only with a number or between two operands, for they have other uses."""
    sign = match[0]
    if sign in "<>=":
        with_number = after(match, r"\s?[-−+±¥$]?\.?\d") or before(match, r"\d[%℃]?\s?")
        operands = sign == "=" and before(match, _ENDS_OPERAND) and after(match, _BEGINS_OPERAND)
        if not (with_number or operands):
            return None
    return _COMPARED[sign]


def plus_minus(match: re.Match[str]) -> str | None:
    return "加减" if before(match, r"[\d%℃]\s?") else "正负"


def plus(match: re.Match[str]) -> str | None:
    if before(match, _ENDS_OPERAND):
        return "加"
    return "正" if after(match, r"\d") else None


def times(match: re.Match[str]) -> str | None:
    """3×2, 5 cm×3 cm, 3x2."""
    if match[0] in "*xX":
        return "乘" if before(match, r"\d\s?") else None
    return "乘" if before(match, _ENDS_OPERAND) and after(match, _BEGINS_OPERAND) else None


def stroke(match: re.Match[str]) -> str | None:
    """mg/dL and 75次/分 are 每; what two numbers have between them is 比 (130/80); 和/或 keeps silent."""
    is_measured = before(match, _MEASURED)
    if is_measured and after(match, _PER):
        return "每"
    return "比" if before(match, r"\d\s?") and after(match, r"\s?\d") else None


def ratio(match: re.Match[str]) -> str | None:
    return "比" if before(match, r"\d\s?") else None


def point(match: re.Match[str]) -> str:
    return "点" if before(match, r"\d") else "零 点"


def raised_dot(match: re.Match[str]) -> str | None:
    """mg/(kg·d)."""
    return "每" if before(match, _DENOMINATOR) and after(match, UNIT) else None


def squared(match: re.Match[str]) -> str | None:
    """x²; behind anything else a small figure points to a note."""
    return {"²": "平方", "³": "立方"}[match[0]] if before(match, "(?<![A-Za-z])[A-Za-z]") else None


def letters(match: re.Match[str]) -> str:
    return match[0]


def ampersand(match: re.Match[str]) -> str | None:
    return "和" if before(match, _ENDS_OPERAND) and after(match, _BEGINS_OPERAND) else None
