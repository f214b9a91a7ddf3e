#!/bin/sh
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
#
# pack_bench.sh IGPACK [MIB]: igpack pack against GNU tar and sha256sum on one tree, and igpack
# digest against openssl, in one run. Figures are ratios: machines differ, ratios hardly.
set -eu

igpack=$(realpath "$1")
mib=${2:-256}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

mkdir -p pack/opa pack/data
echo 'package a' > pack/opa/a.rego
echo readme > pack/README.md
head -c "$((mib * 1024 * 1024))" /dev/urandom > pack/data/large
i=0
while [ "$i" -lt 200 ]; do
  echo "$i" > "pack/data/small-$i.json"
  i=$((i + 1))
done

cat > old.sh <<'EOF'
LC_ALL=C tar --format=gnu --sort=name --owner=0 --group=0 --numeric-owner --mtime=@315532800 \
  --mode='ug-s,-t,u=rwX,go=rX' --hard-dereference -C pack -cf old.tar ./opa ./data ./README.md
sha256sum old.tar > old.sha256
EOF

"$igpack" pack pack -o new.tar --no-manifest > new.sha256
sh old.sh
cmp old.tar new.tar

hyperfine -N --warmup 1 --min-runs 5 --export-json pack.json \
  "$igpack pack pack -o new.tar --no-manifest" 'sh old.sh'
hyperfine -N --warmup 1 --min-runs 5 --export-json digest.json \
  "$igpack digest new.tar" 'openssl dgst -sha256 new.tar'
jq -r '"pack: \(.results[1].min / .results[0].min * 100 | round / 100) times the speed of tar and sha256sum"' pack.json
jq -r '"digest: \(.results[0].min / .results[1].min * 100 | round / 100) of the time of openssl dgst"' digest.json
