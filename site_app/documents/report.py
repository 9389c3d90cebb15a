"""What did reading a scraped source bring to light?"""

from dataclasses import asdict, dataclass
from typing import Any

from site_app.documents.comparison import Disagreement
from site_app.documents.transcript import TranscriptCheck
from site_app.message import Message


@dataclass(frozen=True, slots=True)
class PlacedDisagreement:
    """A disagreement with its place in the source file, line and column from 1."""

    line: int
    column: int
    disagreement: Disagreement


@dataclass(frozen=True, slots=True)
class SourceReport:
    """Counts are of the source file as it is."""

    name: str
    sha256: str
    line_count: int
    character_count: int
    pair_count: int
    chinese_character_count: int
    """Pairs whose character is a Chinese one."""
    transcript: TranscriptCheck
    disagreements: tuple[PlacedDisagreement, ...]
    removed: tuple[str, ...]
    """What was cut off and is in no document."""
    tail: str
    """The essay's last, broken sentence, which is in no document."""
    restored_count: int
    """Punctuation marks that got their full width back."""

    def as_dict(self) -> dict[str, Any]:
        """The report as JSON-able values; a disagreement is one flat object with its line and column."""
        return {
            **asdict(self),
            "transcript": {
                "length": self.transcript.length,
                "equal": self.transcript.equal,
                "difference": self.transcript.difference,
            },
            "disagreements": [
                {"line": placed.line, "column": placed.column, **asdict(placed.disagreement)}
                for placed in self.disagreements
            ],
            "removed": list(self.removed),
        }

    def lines(self) -> list[str]:
        """The report for people, in Chinese."""
        check = (
            Message("与注音逐字相同（%(length)s个字符）", length=format(self.transcript.length, ","))
            if self.transcript.equal
            else self.transcript.difference
        )
        return [
            Message("来源：%(name)s", name=self.name),
            f"SHA-256：{self.sha256}",
            Message(
                "篇幅：%(lines)s行，%(characters)s个字符",
                lines=self.line_count,
                characters=format(self.character_count, ","),
            ),
            Message(
                "逐字注音：%(pairs)s对，其中汉字%(hanzi)s个", pairs=self.pair_count, hanzi=self.chinese_character_count
            ),
            Message("拼音抄本：%(check)s", check=check),
            Message("读音与本站不同：%(count)s处", count=len(self.disagreements)),
            *(
                Message(
                    "  第%(line)s行第%(column)s列：%(disagreement)s",
                    line=placed.line,
                    column=placed.column,
                    disagreement=placed.disagreement,
                )
                for placed in self.disagreements
            ),
            Message("恢复的全角标点：%(count)s个", count=self.restored_count),
            *(Message("删去：%(removed)s", removed=removed) for removed in self.removed),
            *([Message("末尾残句，没有收入任何文章：%(tail)s", tail=self.tail)] if self.tail else []),
        ]
