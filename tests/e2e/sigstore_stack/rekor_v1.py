# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""A transparency log of the first generation, for clients that know no other: entries of the kinds
hashedrekord and dsse, inclusion proofs, signed checkpoints and signed entry timestamps. It keeps its
entries in memory and checks nothing that it is given."""
import base64
import hashlib
import json
import threading
import time

from .keys import b64


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def leaf_hash(data):
    return hashlib.sha256(b"\0" + data).digest()


def split(count):
    """The largest power of two below a count."""
    return 1 << ((count - 1).bit_length() - 1)


def root_of(leaves):
    if len(leaves) == 1:
        return leaves[0]
    left = split(len(leaves))
    return hashlib.sha256(b"\1" + root_of(leaves[:left]) + root_of(leaves[left:])).digest()


def proof_of(index, leaves):
    """The inclusion proof of a leaf, from the leaf upwards (RFC 6962, 2.1.1)."""
    if len(leaves) == 1:
        return []
    left = split(len(leaves))
    if index < left:
        return proof_of(index, leaves[:left]) + [root_of(leaves[left:])]
    return proof_of(index - left, leaves[left:]) + [root_of(leaves[:left])]


def sha256(data):
    return {"algorithm": "sha256", "value": hashlib.sha256(data).hexdigest()}


def body_of(proposed):
    """What the log stores of a proposed entry."""
    spec = proposed["spec"]
    if proposed["kind"] == "dsse":
        content = spec["proposedContent"]
        envelope = json.loads(content["envelope"])
        spec = {"envelopeHash": sha256(content["envelope"].encode()),
                "payloadHash": sha256(base64.b64decode(envelope["payload"])),
                "signatures": [{"signature": one["sig"], "verifier": verifier}
                               for one, verifier in zip(envelope["signatures"], content["verifiers"])]}
    return canonical({"apiVersion": proposed["apiVersion"], "kind": proposed["kind"], "spec": spec})


class RekorV1:
    #: the log's name in checkpoints; a number, as the production log's, follows
    HOST = "rekor-v1.local"
    TREE = 1193050959916656506
    #: entries of earlier trees, so that an entry's index in the log and in its tree differ
    FIRST = 1000

    def __init__(self, key):
        self.key = key
        self.lock = threading.Lock()
        self.bodies = []

    def add(self, proposed):
        """Appends an entry: (its identifier, what the log answers)."""
        with self.lock:
            self.bodies.append(body_of(proposed))
            return self.entry(len(self.bodies) - 1)

    def checkpoint(self, leaves):
        origin = f"{self.HOST} - {self.TREE}"
        text = f"{origin}\n{len(leaves)}\n{b64(root_of(leaves))}\n"
        signature = self.key.log_id[:4] + self.key.sign(text.encode())
        return f"{text}\n\N{EM DASH} {self.HOST} {b64(signature)}\n"

    def entry(self, index):
        leaves = [leaf_hash(body) for body in self.bodies]
        promised = {"body": b64(self.bodies[index]), "integratedTime": int(time.time()),
                    "logID": self.key.log_id.hex(), "logIndex": self.FIRST + index}
        proof = {"logIndex": index, "treeSize": len(leaves), "rootHash": root_of(leaves).hex(),
                 "hashes": [one.hex() for one in proof_of(index, leaves)], "checkpoint": self.checkpoint(leaves)}
        verification = {"signedEntryTimestamp": b64(self.key.sign(canonical(promised))), "inclusionProof": proof}
        identifier = f"{self.TREE:016x}{leaves[index].hex()}"
        return identifier, {identifier: promised | {"verification": verification}}

    def find(self, identifier):
        """The answer about an entry by its identifier, or None."""
        with self.lock:
            for index, body in enumerate(self.bodies):
                if identifier.endswith(leaf_hash(body).hex()):
                    return self.entry(index)[1]
        return None
