#!/bin/sh
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
# Every help text: on stdout only, not empty, at most 80 columns; an unknown option is a usage error.
set -eu
igpack=$1
failed=0
for command in '' pack digest sign verify serve fetch opa-eval evidence-check; do
  # shellcheck disable=SC2086 # the empty command stands for igpack itself
  text=$("$igpack" $command --help 2>/tmp/igpack-help-stderr.$$) || failed=1
  [ -n "$text" ] || { echo "'$command --help' prints nothing"; failed=1; }
  [ ! -s /tmp/igpack-help-stderr.$$ ] || { echo "'$command --help' writes to stderr"; failed=1; }
  printf '%s\n' "$text" | awk -v c="$command" 'length($0) > 80 {print c ": " length($0) " columns: " $0; bad = 1} END {exit bad}' || failed=1
  # shellcheck disable=SC2086
  if "$igpack" $command --no-such-option >/dev/null 2>&1; then echo "'$command' accepts anything"; failed=1; fi
done
rm -f /tmp/igpack-help-stderr.$$
if [ "$failed" = 0 ]; then echo '1 passed, 0 failed'; else echo '0 passed, 1 failed'; exit 1; fi
