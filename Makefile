# What people and CI run. `make demo` and `make test` need Rust's toolchain and nothing else.

.PHONY: demo test check lint docs licences corpus schemas bench bench-quick install-tools

# The main job on the real corpus. The corpus contradicts itself, so `check` ends with 1: that is
# what it is for, and no failure of the demonstration.
demo:
	cargo build --release --quiet
	./target/release/variorum check claims/ || test $$? -eq 1

test:
	cargo test --quiet

# What CI runs.
check: lint test docs licences corpus

lint:
	cargo fmt --check
	cargo clippy --all-targets --quiet -- --deny warnings

docs:
	RUSTDOCFLAGS="--deny warnings" cargo doc --no-deps --quiet --document-private-items

# Needs cargo-deny (`make install-tools`). Licences, bans and sources are read from the lock file.
licences:
	cargo deny --log-level error check licenses bans sources

# The corpus shows what `tests/corpus.findings` lists, no more and no less; this shows it to a person.
corpus:
	cargo run --quiet -- check claims/ --format concise --fail-on never

# Writes the generated schemas, findings of the corpus and findings of the pages anew.
schemas:
	UPDATE_SCHEMAS=1 cargo test --quiet --test schemas
	cargo test --quiet --test schemas

bench:
	cargo bench --bench corpus

bench-quick:
	cargo bench --bench corpus -- --quick

install-tools:
	command -v cargo-deny >/dev/null || cargo install cargo-deny --locked --version 0.20.2
