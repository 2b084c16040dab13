#!/usr/bin/env bash
# Compares the maps of a pull request with where it parted from its base, and posts that as one comment, which is
# updated from then on. The exit status is that of argmap diff: 1 for what FAIL_ON and MAX_FALL ask for.
#
#   BASE, HEAD      the revisions to compare (both have to be there: check out with the whole history)
#   REPOSITORY      the repository on GitHub, OWNER/NAME
#   NUMBER          the number of the pull request
#   FAIL_ON         the lowest severity of a new finding that fails (error, warning, hint or never; default: warning)
#   MAX_FALL        by how much the standing of a conclusion may fall, from 0 to 1 (default: 1)
#   PATHS           the maps or folders to compare, separated by spaces, or one a line (default: all)
#   ARGMAP          the command to run (default: argmap)
#
# It posts with gh, the command line of GitHub, which takes its token from GH_TOKEN. Without NUMBER it only prints.
set -euo pipefail

mark='<!-- argmap diff -->'
most=60000 # letters; GitHub takes 65,536
comment=$(mktemp)
trap 'rm -f "$comment"' EXIT

paths=()
if [[ "${PATHS:-}" == *$'\n'* ]]; then
  paths=(--)
  while IFS= read -r path; do
    [ -z "$path" ] || paths+=("$path")
  done <<< "$PATHS"
elif [ -n "${PATHS:-}" ]; then
  # Unquoted on purpose: the paths are split into words and globs are expanded, but nothing in them is run.
  # shellcheck disable=SC2206
  paths=(-- $PATHS)
fi
status=0
said=$("${ARGMAP:-argmap}" diff "$BASE...$HEAD" --format markdown --fail-on "${FAIL_ON:-warning}" \
  --max-fall "${MAX_FALL:-1}" ${paths[@]+"${paths[@]}"}) || status=$?
if [ "$status" -gt 1 ]; then
  exit "$status"
fi
if [ "${#said}" -gt "$most" ]; then
  said="${said:0:most}

…

The comment is too long for GitHub and was cut here. The whole: \`argmap diff $BASE...$HEAD\`"
fi
printf '%s\n%s\n' "$mark" "$said" > "$comment"
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  cat "$comment" >> "$GITHUB_STEP_SUMMARY"
fi
if [ -z "${NUMBER:-}" ]; then
  printf '%s\n' "$said"
  exit "$status"
fi

# A comment of somebody else that begins with the mark is not ours to change.
ours='select(.user.type == "Bot" or (.author_association | IN("OWNER", "MEMBER", "COLLABORATOR")))'
comments="repos/$REPOSITORY/issues/$NUMBER/comments"

post() {
  local id
  id=$(gh api --paginate "$comments" --jq ".[] | select(.body | startswith(\"$mark\")) | $ours | .id" | head -n 1) || return
  if [ -n "$id" ]; then
    gh api --silent --method PATCH "repos/$REPOSITORY/issues/comments/$id" --field "body=@$comment"
  elif [ "${said#*$'\n\n'}" != "No maps have changed." ]; then # all there is below the heading
    gh api --silent --method POST "$comments" --field "body=@$comment"
  fi
}

if ! post; then
  printf '%s\n' "$said"
  echo "argmap: GitHub did not take the comment (does the token have the permission pull-requests: write?)" >&2
fi
exit "$status"
