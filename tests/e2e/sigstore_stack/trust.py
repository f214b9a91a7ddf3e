# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""The two documents that clients of the stack are configured with."""
import hashlib

from .keys import b64, pem_certificates

#: everything in the stack is younger
VALID = {"start": "2024-01-01T00:00:00Z"}
REKOR_V2_HOST = "rekor-v2.local"


def log(url, key, details, log_id=None):
    return {"baseUrl": url, "hashAlgorithm": "SHA2_256",
            "publicKey": {"rawBytes": b64(key.spki), "keyDetails": details, "validFor": VALID},
            "logId": {"keyId": b64(log_id or key.log_id)}}


def authority(url, pem):
    return {"subject": {"organization": "igpack", "commonName": "stack"}, "uri": url, "validFor": VALID,
            "certChain": {"certificates": [{"rawBytes": b64(one)} for one in pem_certificates(pem)]}}


def ed25519_log_id(key, origin):
    """What a log is called whose checkpoints are signed notes with an Ed25519 key."""
    return hashlib.sha256(origin.encode() + b"\n\1" + key.spki[-32:]).digest()


def trusted_root(stack):
    p256 = "PKIX_ECDSA_P256_SHA_256"
    return {
        "mediaType": "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
        "tlogs": [
            log(f"https://{stack.rekor_v1.HOST}", stack.rekor_v1.key, p256),
            log(f"https://{REKOR_V2_HOST}", stack.rekor_v2_key, "PKIX_ED25519",
                ed25519_log_id(stack.rekor_v2_key, REKOR_V2_HOST)),
        ],
        "certificateAuthorities": [authority(stack.fulcio_url, stack.fulcio_chain)],
        "ctlogs": [log(f"{stack.site.url}/ctlog", stack.ct_log.key, p256)],
        "timestampAuthorities": [authority(stack.tsa_url, stack.tsa_chain)],
    }


def signing_config(stack, rekor_version):
    """A log of the second generation brings no trusted time: a timestamp authority does."""
    def service(url, version=1):
        return {"url": url, "majorApiVersion": version, "validFor": VALID, "operator": "igpack.test"}
    rekor = {1: stack.site.url, 2: stack.rekor_v2_url}[rekor_version]
    return {
        "mediaType": "application/vnd.dev.sigstore.signingconfig.v0.2+json",
        "caUrls": [service(stack.fulcio_url)],
        "oidcUrls": [service(stack.issuer.email_issuer)],
        "rekorTlogUrls": [service(rekor, rekor_version)],
        "rekorTlogConfig": {"selector": "ANY"},
        "tsaUrls": [service(stack.tsa_url)],
        "tsaConfig": {"selector": "ANY"},
    }
