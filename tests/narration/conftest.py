"""Who speaks in a test, what is read, and where is the sound kept?"""

import math
from array import array
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image as Pictures
from pytest_django import Settings

from site_app.articles.images import store_image
from site_app.articles.models import Article
from site_app.narration.engines import Clip, Engine
from site_app.narration.engines.kokoro.engine import kokoro
from site_app.narration.narrating import ask_for, narrate
from site_app.narration.sound_files import RATE
from site_app.narration.utterance import Utterance
from tests.factories import make_article, make_picture, make_upload
from tests.narration.books import HOSTILE

SYLLABLE = 200  # milliseconds
WAVE = array("h", (int(9000 * math.sin(math.tau * i / 60)) for i in range(60)))  # 400 Hz


class Whistle:
    """An engine that whistles for each syllable, at once; `said` is what it was asked to say."""

    version = "whistle-1"

    def __init__(self) -> None:
        self.syllable = SYLLABLE
        self.said: list[Utterance] = []

    def say(self, utterance: Utterance, *, voice: str, speed: float) -> Clip:
        self.said.append(utterance)
        syllables = sum(len(part) for part in utterance if not isinstance(part, str))
        length = round(self.syllable / speed)
        wanted = RATE * syllables * length // 1000
        samples = (WAVE * (wanted // len(WAVE) + 1))[:wanted]
        return Clip(samples.tobytes(), RATE, tuple((i * length, (i + 1) * length) for i in range(syllables)))

    def close(self) -> None:
        pass


class Refusing(Whistle):
    """An engine that fails from its nth sentence on."""

    def __init__(self, failure: BaseException, after: int = 0) -> None:
        super().__init__()
        self.failure, self.after = failure, after

    def say(self, utterance: Utterance, *, voice: str, speed: float) -> Clip:
        if len(self.said) >= self.after:
            raise self.failure
        return super().say(utterance, voice=voice, speed=speed)


@pytest.fixture
def whistle() -> Whistle:
    return Whistle()


@pytest.fixture
def narration_root(tmp_path: Path, settings: Settings) -> Path:
    """An empty folder for sound."""
    settings.NARRATION_ROOT = tmp_path / "narration"
    return tmp_path / "narration"


@pytest.fixture
def make_heard(narration_root: Path, whistle: Whistle) -> Callable[..., Article]:
    """Makes a published article that can be heard in the first voice: `make_heard(title="…")`."""

    def make(**changes: Any) -> Article:
        article = make_article(**changes)
        narrate(ask_for(article.editions.live())[0], whistle)
        return article

    return make


@pytest.fixture
def pictures(media_root: Path) -> str:
    """Markdown with a picture in each format that the site stores."""
    clear = BytesIO()
    Pictures.new("RGBA", (80, 60), (11, 93, 91, 100)).save(clear, "WEBP")
    data = {format: make_picture(format, size=(80, 60)) for format in ("PNG", "JPEG", "WEBP")}
    data["透明的WEBP"] = clear.getvalue()
    stored = [store_image(upload=make_upload(data), alt=f"图{format}") for format, data in data.items()]
    return "看图。\n\n" + "\n\n".join(f"![{image.alt}]({image.file.url})" for image in stored)


@pytest.fixture
def everything(pictures: str) -> str:
    """A text with all that Markdown can say."""
    return f"""# 一、{HOSTILE}

脑梗，又称**脑卒中**，看[这{{里|lǐ}}有](/articles/yi/#s3)，或[这里](#h-san-ji)、[没有](#no)、[坏](http://a.b/c?d=|#e#f)、[更坏](http://a..b/)。
80%的人，`x < y`在4.5小时内[**好{{了|le}}** 一半](https://例子.中国/路)；“*没好*”的打[120](tel:120)。[^1]再看一遍[^1]。

{pictures}

![远处的图](https://example.com/x.png) ![没有的图](/media/images/none.png)

| 左 | 中 | 右 |
|:--|:-:|--:|
| 血压 | 130/80 | **高**血压 |

```
if (a < b && c) {{ return "&amp;"; }}
```

- 一
    1. 甲
    2. 乙
- 二

> 引用 ***强调*** <i>不是标签</i> &#1; &nbsp;

术语
:   定义

::: 提示 每天{{量|liáng}}
- 早上
:::

::: 注意
别**停**药。
:::

::: 急救
:::

::: 图 谁最要紧
| 原因 | 人 |
|---|--:|
| <b>血压 | 48 |
| 不动 | 36 |
:::

---

## 三级

### 三级

[^1]: 脚注**里**的字。
"""


@pytest.fixture(scope="session")
def kokoro_folders(pytestconfig: pytest.Config) -> tuple[Path, Path]:
    """Where the model and the voices are kept from one run of the tests to the next."""
    assert pytestconfig.cache is not None
    kept = Path(pytestconfig.cache.mkdir("narration"))
    return kept / "model", kept / "voices"


@pytest.fixture(scope="session")
def speaker(kokoro_folders: tuple[Path, Path]) -> Iterator[Engine]:
    """The real voice."""
    engine = kokoro(*kokoro_folders)
    yield engine
    engine.close()
