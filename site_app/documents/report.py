"""What did reading a scraped source bring to light?"""

from dataclasses import asdict, dataclass
from typing import Any

from site_app.documents.comparison import Disagreement
from site_app.documents.transcript import TranscriptCheck


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
            f"与注音逐字相同（{self.transcript.length:,}个字符）"
            if self.transcript.equal
            else self.transcript.difference
        )
        return [
            f"来源：{self.name}",
            f"SHA-256：{self.sha256}",
            f"篇幅：{self.line_count}行，{self.character_count:,}个字符",
            f"逐字注音：{self.pair_count}对，其中汉字{self.chinese_character_count}个",
            f"拼音抄本：{check}",
            f"读音与本站不同：{len(self.disagreements)}处",
            *(f"  第{placed.line}行第{placed.column}列：{placed.disagreement}" for placed in self.disagreements),
            f"恢复的全角标点：{self.restored_count}个",
            *(f"删去：{removed}" for removed in self.removed),
            *([f"末尾残句，没有收入任何文章：{self.tail}"] if self.tail else []),
        ]
