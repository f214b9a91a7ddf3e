#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
# Signing with keys on a software token: every accepted kind of key, every way to give the PIN, and
# refusals. usage: pkcs11_token.sh IGPACK. Exits 77 (skipped) where SoftHSM is not installed.
set -euo pipefail
# shellcheck source=tests/e2e/expect.sh
. "$(dirname "$(realpath "$0")")/expect.sh"

igpack=$(realpath "$1")
module=
for path in /usr/lib/softhsm/libsofthsm2.so /usr/lib64/pkcs11/libsofthsm2.so /usr/lib/*/softhsm/libsofthsm2.so; do
  if [ -z "$module" ] && [ -e "$path" ]; then module=$path; fi
done
for tool in softhsm2-util pkcs11-tool openssl; do
  if [ -z "$module" ] || ! command -v "$tool" >/dev/null; then
    echo "skipped: SoftHSM, pkcs11-tool or openssl is missing (scripts/install-deps test)"
    exit 77
  fi
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir tokens
echo "directories.tokendir = $work/tokens" >softhsm2.conf
export HOME=$work SOFTHSM2_CONF=$work/softhsm2.conf

sign() { # STATUS URI [ARGS]: signs the blob
  local status=$1 uri=$2
  shift 2
  rm -f b.json
  must "$status" "$igpack" sign --key "$uri" --bundle b.json "$@" blob
}

head -c 10240 /dev/urandom >blob
must 0 softhsm2-util --init-token --free --label "my token" --so-pin 12345678 --pin 5678
must 0 softhsm2-util --init-token --free --label spare --so-pin 12345678 --pin 5678

# Keys with their public half as an object of its own, as softhsm2-util imports them.
make_key() { # ID OPENSSL_ARGS...
  local id=$1
  shift
  must 0 openssl genpkey "$@" -out "$id.pem"
  must 0 openssl pkey -in "$id.pem" -pubout -out "$id.pub"
  must 0 softhsm2-util --import "$id.pem" --token "my token" --label "key $id" --id "$id" --pin 5678
}
make_key 01 -algorithm EC -pkeyopt ec_paramgen_curve:P-256
make_key 02 -algorithm EC -pkeyopt ec_paramgen_curve:P-384
make_key 03 -algorithm EC -pkeyopt ec_paramgen_curve:P-521
make_key 04 -algorithm RSA -pkeyopt rsa_keygen_bits:2048
make_key 05 -algorithm RSA -pkeyopt rsa_keygen_bits:3072

token="pkcs11:token=my%20token"
via="module-path=$module"
export IGPACK_PKCS11_PIN=5678
for id in 01 02 03 04 05; do
  sign 0 "$token;id=%$id?$via"
  must 0 "$igpack" verify --key "$id.pub" --bundle b.json blob
  sign 0 "$token;object=key%20$id?$via" --bundle-format cosign
  must 0 "$igpack" verify --key "$id.pub" --bundle b.json blob
  must 1 "$igpack" verify --key "$id.pub" --bundle b.json out
  sign 0 "$token;object=key%20$id;id=%$id?$via" --predicate <(echo '{}') --type vuln
  must 0 "$igpack" verify --key "$id.pub" --bundle b.json --type vuln blob
done

# A certificate beside the key does as well as a public key.
must 0 openssl req -x509 -new -key 01.pem -subj /CN=test -outform DER -out 01.der
must 0 pkcs11-tool --module "$module" --token-label "my token" --login --pin 5678 --delete-object --type pubkey --id 01
sign 3 "$token;id=%01?$via"
says "has neither public key nor certificate"
must 0 pkcs11-tool --module "$module" --token-label "my token" --login --pin 5678 --write-object 01.der --type cert --id 01
sign 0 "$token;id=%01?$via"
must 0 "$igpack" verify --key 01.pub --bundle b.json blob

# Where the PIN comes from.
unset IGPACK_PKCS11_PIN
echo 5678 >pin
sign 0 "$token;id=%04?$via&pin-value=5678"
sign 0 "$token;id=%04?$via&pin-source=$work/pin"
sign 0 "$token;id=%04?$via&pin-source=file://$work/pin"
sign 0 "$token;id=%04?$via" --password-file pin
COSIGN_PKCS11_PIN=5678 sign 0 "$token;id=%04?$via"
COSIGN_PKCS11_MODULE_PATH=$module sign 0 "$token;id=%04?pin-value=5678"
slot=$(softhsm2-util --show-slots | awk '/^Slot/ {slot = $2} /Label: *my token/ {print slot}')
sign 0 "pkcs11:slot-id=$slot;id=%04?$via&pin-value=5678"

# What is wrong is said, and nothing is written.
sign 4 "$token;id=%04?$via&pin-value=0000"
says "the PIN does not open the token"
if setsid true 2>/dev/null; then
  must 2 setsid --wait "$igpack" sign --key "$token;id=%04?$via" --bundle b.json blob
  says "set IGPACK_PKCS11_PIN"
fi
sign 2 "pkcs11:token=other?$via&pin-value=5678"
says "no token fits"
sign 2 "pkcs11:id=%04?$via&pin-value=5678"
says "2 tokens fit"
sign 2 "$token?$via&pin-value=5678"
says "5 keys fit"
sign 2 "$token;id=%09?$via&pin-value=5678"
says "no private key for signing"
libm=$(ldconfig -p 2>/dev/null | awk '/libm\.so\.6/ {path = $NF} END {print path}')
sign 75 "$token;id=%04?module-path=${libm:-$igpack}&pin-value=5678"
says "is no PKCS #11 module"
if [ -e b.json ]; then echo "a refused signature was written" >&2; exit 1; fi
if grep -q 5678 out; then echo "a PIN was printed" >&2; exit 1; fi
echo "5 keys on a token"
echo "$passed passed, 0 failed"
