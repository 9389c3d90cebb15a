#!/bin/sh
# Is there a browser for the browser tests, and a Chinese font for it? Installs Debian's packages where that is allowed.
set -eu

has_browser() {
    if [ -n "${CHROMIUM:-}" ]; then
        command -v "$CHROMIUM" >/dev/null
    else
        command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null
    fi
}

has_chinese_font() {
    [ "$(uname)" = Darwin ] || fc-list :lang=zh 2>/dev/null | grep -q .
}

if [ -n "${CHROMIUM:-}" ] && ! has_browser; then
    echo "环境变量 CHROMIUM 指定的浏览器 $CHROMIUM 不存在。" >&2
    exit 1
fi
missing=""
has_browser || missing="chromium"
has_chinese_font || missing="${missing:+$missing }fontconfig fonts-noto-cjk"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "浏览器测试缺少：$missing。在 Debian 上：sudo apt-get install $missing；已有浏览器时可用环境变量 CHROMIUM 指出。" >&2
    exit 1
fi
echo "==> 安装浏览器测试所需的系统包：$missing"
apt-get update
DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $missing
if ! has_browser || ! has_chinese_font; then
    echo "系统包已安装，仍然找不到浏览器或中文字体；可用环境变量 CHROMIUM 指出浏览器。" >&2
    exit 1
fi
