#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
# chain_bench.sh IGPACK TIMER [ROUNDS]: igpack against the tools it replaces, on the same pack, in
# turn; TIMER is the program of chain_timer.cc.
#   consumer: fetch from a running server, verify, extract, one decision, by one command (fetch
#             --decide) and by two (fetch, opa-eval)
#             against curl, sha256sum, cosign verify-blob, tar and opa eval
#   producer: pack, digest, manifest, sign, verify
#             against GNU tar, sha256sum, jq, cosign sign-blob and verify-blob
# Prints medians and their ratio. The derivation of the signing key from its password (scrypt, slow
# on purpose) is part of both producers and also shown by itself. The old consumer keeps nothing
# through a power failure; igpack does, and waits for the disk. So that it need not write what the
# chain before it left unwritten, each chain starts with a sync that is nobody's time; a TMPDIR in
# memory leaves the disk out altogether. Needs curl, jq, tar and the real cosign-2.2.4 and opa, which
# scripts/interop installs.
set -euo pipefail
igpack=$(realpath "$1")
timer=$(realpath "$2")
rounds=${3:-21}
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
export COSIGN_PASSWORD=bench SOURCE_DATE_EPOCH=315532800 LC_ALL=C
pack=contracts/policy-pack/v0
tar=dist/policy-pack/v0/policy-pack-v0.tar
bundle=$pack/signing/cosign.bundle.json
decision=data.cos.abac.allow
echo '{"subject":{"tenant":"t1","purpose":"investigation"},"resource":{"tenant":"t1","retention_until":"2099-01-01T00:00:00Z"}}' >input.json

"$igpack" sign --generate-key-pair >/dev/null
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out plain.key 2>/dev/null
"$igpack" pack >/dev/null
"$igpack" sign --key cosign.key --bundle "$bundle" "$tar" >/dev/null
"$igpack" serve --listen 127.0.0.1:0 --port-file port >serve.log 2>&1 &
server=$!
for _ in $(seq 100); do [ -s port ] && break; sleep 0.05; done
url=http://127.0.0.1:$(cat port)/v1/policy/packs/policy-pack-v0

cat >one-command <<EOF
- sync -f .
$igpack fetch --key cosign.pub -o one% --decide $decision -i input.json $url > one.decision
EOF
cat >two-commands <<EOF
- sync -f .
$igpack fetch --key cosign.pub -o two% $url
$igpack opa-eval -d two% -i input.json -f raw $decision > two.decision
EOF
# Comparing the digest with the header, for which scripts start sed and cut, is left out.
cat >old-consumer <<EOF
- sync -f .
- mkdir -p old%/pack
curl -sSf -D old%/head -o old%/pack.tar $url
sha256sum old%/pack.tar > old.digest
curl -sSf -o old%/bundle $url/attestation
$cosign verify-blob --insecure-ignore-tlog --key cosign.pub --bundle old%/bundle old%/pack.tar
tar -xf old%/pack.tar -C old%/pack
$opa eval -d old%/pack/opa -d old%/pack/data -i input.json -f raw $decision > old.decision
EOF
cat >new-producer <<EOF
- sync -f .
$igpack pack
$igpack digest $tar
$igpack sign --key cosign.key --bundle $bundle $tar
$igpack verify --key cosign.pub --bundle $bundle $tar
EOF
cat >old-producer <<EOF
- sync -f .
tar --format=gnu --sort=name --owner=0 --group=0 --numeric-owner --mtime=@$SOURCE_DATE_EPOCH --mode=ug-s,-t,u=rwX,go=rX --hard-dereference -C $pack -cf old.tar ./opa ./data ./README.md
sha256sum old.tar > old.digest
jq .digest={algorithm:"sha256",value:"0"} $pack/manifest.json > old.json
$cosign sign-blob --yes --tlog-upload=false --key cosign.key --bundle old.bundle old.tar
$cosign verify-blob --insecure-ignore-tlog --key cosign.pub --bundle old.bundle old.tar
EOF
echo "- sync -f .
$igpack sign --key plain.key --bundle plain.bundle $tar" >plain-sign
echo "- sync -f .
$igpack sign --key cosign.key --bundle plain.bundle $tar" >sealed-sign

"$timer" "$rounds" one-command two-commands old-consumer | tee consumer.times
[ "$(cat one.decision)" = true ] && [ "$(cat two.decision)" = true ] && [ "$(cat old.decision)" = true ]
"$timer" "$rounds" new-producer old-producer plain-sign sealed-sign | tee producer.times

median() { awk -v chain="$1" '$1 == chain {print $2}' consumer.times producer.times; }
report() { # $1: title, $2: microseconds of ours, $3: of the others
  awk -v title="$1" -v ours="$2" -v theirs="$3" \
    'BEGIN {printf "%-34s igpack %8.1f ms   old tools %8.1f ms   %6.1f times\n", title, ours / 1e3, theirs / 1e3, theirs / ours}'
}
scrypt=$(($(median sealed-sign) - $(median plain-sign)))
report "consumer, one command" "$(median one-command)" "$(median old-consumer)"
report "consumer, two commands" "$(median two-commands)" "$(median old-consumer)"
report "producer (pack to verify)" "$(median new-producer)" "$(median old-producer)"
report "producer without key derivation" $(($(median new-producer) - scrypt)) $(($(median old-producer) - scrypt))
awk -v s="$scrypt" 'BEGIN {printf "key derivation (scrypt) alone: %.1f ms; taken off both producers above\n", s / 1e3}'
