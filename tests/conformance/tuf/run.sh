#!/bin/sh
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
# run.sh CLIENT: the public tuf-conformance suite against CLIENT. The suite is expected as a checkout
# in $IGPACK_TUF_CONFORMANCE, its Python packages where $IGPACK_TUF_PYTHON finds them.
set -eu
client=$(realpath "$1")
suite=${IGPACK_TUF_CONFORMANCE:-}
python=${IGPACK_TUF_PYTHON:-python3}
skip() { echo "skipped: $1"; exit 77; }
[ -d "$suite/tuf_conformance" ] || skip 'no tuf-conformance checkout in IGPACK_TUF_CONFORMANCE'
command -v faketime >/dev/null || skip 'faketime is not installed'
"$python" -c 'import tuf, pytest' 2>/dev/null || skip 'the Python packages tuf and pytest are not installed'

report=$(mktemp)
trap 'rm -f "$report"' EXIT
cd "$suite"
status=0
"$python" -m pytest -q -p no:cacheprovider tuf_conformance --entrypoint "$client" >"$report" 2>&1 || status=$?
tail -n 30 "$report"
count() { grep -oE "[0-9]+ $1" "$report" | tail -n 1 | cut -d ' ' -f 1; }
passed=$(count passed)
failed=$(count failed)
echo "${passed:-0} passed, ${failed:-0} failed"
exit $status
