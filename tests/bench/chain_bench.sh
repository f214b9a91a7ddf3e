#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
# chain_bench.sh IGPACK [ROUNDS]: igpack against the tools it replaces, on the same pack, in turn.
#   consumer: fetch from a running server, verify, extract, one decision
#             against curl, sha256sum, cosign verify-blob, tar and opa eval
#   producer: pack, digest, manifest, sign, verify
#             against GNU tar, sha256sum, jq, cosign sign-blob and verify-blob
# Prints medians in milliseconds and their ratio. The derivation of the signing key from its
# password (scrypt, slow on purpose) is part of both producers and also shown by itself. Needs curl,
# jq, tar and the real cosign-2.2.4 and opa, which scripts/interop installs.
set -euo pipefail
igpack=$(realpath "$1")
rounds=${2:-21}
source_dir=$(cd "$(dirname "$0")/../.." && pwd)
PATH=$PATH:${IGPACK_INTEROP:-$HOME/.cache/igpack/interop}/bin
cosign=$(command -v cosign-2.2.4)
opa=$(command -v opa)

work=$(mktemp -d)
server=
cleanup() {
  [ -z "$server" ] || { kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; }
  rm -rf "$work"
}
trap cleanup EXIT
cd "$work"
mkdir contracts
cp -R "$source_dir/contracts/policy-pack" contracts/
export COSIGN_PASSWORD=bench SOURCE_DATE_EPOCH=315532800
tar=dist/policy-pack/v0/policy-pack-v0.tar
bundle=contracts/policy-pack/v0/signing/cosign.bundle.json
decision=data.cos.abac.allow
echo '{"subject":{"tenant":"t1","purpose":"investigation"},"resource":{"tenant":"t1","retention_until":"2099-01-01T00:00:00Z"}}' >input.json

# The old tools' output goes to old.log, which is shown when one of them fails.
set -E
trap 'tail -5 old.log >&2' ERR
new_producer() {
  "$igpack" pack
  "$igpack" digest "$tar"
  "$igpack" sign --key cosign.key --bundle "$bundle" "$tar"
  "$igpack" verify --key cosign.pub --bundle "$bundle" "$tar"
} >/dev/null

old_producer() {
  LC_ALL=C tar --format=gnu --sort=name --owner=0 --group=0 --numeric-owner --mtime=@$SOURCE_DATE_EPOCH \
    --mode='ug-s,-t,u=rwX,go=rX' --hard-dereference -C contracts/policy-pack/v0 -cf old.tar ./opa ./data ./README.md
  local digest
  digest=$(sha256sum old.tar | cut -d' ' -f1)
  jq --arg d "$digest" '.digest = {algorithm: "sha256", value: $d}' contracts/policy-pack/v0/manifest.json >old.json
  "$cosign" sign-blob --yes --tlog-upload=false --key cosign.key --bundle old.bundle old.tar
  "$cosign" verify-blob --insecure-ignore-tlog --key cosign.pub --bundle old.bundle old.tar
} >>old.log 2>&1

new_consumer() {
  rm -rf new
  "$igpack" fetch --key cosign.pub -o new "$url"
  [ "$("$igpack" opa-eval -d new -i input.json -f raw $decision)" = true ]
} >/dev/null

old_consumer() {
  rm -rf old
  mkdir old
  curl -sSf -D old/head -o old/pack.tar "$url"
  [ "$(sha256sum old/pack.tar | cut -d' ' -f1)" = "$(sed -n 's/^Digest: sha-256=\([0-9a-f]*\).*/\1/pI' old/head)" ]
  curl -sSf -o old/bundle "$url/attestation"
  "$cosign" verify-blob --insecure-ignore-tlog --key cosign.pub --bundle old/bundle old/pack.tar
  mkdir old/pack
  tar -xf old/pack.tar -C old/pack
  [ "$("$opa" eval -d old/pack/opa -d old/pack/data -i input.json -f raw $decision)" = true ]
} >>old.log 2>&1

plain_sign() { "$igpack" sign --key plain.key --bundle plain.bundle "$tar" >/dev/null; }
sealed_sign() { "$igpack" sign --key cosign.key --bundle plain.bundle "$tar" >/dev/null; }

# Runs the functions in turn, each $rounds times after one unmeasured run; leaves their medians, in
# microseconds, in median[name].
declare -A median
measure() {
  local name round start times
  for name in "$@"; do
    "$name"
    : >"times.$name"
  done
  for ((round = 0; round < rounds; round++)); do
    for name in "$@"; do
      start=${EPOCHREALTIME/./}
      "$name"
      echo $((${EPOCHREALTIME/./} - start)) >>"times.$name"
    done
  done
  for name in "$@"; do
    mapfile -t times < <(sort -n "times.$name")
    median[$name]=${times[rounds / 2]}
  done
}

report() { # $1: title, $2: microseconds of ours, $3: of the others
  awk -v title="$1" -v ours="$2" -v theirs="$3" \
    'BEGIN {printf "%-34s igpack %8.1f ms   old tools %8.1f ms   %6.1f times\n", title, ours / 1e3, theirs / 1e3, theirs / ours}'
}

"$igpack" sign --generate-key-pair >/dev/null
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out plain.key 2>/dev/null
new_producer
"$igpack" serve --listen 127.0.0.1:0 --port-file port >serve.log 2>&1 &
server=$!
for _ in $(seq 100); do [ -s port ] && break; sleep 0.05; done
url=http://127.0.0.1:$(cat port)/v1/policy/packs/policy-pack-v0

measure new_consumer old_consumer
measure new_producer old_producer plain_sign sealed_sign
scrypt=$((median[sealed_sign] - median[plain_sign]))
report "consumer (fetch and decide)" "${median[new_consumer]}" "${median[old_consumer]}"
report "producer (pack to verify)" "${median[new_producer]}" "${median[old_producer]}"
report "producer without key derivation" $((median[new_producer] - scrypt)) $((median[old_producer] - scrypt))
awk -v s="$scrypt" 'BEGIN {printf "key derivation (scrypt) alone: %.1f ms; taken off both producers above\n", s / 1e3}'
