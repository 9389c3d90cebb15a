#!/bin/sh
# Are there wrk and nginx, to measure pages with and to compare them with? Installs Debian's packages where that is allowed.
set -eu
missing=""
command -v wrk >/dev/null || missing="wrk"
command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || missing="${missing:+$missing }nginx-light"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "对比网页的速度缺少：$missing。请先安装，例如在 Debian 上：apt-get install $missing" >&2
    exit 1
fi
echo "==> 安装对比所需的系统包：$missing"
apt-get update
# Installed, not started: the benchmarks run their own.
DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install --yes --no-install-recommends $missing
