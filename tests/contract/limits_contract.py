#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""Limits on what commands are given: exactly the limit is taken, one more is refused."""
import argparse
import datetime
import hashlib
import json
import pathlib
import tempfile

from harness import Igpack, Suite, limit


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

    def holds(self, name, text, most, *args, code=3):
        """The command reads the file `name`, which begins with `text`."""
        for size, exit_code in ((most, 0), (most + 1, code)):
            self.put(name, padded(text, size))
            self.igpack(*args, code=exit_code)

    def repeats(self, option, value, most, *args, message):
        """The command takes the option so many times."""
        self.igpack(*args, *[option, value] * most)
        self.igpack(*args, *[option, value] * (most + 1), code=2)
        if message not in self.igpack.stderr:
            raise AssertionError(self.igpack.stderr)


def test_digest_list(b):
    line = f"{hashlib.sha256(b'x').hexdigest()}  blob\n"
    b.holds("list", line, limit("kDigestListBytes"), "digest", "--check", "list")


def test_manifest(b):
    (b.dir / "pack/opa").mkdir(parents=True)
    b.put("pack/opa/a.rego", "package a\n")
    b.put("pack/manifest.json", '{"name":"p","version":"1"}')
    b.igpack("pack", "pack", "-o", "p.tar")
    text = (b.dir / "pack/manifest.json").read_text()
    b.holds("pack/manifest.json", text, limit("kManifestBytes"), "pack", "pack", "-o", "p.tar")


def test_public_key(b):
    text = (b.dir / "cosign.pub").read_text()
    b.holds("padded.pub", text, limit("kKeyFileBytes"),
            "verify", "--key", "padded.pub", "--bundle", "bundle.json", "blob")


def test_private_key(b):
    text = (b.dir / "cosign.key").read_text()
    b.holds("padded.key", text, limit("kKeyFileBytes"),
            "sign", "--key", "padded.key", "--bundle", "again.json", "blob")


def test_snapshot(b):
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    text = json.dumps({"service": "a", "releaseId": "b", "window": "15m", "collectedAt": now})
    b.holds("snapshot", text, limit("kEvidenceBytes"),
            "evidence-check", "--record", "snapshot", "--evidence-db", "evidence.db")


def test_password(b):
    most = limit("kPasswordBytes")
    b.put("secret", padded("secret", most))
    b.igpack("sign", "--generate-key-pair", "--force", "--password-file", "secret")
    b.holds("secret", "secret", most,
            "sign", "--key", "cosign.key", "--password-file", "secret", "--bundle", "again.json", "blob")


def test_signers(b):
    most = limit("kSigners")
    verify = ["verify", "--bundle", "bundle.json", "blob"]
    b.repeats("--key", "cosign.pub", most, *verify, "--threshold", 1, message=f"{most + 1} signers")
    b.igpack(*verify, "--key", "cosign.pub", "--threshold", most + 1, code=2)


def test_bundles(b):
    b.repeats("--bundle", "bundle.json", limit("kBundles"),
              "verify", "--key", "cosign.pub", "--threshold", 1, "blob", message="too many bundles")


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
