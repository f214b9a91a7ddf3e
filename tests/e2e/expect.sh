# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
# What the scripts of this folder share: commands with the exit status that they must have. The
# output of the last one is in the file out, and how many did as they must in $passed.

passed=0

# must STATUS COMMAND...: the command exits with exactly STATUS.
must() {
  local want=$1 got=0
  shift
  "$@" >out 2>&1 || got=$?
  if [ "$got" -ne "$want" ]; then
    echo "exit $got instead of $want: $*" >&2
    cat out >&2
    exit 1
  fi
  passed=$((passed + 1))
}

# refused COMMAND...: the command fails in whatever way.
refused() {
  if "$@" >out 2>&1; then
    echo "accepted: $*" >&2
    exit 1
  fi
  passed=$((passed + 1))
}

# says TEXT: the last command printed it.
says() {
  grep -qF -- "$1" out || { echo "no '$1' in:" >&2; cat out >&2; exit 1; }
}
