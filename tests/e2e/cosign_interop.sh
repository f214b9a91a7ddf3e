#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
# Signatures and attestations with keys between igpack and the real cosign, in both directions, and
# refusals of both; bundles that igpack converts from one cosign's form to the other's.
# usage: cosign_interop.sh IGPACK. Exits 77 (skipped) where no cosign is installed.
set -euo pipefail
# shellcheck source=tests/e2e/expect.sh
. "$(dirname "$(realpath "$0")")/expect.sh"

igpack=$(realpath "$1")
bin=${IGPACK_INTEROP:-$HOME/.cache/igpack/interop}/bin
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export HOME=$work COSIGN_PASSWORD=secret

# Prints the path of a cosign of the given name, from the interop directory or PATH.
find_cosign() {
  if [ -x "$bin/$1" ]; then echo "$bin/$1"; else command -v "$1" || true; fi
}

flip_byte() { # FILE COPY OFFSET: COPY is FILE with one byte changed
  cp "$1" "$2"
  local byte
  byte=$(od -An -tu1 -j "$3" -N 1 "$2")
  # shellcheck disable=SC2059 # the format is the escape itself
  printf "\\$(printf %03o $((byte ^ 1)))" | dd of="$2" bs=1 seek="$3" conv=notrunc status=none
}

both_directions() { # COSIGN FORMAT SIGN_ARGS...: keys of either tool, bundles of either tool
  local cosign=$1 format=$2 owner
  shift 2
  for owner in cosign igpack; do
    rm -f cosign.key cosign.pub theirs.sig
    if [ "$owner" = cosign ]; then must 0 "$cosign" generate-key-pair; else must 0 "$igpack" sign --generate-key-pair; fi
    must 0 "$cosign" sign-blob --yes --key cosign.key --tlog-upload=false "$@" --bundle theirs.json --output-signature theirs.sig blob
    must 0 "$igpack" verify --key cosign.pub --bundle theirs.json blob
    # cosign 3 writes no bare signature beside a bundle.
    if [ -e theirs.sig ]; then must 0 "$igpack" verify --key cosign.pub --signature theirs.sig blob; fi
    must 0 "$igpack" sign --key cosign.key --bundle ours.json --bundle-format "$format" --output-signature ours.sig blob
    must 0 "$cosign" verify-blob --key cosign.pub --bundle ours.json --insecure-ignore-tlog blob
    must 0 "$cosign" verify-blob --key cosign.pub --signature ours.sig --insecure-ignore-tlog blob
    flip_byte blob changed 5000
    must 1 "$igpack" verify --key cosign.pub --bundle theirs.json changed
    refused "$cosign" verify-blob --key cosign.pub --bundle ours.json --insecure-ignore-tlog changed
    # Another key of the same kind.
    must 1 "$igpack" verify --key other.pub --bundle theirs.json blob
    refused "$cosign" verify-blob --key other.pub --bundle ours.json --insecure-ignore-tlog blob
    # One changed character inside the signature: still base64, no longer this signature.
    sed -E 's/(MEU|MEQ|MEY)(.{30})A/\1\2B/;t;s/(MEU|MEQ|MEY)(.{30})./\1\2A/' theirs.json >changed.json
    must 1 "$igpack" verify --key cosign.pub --bundle changed.json blob
  done
}

attestations() { # COSIGN: statements of either tool, verified by both
  local cosign=$1 predicate=predicate.json type
  must 0 "$cosign" generate-key-pair
  for type in vuln spdxjson cyclonedx slsaprovenance1 https://example.com/type/v1; do
    must 0 "$igpack" sign --key cosign.key --predicate "$predicate" --type "$type" --bundle ours.json blob
    must 0 "$cosign" verify-blob-attestation --key cosign.pub --bundle ours.json --type "$type" --insecure-ignore-tlog blob
    must 0 "$igpack" verify --key cosign.pub --bundle ours.json --type "$type" blob
    refused "$cosign" verify-blob-attestation --key cosign.pub --bundle ours.json --type link --insecure-ignore-tlog blob
    refused "$cosign" verify-blob-attestation --key cosign.pub --bundle ours.json --type "$type" --insecure-ignore-tlog changed
    refused "$cosign" verify-blob-attestation --key other.pub --bundle ours.json --type "$type" --insecure-ignore-tlog blob
  done
  must 0 "$cosign" attest-blob --yes --key cosign.key --predicate "$predicate" --type vuln --tlog-upload=false --use-signing-config=false --bundle theirs.json blob
  must 0 "$igpack" verify --key cosign.pub --bundle theirs.json --type vuln blob
  must 1 "$igpack" verify --key cosign.pub --bundle theirs.json --type spdx blob
  must 1 "$igpack" verify --key cosign.pub --bundle theirs.json changed
  must 1 "$igpack" verify --key other.pub --bundle theirs.json blob
  # What igpack writes about packs itself.
  mkdir -p pack/opa
  echo 'package a' >pack/opa/a.rego
  must 0 "$igpack" pack pack --no-manifest --output pack.tar
  must 0 "$igpack" sign --key cosign.key --sbom --bundle sbom.json pack.tar
  must 0 "$cosign" verify-blob-attestation --key cosign.pub --bundle sbom.json --type spdxjson --insecure-ignore-tlog pack.tar
  must 0 "$igpack" sign --key cosign.key --slsa-provenance --build-type https://ci.example/type --builder-id https://ci.example \
    --source-uri git+https://git.example/x --source-commit 2b4ba8fe79386d40ce27dc5f6cc4161a0f598cc2 --bundle slsa.json pack.tar
  must 0 "$cosign" verify-blob-attestation --key cosign.pub --bundle slsa.json --type slsaprovenance1 --insecure-ignore-tlog pack.tar
}

conversions() { # COSIGN2 COSIGN3: what one wrote is read by the other after conversion
  rm -f cosign.key cosign.pub
  must 0 "$1" generate-key-pair
  must 0 "$1" sign-blob --yes --key cosign.key --tlog-upload=false --bundle old.json blob
  must 0 "$igpack" sign --convert old.json --public-key cosign.pub --bundle new.json blob
  must 0 "$2" verify-blob --key cosign.pub --bundle new.json --insecure-ignore-tlog blob
  must 0 "$2" sign-blob --yes --key cosign.key --tlog-upload=false --use-signing-config=false --bundle new.json blob
  must 0 "$igpack" sign --convert new.json --bundle-format cosign --bundle old.json
  must 0 "$1" verify-blob --key cosign.pub --bundle old.json --insecure-ignore-tlog blob
}

head -c 10240 /dev/urandom >blob
echo '{"scanner": {"result": 1.50}}' >predicate.json
must 0 "$igpack" sign --generate-key-pair
mv cosign.pub other.pub

ran=0
if cosign=$(find_cosign cosign-2.2.4) && [ -n "$cosign" ]; then
  both_directions "$cosign" cosign
  ran=$((ran + 1))
fi
if cosign=$(find_cosign cosign-3.1.3) && [ -n "$cosign" ]; then
  both_directions "$cosign" sigstore --use-signing-config=false
  rm -f cosign.key cosign.pub
  attestations "$cosign"
  ran=$((ran + 1))
fi
if [ "$ran" -eq 2 ]; then conversions "$(find_cosign cosign-2.2.4)" "$(find_cosign cosign-3.1.3)"; fi
if [ "$ran" -eq 0 ]; then
  echo "skipped: no cosign in $bin or on PATH (scripts/interop --install builds them)"
  exit 77
fi
echo "$ran cosign version(s), both directions"
echo "$passed passed, 0 failed"
