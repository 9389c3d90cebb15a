# `make help` lists the targets with two hashes behind them.
.DEFAULT_GOAL := help
.NOTPARALLEL:
MAKEFLAGS += --no-builtin-rules

PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
override DATA_DIR := $(or $(DATA_DIR),var)
export PORT DATA_DIR
export PIP_DISABLE_PIP_VERSION_CHECK := 1

IN_VENV := $(VENV)/bin/python
# A stamp is as new as the last time its step went through; a step that was interrupted leaves none.
CREATED := $(VENV)/created.stamp
RUNTIME := $(VENV)/runtime.stamp
TESTING := $(VENV)/testing.stamp
BENCHING := $(VENV)/benching.stamp
CONTAINED := $(VENV)/contained.stamp
LISTENING := $(VENV)/listening.stamp
AUDITING := $(VENV)/auditing.stamp
COLLECTED := $(DATA_DIR)/static/staticfiles.json
STATIC_SOURCES := $(shell find static site_app/*/static 2>/dev/null) site_app/settings.py site_app/static_storage.py
# Tests and checks neither read nor change the data of the site that this tree serves.
APART := DJANGO_SETTINGS_MODULE=tests.settings
# The same order every time: whether a change may land is not left to chance.
ON_ALL_CORES := --numprocesses auto --dist loadfile --no-loadscope-reorder --randomly-dont-reorganize --randomly-seed=1

ifneq ($(words $(DATA_DIR)),1)
$(error DATA_DIR 的路径里不能有空格：$(DATA_DIR))
endif

.PHONY: help run test test-postgresql test-container audit bench listen lint types arrows migrations pytest browser epubcheck format lock messages python port

help: ## 列出可用的命令
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

run: python port $(RUNTIME) $(COLLECTED) ## 安装、准备数据并启动网站（PORT=8000，数据在 DATA_DIR=var）
	@$(IN_VENV) manage.py setup
	@exec $(IN_VENV) -m site_app.foreground manage.py worker --tied -- --interface wsgi --workers 2 --blocking-threads 1 --no-ws \
		--workers-kill-timeout 5 --host 127.0.0.1 --port $(PORT) site_app.wsgi:application

test: python $(TESTING) browser epubcheck lint types arrows migrations pytest ## 安装测试所需的一切，运行全部检查和测试

bench: python $(BENCHING) $(TESTING) browser ## 测量注音、网页、崩溃、大量读者和导出，写入 docs/benchmarks.md（几小时，多半是导出一万篇；PARTS="serving" 只测一部分；GOLD="文件…" 另加参考句）
	@sh benchmarks/ensure_servers.sh
	@if command -v npm >/dev/null; then npm ci --prefix benchmarks --ignore-scripts --loglevel=error --no-audit --no-fund; fi
	@$(IN_VENV) -m benchmarks.everything $(PARTS) $(GOLD)

listen: python $(LISTENING) ## 听写测试：朗读听得懂吗，声调对吗（GOLD="文件…" 另加参考句；要几十分钟）
	@$(APART) $(IN_VENV) -m benchmarks.listen $(GOLD)

# Without what knows no database or starts a site on SQLite, and without the browser, which asks the views that are tested here.
test-postgresql: $(TESTING) epubcheck ## 在真正的 PostgreSQL 上再运行用到数据库的测试（没有就安装，临时启动）
	@sh tests/on_postgresql.sh $(IN_VENV) -m pytest $(or $(ARGS),$(ON_ALL_CORES) \
		$(addprefix --ignore=tests/,browser documents pinyin rendering narration/test_kokoro.py test_makefile.py))

test-container: $(CONTAINED) ## 用真正的 Docker 引擎构建镜像、运行容器并检查（要 root 和 Debian）
	@sh tests/container/ensure_docker.sh
	@$(IN_VENV) -m pytest tests/container -p no:randomly $(ARGS)

audit: $(AUDITING) ## 查一查锁定的包有没有已知的漏洞（pip-audit；要能访问漏洞数据库）
	@sh tests/audit.sh $(IN_VENV) requirements-narration.txt requirements-s3.txt requirements-test.txt

lint: $(TESTING) ## 检查代码风格（ruff）
	@echo "==> 代码风格"
	@$(IN_VENV) -m ruff check .
	@$(IN_VENV) -m ruff format --check .

types: $(TESTING) ## 检查类型（mypy）
	@echo "==> 类型"
	@$(APART) $(IN_VENV) -m mypy

arrows: $(TESTING) ## 检查各部分之间的依赖方向（import-linter）
	@echo "==> 依赖方向"
	@$(VENV)/bin/lint-imports

migrations: $(TESTING) ## 检查模型与迁移是否一致
	@echo "==> 迁移"
	@$(APART) $(IN_VENV) manage.py makemigrations --check --dry-run

pytest: $(TESTING) browser epubcheck ## 运行测试（pytest，含真实浏览器；ARGS 可给出参数）
	@if command -v npm >/dev/null; then npm ci --prefix tests/validators --ignore-scripts --loglevel=error --no-audit --no-fund || \
		echo "没有取来 HTML 检查程序 vnu-jar，它的测试会跳过。" >&2; fi
	@echo "==> 测试"
	@$(IN_VENV) -m pytest $(or $(ARGS),$(ON_ALL_CORES))

messages: $(RUNTIME) ## 收集界面文字，列出还没有英文的（译文写在 locale/en/LC_MESSAGES/django.po）
	@$(APART) $(IN_VENV) -m site_app.catalogue

format: $(TESTING) ## 按统一格式改写代码（ruff）
	@$(IN_VENV) -m ruff check --fix .
	@$(IN_VENV) -m ruff format .

lock: $(TESTING) ## 重新锁定依赖（UPGRADE=--upgrade 升级全部，UPGRADE="-P 名称" 升级一个）
	@$(call compile,requirements.txt)
	@$(call compile,requirements-narration.txt,--extra narration -c requirements.txt)
	@$(call compile,requirements-s3.txt,--extra s3 -c requirements.txt)
	@$(call compile,requirements-test.txt,--extra narration --group test -c requirements-narration.txt)
	@$(call compile,requirements-container.txt,--extra narration --group test --group container -c requirements-test.txt)
	@$(call compile,requirements-bench.txt,--extra narration --group bench -c requirements-narration.txt)
	@$(call compile,requirements-audit.txt,--extra narration --group audit -c requirements-test.txt)
	@$(call compile,requirements-listen.txt,--extra narration --group listen -c requirements-narration.txt)

# Every file that the index lists for a version is allowed, so that the lock serves all systems and Python versions.
compile = $(IN_VENV) -m uv --no-config pip compile pyproject.toml $(2) $(UPGRADE) --quiet --universal \
	--python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links -o $(1)

browser:
	@sh tests/browser/ensure_chromium.sh

epubcheck:
	@sh tests/ensure_epubcheck.sh

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "需要 Python 3.11 或更新的版本，“$(PYTHON)” 不是。可以指定另一个：make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "“$(PYTHON)” 缺少 venv。在 Debian 或 Ubuntu 上：apt-get install python3-venv" >&2; exit 1; }

port:
	@$(PYTHON) -c 'import socket, sys; port = int(sys.argv[1]); assert port; s = socket.socket(); \
		s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("127.0.0.1", port))' "$(PORT)" 2>/dev/null || { \
		echo "端口 $(PORT) 已被占用或不可用。可以换一个：make run PORT=8001" >&2; exit 1; }

# An environment whose interpreter has gone is made anew.
$(CREATED): $(if $(shell $(IN_VENV) --version 2>/dev/null),,python)
	@echo "==> 建立虚拟环境 $(VENV)"
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(RUNTIME): requirements-narration.txt $(CREATED)
	@echo "==> 安装运行所需的包"
	@$(IN_VENV) -m pip install --require-hashes -r requirements-narration.txt
	@touch $@

$(TESTING): requirements-test.txt requirements-s3.txt $(CREATED)
	@echo "==> 安装测试所需的包"
	@$(IN_VENV) -m pip install --require-hashes -r requirements-test.txt
	@$(IN_VENV) -m pip install --require-hashes -r requirements-s3.txt
	@touch $@ $(RUNTIME)

$(BENCHING): requirements-bench.txt $(CREATED)
	@echo "==> 安装对比所需的包"
	@$(IN_VENV) -m pip install --require-hashes -r requirements-bench.txt
	@touch $@ $(RUNTIME)

$(CONTAINED): requirements-container.txt $(CREATED)
	@echo "==> 安装容器测试所需的包"
	@$(IN_VENV) -m pip install --require-hashes -r requirements-container.txt
	@touch $@ $(RUNTIME)

$(LISTENING): requirements-listen.txt $(CREATED)
	@echo "==> 安装听写测试所需的包"
	@$(IN_VENV) -m pip install --require-hashes -r requirements-listen.txt
	@touch $@ $(RUNTIME)

$(AUDITING): requirements-audit.txt $(CREATED)
	@echo "==> 安装审查所需的包"
	@$(IN_VENV) -m pip install --require-hashes -r requirements-audit.txt
	@touch $@

$(COLLECTED): $(STATIC_SOURCES) $(RUNTIME)
	@echo "==> 收集并压缩静态文件"
	@$(IN_VENV) manage.py collectstatic --no-input
