#!/bin/sh
# What a container does: the whole `site`, or one part of it: `setup` (once, before the others), `web`, `worker`.
# Anything else is a command of manage.py.
set -eu
part=${1:-site}
serve="--interface wsgi --workers ${WEB_WORKERS:-2} --blocking-threads 1 --no-ws --workers-kill-timeout 5 --host $HOST --port $PORT"

case $part in
site)
    python manage.py setup
    # shellcheck disable=SC2086
    exec python -m site_app.foreground manage.py worker --tied -- $serve site_app.wsgi:application
    ;;
web)
    python manage.py doctor --start
    # shellcheck disable=SC2086
    exec python -m site_app.foreground -- $serve site_app.wsgi:application
    ;;
*)
    exec python manage.py "$@"
    ;;
esac
