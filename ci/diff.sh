#!/bin/sh
# Compares the claims of a pull request with those it began from, for another workflow to comment.
#
# In, as variables: BASE (the commit it began from), NUMBER (of the pull request), VARIORUM_PATH (the
# folder of the claims) and OUT (a folder to write to). Out: `diff.md` and `number` in that folder. The
# exit code is that of `variorum diff`: 1 when the change opens errors.
set -eu

case $BASE in
    '' | *[!0-9a-f]*)
        echo "BASE has to be a commit" >&2
        exit 2
        ;;
esac
case $NUMBER in
    '' | *[!0-9]*)
        echo "NUMBER has to be the number of a pull request" >&2
        exit 2
        ;;
esac
mkdir -p -- "$OUT"
printf '%s\n' "$NUMBER" >"$OUT/number"
variorum diff "git:$BASE" "${VARIORUM_PATH:-.}" --format markdown --output="$OUT/diff.md" --fail-on new-errors
