#!/bin/sh
# Is there the checker of e-books for the tests? Installs Debian's package where that is allowed.
set -eu

has_epubcheck() {
    command -v epubcheck >/dev/null && command -v java >/dev/null
}

has_epubcheck && exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "电子书的测试缺少：epubcheck。在 Debian 上：sudo apt-get install epubcheck" >&2
    exit 1
fi
echo "==> 安装电子书测试所需的系统包：epubcheck"
apt-get update
DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends epubcheck
if ! has_epubcheck; then
    echo "系统包已安装，仍然找不到 epubcheck 或 java。" >&2
    exit 1
fi
