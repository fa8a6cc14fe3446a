#!/bin/sh
# What the GitHub Action does once variorum is there: checks claim files, writes annotations to the
# step's log, and SARIF and JUnit to files.
#
# In, as variables: VARIORUM_PATHS (one on each line), VARIORUM_FAIL_ON, VARIORUM_BASELINE,
# VARIORUM_SARIF and VARIORUM_JUNIT, of which the last three may be empty. GITHUB_OUTPUT gets `sarif`,
# `junit` and `exit-code`. The exit code is that of `variorum check`.
#
# Nothing is ever put together into a command: every value is an argument of its own.
set -eu
set -f
newline='
'

set -- --fail-on="${VARIORUM_FAIL_ON:-error}" --format github
if [ -n "${VARIORUM_SARIF:-}" ]; then
    set -- "$@" --format sarif --output="$VARIORUM_SARIF"
fi
if [ -n "${VARIORUM_JUNIT:-}" ]; then
    set -- "$@" --format junit --output="$VARIORUM_JUNIT"
fi
if [ -n "${VARIORUM_BASELINE:-}" ]; then
    set -- "$@" --baseline="$VARIORUM_BASELINE"
fi
set -- "$@" --
before=$IFS
IFS=$newline
for path in ${VARIORUM_PATHS:-.}; do
    set -- "$@" "$path"
done
IFS=$before

# A name on a line of its own, whatever is in the value.
output() {
    printf '%s=%s' "$1" "$2" | tr -d '\r\n'
    printf '\n'
}

code=0
variorum check "$@" || code=$?
{
    output sarif "${VARIORUM_SARIF:-}"
    output junit "${VARIORUM_JUNIT:-}"
    output exit-code "$code"
} >>"${GITHUB_OUTPUT:-/dev/null}"
exit "$code"
