# 明堂: the two commands are `make run` and `make test`. Both set up what they need.
SHELL := /bin/bash
SWIFT ?= swift
PORT ?= 8080
DATABASE ?= data/mingtang.sqlite
BINARY := .build/release/mingtang
# One password for all accounts of the example county. It stands in the README: for a demonstration on this machine only.
DEMONSTRATION_PASSWORD ?= chunyu-liulin-hongqiao
# All tests at once starve each other and hold more than 1,300 open files, where Foundation's Process of this toolchain reads behind the end of a
# directory's buffer and crashes (swift-corelibs-foundation 5472, mended later).
WIDTH := --experimental-maximum-parallelization-width 32

.PHONY: run test check format build release setup setup-test bench e2e docs clean

run: setup release  ## build, load the example county, serve
	@mkdir -p data
	@printf '%s\n' '$(DEMONSTRATION_PASSWORD)' | MINGTANG_FILES=$${MINGTANG_FILES:-data/files} $(BINARY) example load Examples/mingchuan --demonstration-password-stdin --database $(DATABASE)
	@echo
	@$(BINARY) user list --database $(DATABASE)
	@echo
	@echo "门户网站：  http://127.0.0.1:$(PORT)/"
	@echo "工作台：    http://127.0.0.1:$(PORT)/work   演示账号见上表，密码都是 $(DEMONSTRATION_PASSWORD)"
	@echo "标准目录：  http://127.0.0.1:$(PORT)/catalogue    检索：http://127.0.0.1:$(PORT)/search"
	@echo "数据接口：  http://127.0.0.1:$(PORT)/api          体检：$(BINARY) check --database $(DATABASE)"
	@echo "门户对所有人开放，不需要登录；演示密码是公开的，不要用在对外的服务器上。按 Ctrl+C 停止。"
	@exec env MINGTANG_FILES=$${MINGTANG_FILES:-data/files} $(BINARY) serve --database $(DATABASE) --port $(PORT)

test: setup setup-test  ## everything that CI checks
	scripts/check-format
	$(SWIFT) build --build-tests
	scripts/with-postgres $(SWIFT) test --skip-build $(WIDTH)
	scripts/with-postgres scripts/e2e .build/debug/mingtang

check: build  ## quick: format and unit tests without PostgreSQL and browser
	scripts/check-format
	$(SWIFT) test $(WIDTH)

build:
	$(SWIFT) build

release:
	$(SWIFT) build -c release --product mingtang

format:
	$(SWIFT) format --in-place --recursive --configuration .swift-format Package.swift Sources Tests

e2e: setup setup-test build  ## the browser tests
	scripts/with-postgres scripts/e2e .build/debug/mingtang

bench: setup setup-test release  ## ratios against other programs, measured in one run
	scripts/bench $(BINARY)

docs: setup setup-test build  ## the screenshots in the README and the manuals
	scripts/e2e .build/debug/mingtang --screenshots docs/images

setup:
	@scripts/setup

setup-test:
	@scripts/setup --test

clean:
	rm -rf .build data
