#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""Limits on what commands read: a file of exactly the limit is taken, one byte more is refused."""
import argparse
import datetime
import hashlib
import json
import pathlib
import tempfile

from harness import Igpack, Suite

KIB = 1024
MIB = 1024 * KIB


def padded(text, size):
    """`text` with empty lines behind it."""
    return text + "\n" * (size - len(text.encode()))


class Bench:
    def __init__(self, binary, directory):
        self.dir = pathlib.Path(directory)
        self.igpack = Igpack(binary, directory)
        self.put("blob", "x")
        self.igpack("sign", "--generate-key-pair")
        self.igpack("sign", "--key", "cosign.key", "--bundle", "bundle.json", "blob")

    def put(self, name, text):
        (self.dir / name).write_text(text, encoding="utf-8")

    def holds(self, name, text, limit, *args, refused=3):
        """The command reads the file `name`, which begins with `text`."""
        for size, code in ((limit, 0), (limit + 1, refused)):
            self.put(name, padded(text, size))
            self.igpack(*args, code=code)


def test_digest_list(b):
    line = f"{hashlib.sha256(b'x').hexdigest()}  blob\n"
    b.holds("list", line, 16 * MIB, "digest", "--check", "list")


def test_manifest(b):
    (b.dir / "pack/opa").mkdir(parents=True)
    b.put("pack/opa/a.rego", "package a\n")
    b.put("pack/manifest.json", '{"name":"p","version":"1"}')
    b.igpack("pack", "pack", "-o", "p.tar")
    text = (b.dir / "pack/manifest.json").read_text()
    b.holds("pack/manifest.json", text, 16 * MIB, "pack", "pack", "-o", "p.tar")


def test_public_key(b):
    text = (b.dir / "cosign.pub").read_text()
    b.holds("padded.pub", text, 64 * KIB, "verify", "--key", "padded.pub", "--bundle", "bundle.json", "blob")


def test_private_key(b):
    text = (b.dir / "cosign.key").read_text()
    b.holds("padded.key", text, 64 * KIB, "sign", "--key", "padded.key", "--bundle", "again.json", "blob")


def test_snapshot(b):
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    text = json.dumps({"service": "a", "releaseId": "b", "window": "15m", "collectedAt": now})
    b.holds("snapshot", text, 64 * KIB, "evidence-check", "--record", "snapshot", "--evidence-db", "evidence.db")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--igpack", required=True)
    binary = parser.parse_args().igpack
    suite = Suite()
    for name, function in sorted(globals().items()):
        if name.startswith("test_"):
            with tempfile.TemporaryDirectory() as directory:
                suite.run(name, lambda f=function, d=directory: f(Bench(binary, d)))
    suite.finish()


if __name__ == "__main__":
    main()
