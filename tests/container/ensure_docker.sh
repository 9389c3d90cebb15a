#!/bin/sh
# Are there Debian's Docker engine, and what makes a base image without a registry? Installs them where that is allowed.
# Exit code 3: this machine cannot have them.
set -eu
missing=""
{ command -v dockerd && dpkg -s docker.io; } >/dev/null 2>&1 || missing="docker.io"
command -v mmdebstrap >/dev/null || missing="${missing:+$missing }mmdebstrap"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "容器测试缺少：$missing，要以 root 身份在 Debian 上运行。" >&2
    exit 3
fi
echo "==> 安装容器测试所需的系统包：$missing"
apt-get update || echo "没能更新软件包列表，用现有的。" >&2
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $missing || {
    echo "这台机器上装不了容器测试所需的系统包：$missing" >&2
    exit 3
}
