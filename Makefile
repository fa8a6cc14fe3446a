# What people and CI run. `make demo` and `make test` need Rust's toolchain and nothing else.

.PHONY: demo test test-browser check lint docs licences corpus coverage bless bench bench-quick bench-commands install-tools

# The main job on the real corpus. The entry contradicts itself; every finding is shown, with the ruling
# that settles it, so `check` ends with 0 until a figure changes.
demo:
	cargo run --release -- check claims/

test:
	cargo test --quiet

# The HTML report in a real browser. Needs Node.js, and Debian's chromium or another named by CHROMIUM.
test-browser: tests/browser/node_modules
	cargo build --quiet
	cd tests/browser && node --test

tests/browser/node_modules: tests/browser/package-lock.json
	cd tests/browser && npm ci --silent --no-audit --no-fund --ignore-scripts
	touch $@

# What CI runs.
check: lint test docs licences corpus

# The files of checks are declared by a macro, where cargo does not see them.
lint:
	cargo fmt --check
	rustfmt --check --edition 2024 src/check/*.rs
	cargo clippy --all-targets --quiet -- --deny warnings
	cargo test --quiet --test suite names_of_types -- --nocapture | grep "names of types"

docs:
	RUSTDOCFLAGS="--deny warnings" cargo doc --no-deps --quiet --document-private-items

# Needs cargo-deny (`make install-tools`). Licences, bans and sources are read from the lock file.
licences:
	cargo deny --log-level error check licenses bans sources

# The corpus shows what `tests/corpus.findings` lists, no more and no less, and all of it is ruled on.
corpus:
	cargo test --quiet --test suite corpus::

# Every figure of the entry that `claims/` records is in it, and every number of the entry is recorded or
# set aside with a reason. The entry's text is no part of this project: ARTICLE says where it is.
coverage:
	@test -n "$(ARTICLE)" || { echo "say where the text is: make coverage ARTICLE=path"; exit 2; }
	cargo run --quiet --release -- coverage "$(ARTICLE)" claims/ --source nk-article --min 100

# Writes anew what tests hold fresh: the schemas, the findings under the examples of the pages, the lists of
# checks, the findings of the corpus, and the report on it in `docs/article.md`. Read the difference before
# committing it.
bless:
	UPDATE_SCHEMAS=1 cargo test --quiet --test suite schemas::
	UPDATE_PAGES=1 cargo test --quiet --test suite pages:: && UPDATE_PAGES=1 cargo test --quiet --test suite docs::
	UPDATE_PAGES=1 cargo test --quiet --test suite limits::
	UPDATE_ARTICLE=1 cargo test --quiet --test suite report::the_document
	UPDATE_CORPUS=1 cargo test --quiet --test suite corpus::

bench:
	cargo bench --bench corpus

bench-quick:
	cargo bench --bench corpus -- --quick

# What `report` and `diff` cost beside `check` and reading, in ratios.
bench-commands:
	cargo bench --bench corpus -- --commands

install-tools:
	command -v cargo-deny >/dev/null || cargo install cargo-deny --locked --version 0.20.2
