# One line per target; what they do stands in tools/dev/.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
DEV = @$(PYTHON) -m tools.dev
.PHONY: run test check bench promise build setup lock types
.DEFAULT_GOAL := run

run: ; $(DEV) run
test: ; $(DEV) test
check: ; $(DEV) check
bench: ; $(DEV) bench $(NAME)
promise: ; $(DEV) promise $(NAME)
build: ; $(DEV) build
setup: ; $(DEV) setup
lock: ; $(DEV) lock
types: ; $(DEV) types
