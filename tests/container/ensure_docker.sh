#!/bin/sh
# Are there a Docker engine's programs, and what makes a base image without a registry? Installs Debian's packages where allowed.
set -eu
missing=""
command -v dockerd >/dev/null || missing="docker.io"
command -v mmdebstrap >/dev/null || missing="${missing:+$missing }mmdebstrap"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "容器测试缺少：$missing，要以 root 身份在 Debian 上运行。" >&2
    exit 1
fi
echo "==> 安装容器测试所需的系统包：$missing"
apt-get update
DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $missing
