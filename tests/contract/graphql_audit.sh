#!/bin/sh
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
# Runs the audits of graphql-http (GraphQL over HTTP) against the real server. Skipped without Node
# and the packages `graphql` and `graphql-http` below $IGPACK_NODE_MODULES.
#
# usage: graphql_audit.sh IGPACK
set -eu

igpack=$1
modules=${IGPACK_NODE_MODULES:-$HOME/.cache/igpack/interop/node/node_modules}
if ! command -v node >/dev/null || [ ! -d "$modules/graphql-http" ]; then
  echo "graphql-http is not installed below $modules"
  exit 77
fi

work=$(mktemp -d)
"$igpack" serve --listen 127.0.0.1:0 --port-file "$work/port" --evidence-db "$work/evidence.db" \
  >"$work/log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
tries=0
while [ ! -s "$work/port" ]; do
  tries=$((tries + 1))
  [ "$tries" -lt 200 ] || { cat "$work/log"; exit 1; }
  sleep 0.05
done

NODE_PATH=$modules URL="http://127.0.0.1:$(cat "$work/port")/graphql" node - <<'SCRIPT'
const { auditServer } = require('graphql-http');
auditServer({ url: process.env.URL }).then((results) => {
  const bad = results.filter((result) => result.status !== 'ok');
  for (const result of bad) console.log(`FAIL ${result.id} ${result.name}: ${result.reason}`);
  console.log(`${results.length - bad.length} passed, ${bad.length} failed`);
  process.exit(bad.length ? 1 : 0);
});
SCRIPT
