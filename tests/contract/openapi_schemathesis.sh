#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
# openapi_schemathesis.sh IGPACK: holds contracts/openapi.yaml against the running server.
# Skipped where schemathesis, a Python package, is neither $IGPACK_SCHEMATHESIS nor on PATH.
set -euo pipefail
igpack=$(realpath "$1")
source_dir=$(cd "$(dirname "$0")/../.." && pwd)
schemathesis=${IGPACK_SCHEMATHESIS:-schemathesis}
if ! command -v "$schemathesis" >/dev/null; then
  echo 'skipped: schemathesis is not on PATH, and IGPACK_SCHEMATHESIS does not name it'
  exit 77
fi

work=$(mktemp -d)
server=
cleanup() {
  [ -z "$server" ] || { kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; }
  rm -rf "$work"
}
trap cleanup EXIT
cd "$work"
export XDG_STATE_HOME=$work/state
cp -R "$source_dir/contracts" contracts
[ -e contracts/policy-pack/v0/signing/cosign.bundle.json ] ||
  echo '{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json"}' \
    >contracts/policy-pack/v0/signing/cosign.bundle.json
"$igpack" pack >/dev/null

token=contract-test-token
echo "$token" >tokens
"$igpack" serve --listen 127.0.0.1:0 --port-file port --token-file tokens 2>serve.log &
server=$!
for _ in $(seq 200); do
  [ -s port ] && break
  sleep 0.05
done
if ! [ -s port ]; then
  cat serve.log >&2
  exit 1
fi
port=$(cat port)

# Conditional requests are answered with 304 and 412, which positive_data_acceptance takes for
# refusals of good data.
"$schemathesis" run contracts/openapi.yaml --url "http://127.0.0.1:$port" --checks all \
  --header "Authorization: Bearer $token" \
  --exclude-checks positive_data_acceptance --generation-deterministic --max-examples 40 --no-color
kill "$server"
wait "$server"
server=
echo '1 passed, 0 failed'
