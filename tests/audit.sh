#!/bin/sh
# Are there known holes in the locked packages? Ends with 0 when there are none, 1 when there are some, and 2 when nobody knows,
# because the database of holes (api.osv.dev) could not be reached.
# Usage: audit.sh PYTHON LOCK…
set -u
python=$1
shift
said=$(mktemp)
trap 'rm -f "$said"' EXIT
for lock in "$@"; do
    echo "==> $lock"
    found=$("$python" -m pip_audit --vulnerability-service osv --require-hashes --disable-pip --progress-spinner off \
        --timeout 20 --requirement "$lock" 2>"$said")
    status=$?
    if [ $status -ne 0 ] && [ -z "$found" ]; then
        tail -n 1 "$said" >&2
        echo "没有查成：连不上漏洞数据库（api.osv.dev）。这不说明没有漏洞；请在能上网的机器上再运行 make audit。" >&2
        exit 2
    fi
    [ -n "$found" ] && echo "$found"
    [ $status -eq 0 ] || { echo "上面这些包有已知的漏洞：改 pyproject.toml 里的范围，再运行 make lock。" >&2; exit 1; }
    cat "$said"
done
