# Two commands matter: `make run` and `make test`. Each target is a script of
# tools/, which installs what it misses and says what it does.

PORT ?= 8080

# What the page is made of; folders too, so that a file which goes away counts.
SOURCES := $(shell find src styles examples tools index.html trunk.toml Cargo.toml Cargo.lock 2>/dev/null)

.PHONY: help run test dist bench soak lint reproduce unseen
help:
	@echo "make run    build the page if needed and serve it on http://127.0.0.1:$(PORT)/ (PORT=… to change)"
	@echo "make test   every check and test, in Chromium, Firefox and WebKitGTK too"
	@echo "make dist   dist/site/ (the static page) and dist/mieux-disant.html (the single file)"
	@echo "make bench  the measurements"
	@echo "make soak   a day of use: 100000 edits in each browser, and what they cost in memory (half an hour)"
	@echo "make lint   formatting and clippy"
	@echo "make unseen    writes tools/unseen.txt anew: what the first load need not hold (minutes)"
	@echo "make reproduce  builds twice, elsewhere, and compares the bytes (5 to 20 minutes)"

run: dist
	@node tools/serve.mjs --port $(PORT)

dist: dist/mieux-disant.html

# The single file is the last thing that the build writes: when it is newer than
# the sources, all of dist/ is.
dist/mieux-disant.html: $(SOURCES) dist/site/index.html
	@tools/dist.sh

# Only asks for the folder to be there.
dist/site/index.html:

test:
	@tools/test.sh

bench:
	@tools/bench.sh

soak: dist
	@tools/setup.sh test
	@tools/hosts.sh
	@MD_EDITS=100000 tools/page.sh tests/page/memory.test.mjs

lint:
	@tools/lint.sh

reproduce:
	@tools/reproduce.sh

unseen: dist
	@tools/setup.sh test
	@bash -c ". tools/env.sh && node tools/watch.mjs"
