# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""A certificate transparency log that promises and keeps nothing: it signs a timestamp (RFC 6962,
3.2) for every precertificate. Verifiers look at the promise alone."""
import base64
import hashlib
import struct
import time

from .keys import b64

POISON = bytes.fromhex("060a2b06010401d679020403")  # OID 1.3.6.1.4.1.11129.2.4.3


def read(der, at=0):
    """The element at an offset: (its end, the offset of its content)."""
    length, content = der[at + 1], at + 2
    if length >= 0x80:
        content += length & 0x7F
        length = int.from_bytes(der[at + 2:content], "big")
    return content + length, content


def elements(der):
    """The elements inside of an element, each whole."""
    end, at = read(der)
    out = []
    while at < end:
        following, _ = read(der, at)
        out.append(der[at:following])
        at = following
    return out


def wrap(tag, content):
    length = len(content)
    if length < 0x80:
        return bytes([tag, length]) + content
    size = (length.bit_length() + 7) // 8
    return bytes([tag, 0x80 | size]) + length.to_bytes(size, "big") + content


def without_poison(certificate):
    """The TBSCertificate that the final certificate will have, without its timestamps."""
    *fields, explicit = elements(elements(certificate)[0])
    extensions = [one for one in elements(elements(explicit)[0]) if elements(one)[0] != POISON]
    return wrap(0x30, b"".join(fields) + wrap(0xA3, wrap(0x30, b"".join(extensions))))


def public_key_of(certificate):
    return elements(elements(certificate)[0])[6]


class CtLog:
    def __init__(self, key):
        self.key = key

    def add_pre_chain(self, request):
        precertificate, issuer = (base64.b64decode(one) for one in request["chain"][:2])
        tbs = without_poison(precertificate)
        milliseconds = int(time.time() * 1000)
        signed = (struct.pack(">BBQH", 0, 0, milliseconds, 1) + hashlib.sha256(public_key_of(issuer)).digest()
                  + len(tbs).to_bytes(3, "big") + tbs + b"\0\0")
        signature = self.key.sign(signed)
        return {"sct_version": 0, "id": b64(self.key.log_id), "timestamp": milliseconds, "extensions": "",
                "signature": b64(struct.pack(">BBH", 4, 3, len(signature)) + signature)}
