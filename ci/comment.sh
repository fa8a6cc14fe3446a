#!/bin/sh
# Writes a Markdown file as a comment on a pull request, in the place of the one written before.
#
# Runs with a token that may write, so it trusts nothing that came out of the pull request: of the
# folder IN it takes `number`, and believes it only if that pull request stands at HEAD_SHA, the commit
# whose run it was started by; and `diff.md`, which is sent as it is and never run or expanded.
#
# In, as variables: IN, HEAD_SHA, REPOSITORY (owner/name), and GH_TOKEN for `gh`.
set -eu
# A comment holds 65,536 characters; of a tool that keeps to 65,000, more bytes than this never come.
longest=260000
mark='<!-- variorum-diff -->'

stop() {
    echo "no comment: $1" >&2
    exit 0
}

[ -f "$IN/number" ] && [ -f "$IN/diff.md" ] || stop "there is no difference to tell"
[ ! -L "$IN/number" ] && [ ! -L "$IN/diff.md" ] || stop "a link stands in the place of a file"
number=$(head -c 20 -- "$IN/number" | tr -d '\n')
case $number in
    '' | *[!0-9]*) stop "the number of the pull request is no number" ;;
esac
[ "$(wc -c <"$IN/diff.md")" -le "$longest" ] || stop "the difference is too long"
head=$(gh api "repos/$REPOSITORY/pulls/$number" --jq .head.sha)
[ "$head" = "$HEAD_SHA" ] || stop "pull request $number does not stand at $HEAD_SHA"

body=$(mktemp)
trap 'rm -f -- "$body"' EXIT
{
    printf '%s\n' "$mark"
    cat -- "$IN/diff.md"
} >"$body"
before=$(gh api --paginate "repos/$REPOSITORY/issues/$number/comments" --jq \
    ".[] | select(.user.login == \"github-actions[bot]\") | select(.body | startswith(\"$mark\")) | .id" |
    head -n 1)
case $before in
    '') gh api --method POST "repos/$REPOSITORY/issues/$number/comments" --field "body=@$body" >/dev/null ;;
    *[!0-9]*) stop "the comment written before cannot be found" ;;
    *) gh api --method PATCH "repos/$REPOSITORY/issues/comments/$before" --field "body=@$body" >/dev/null ;;
esac
