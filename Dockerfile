# Two images of the site: `web` serves pages and the admin, `full` also reads articles aloud. Both run as one container
# (`site`) or as one part of several (`setup`, `web`, `worker`): see docker/start.sh.
# The base is Debian's with Python 3.11 or newer and venv; the other one has npm. Two things are brought along on demand:
# S3=yes what MEDIA_URL takes, and FONT=fonts-noto-cjk what draws the pictures of links.
ARG BASE_IMAGE=python:3.13-slim
ARG NODE_IMAGE=node:22-slim

FROM ${NODE_IMAGE} AS voices
WORKDIR /voices
RUN --mount=type=secret,id=ca_bundle,target=/run/ca-bundle.crt,required=false \
    if [ -f /run/ca-bundle.crt ]; then export NODE_EXTRA_CA_CERTS=/run/ca-bundle.crt; fi; \
    npm pack kokoro-js@1.2.1 --silent && tar -xzf kokoro-js-1.2.1.tgz --strip-components=2 package/voices && rm kokoro-js-1.2.1.tgz

FROM ${NODE_IMAGE} AS strokes
WORKDIR /strokes
RUN --mount=type=secret,id=ca_bundle,target=/run/ca-bundle.crt,required=false \
    if [ -f /run/ca-bundle.crt ]; then export NODE_EXTRA_CA_CERTS=/run/ca-bundle.crt; fi; \
    npm pack hanzi-writer-data@2.0.1 --silent

FROM ${BASE_IMAGE} AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_CACHE_DIR=/tmp/.cache/pip PYTHONDONTWRITEBYTECODE=1
# hadolint ignore=DL3008
RUN apt-get update && apt-get install --yes --no-install-recommends binutils gcc libc6-dev && rm -rf /var/lib/apt/lists/*
RUN python3 -m venv /venv
ENV PATH=/venv/bin:$PATH
WORKDIR /app
ARG S3=""
COPY requirements.txt requirements-s3.txt ./
# Both secrets are optional: a pip.conf and a CA bundle, for a private mirror. Neither stays in a layer.
RUN --mount=type=cache,target=/tmp/.cache/pip \
    --mount=type=secret,id=pip_conf,target=/etc/pip.conf,required=false \
    --mount=type=secret,id=ca_bundle,target=/run/ca-bundle.crt,required=false \
    pip install --no-compile --require-hashes --requirement "requirements${S3:+-s3}.txt"

FROM packages AS build-web
COPY . .
COPY --from=strokes /strokes /strokes
RUN python docker/prepare.py

FROM packages AS build-full
COPY requirements-narration.txt ./
RUN --mount=type=cache,target=/tmp/.cache/pip \
    --mount=type=secret,id=pip_conf,target=/etc/pip.conf,required=false \
    --mount=type=secret,id=ca_bundle,target=/run/ca-bundle.crt,required=false \
    pip install --no-compile --require-hashes --requirement requirements-narration.txt
COPY . .
COPY --from=voices /voices /voice/voices
COPY --from=strokes /strokes /strokes
RUN python docker/prepare.py /voice

FROM ${BASE_IMAGE} AS runtime
ARG FONT=""
# hadolint ignore=DL3008
RUN if [ -n "$FONT" ]; then \
        apt-get update && apt-get install --yes --no-install-recommends fontconfig "$FONT" && rm -rf /var/lib/apt/lists/*; \
    fi
RUN groupadd --gid 10001 app \
 && useradd --uid 10001 --gid 10001 --no-log-init --no-create-home --home-dir /data --shell /usr/sbin/nologin app \
 && install --directory --owner app --group app --mode 0750 /data
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DATA_DIR=/data STATIC_ROOT=/app/collected HOST=0.0.0.0 PORT=8000
WORKDIR /app
USER 10001:10001
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=10s --start-period=120s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/healthz', timeout=8)"]
ENTRYPOINT ["sh", "docker/start.sh"]
CMD ["site"]

FROM runtime AS full
COPY --from=build-full /venv /venv
COPY --from=build-full /voice /voice
COPY --from=build-full /app /app
ENV VOICE_DIR=/voice NARRATION_ENGINE=kokoro

FROM runtime AS web
COPY --from=build-web /venv /venv
COPY --from=build-web /app /app
ENV NARRATION_ENGINE=device
