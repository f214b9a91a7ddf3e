#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""Packs random trees with igpack and with GNU tar and compares the archives byte for byte."""
import argparse
import hashlib
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

LETTERS = "abcdefghijklmnopqrstuvwxyzABCXYZ0123456789._-+=@,~#%&()[]{}!$ ;:"
BEYOND_ASCII = "äöüßéñçøåðþłžшжщяλπ中文字日本語한글🙂🚀"
MODES = [0o644, 0o600, 0o755, 0o700, 0o444, 0o400, 0o640, 0o4755, 0o2755, 0o6711, 0o666, 0o777, 0o650, 0o601]
DIRECTORY_MODES = [0o755, 0o700, 0o2755, 0o1777, 0o775, 0o3770, 0o711]
SIZES = [0, 0, 1, 2, 511, 512, 513, 1023, 1024, 4096, 10239, 10240, 10241, 70000, 262144, 300001]
EPOCHS = [0, 1, 315532800, 1700000000, 2**31 - 1, 2**31, 2**32, 8**11 - 1]
ENVIRONMENTS = [
    {},
    {"TZ": "Pacific/Apia"},
    {"LC_ALL": "C.UTF-8"},
    {"LC_ALL": "POSIX", "TZ": "UTC-14"},
    {"TAR_OPTIONS": "--format=pax --mtime=now"},
    {"POSIXLY_CORRECT": "1"},
]
FLAGS = ["--format=gnu", "--sort=name", "--owner=0", "--group=0", "--numeric-owner",
         "--mode=ug-s,-t,u=rwX,go=rX", "--hard-dereference"]


class Tree:
    """A random pack; names in one directory never differ in case or Unicode form only."""

    def __init__(self, rng, root):
        self.rng, self.root, self.files, self.directories = rng, root, [], []

    def name(self, taken):
        while True:
            length = self.rng.choice([1, 2, 3, 8, 8, 8, 20, 60, 99, 100, 101, 140, 200, 255])
            alphabet = LETTERS if self.rng.random() < 0.8 else LETTERS + BEYOND_ASCII * 4
            name = "".join(self.rng.choice(alphabet) for _ in range(length))
            while len(name.encode()) > 255:
                name = name[:-1]
            key = name.casefold()
            if name not in (".", "..") and key not in taken and not key.endswith(".rego"):
                taken.add(key)
                return name

    def fill(self, directory, depth):
        taken = set()
        for _ in range(self.rng.choice([0, 1, 2, 3, 4, 6])):
            path = directory / self.name(taken)
            if len(str(path.relative_to(self.root)).encode()) > 3000:
                continue
            if depth > 0 and self.rng.random() < 0.4:
                path.mkdir()
                self.directories.append(path)
                self.fill(path, depth - 1)
            elif self.files and self.rng.random() < 0.1:
                os.link(self.rng.choice(self.files), path)
            else:
                path.write_bytes(self.rng.randbytes(self.rng.choice(SIZES)))
                os.chmod(path, self.rng.choice(MODES))
                when = self.rng.choice([-5, 0, 1.5, 1e9, 1.7e9 + 0.25, 2**33])
                os.utime(path, (when, when))
                self.files.append(path)

    def make(self):
        for part in ("opa", "data"):
            path = self.root / part
            path.mkdir()
            self.directories.append(path)
            self.fill(path, self.rng.choice([1, 2, 3, 9]))
        (self.root / "README.md").write_bytes(self.rng.randbytes(self.rng.choice(SIZES)))
        for path in self.directories:
            os.chmod(path, self.rng.choice(DIRECTORY_MODES) | 0o700)


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def compare(rng, igpack, work):
    """Packs one tree both ways; returns a complaint or None."""
    source, ours, theirs = work / "tree", work / "ours.tar", work / "theirs.tar"
    source.mkdir()
    os.umask(0o022)
    Tree(rng, source).make()
    epoch = str(rng.choice(EPOCHS))
    clean = {k: v for k, v in os.environ.items() if k not in ("TAR_OPTIONS", "POSIXLY_CORRECT", "TZ")}
    os.umask(rng.choice([0o000, 0o022, 0o077]))
    packed = subprocess.run(
        [igpack, "pack", source, "-o", ours, "--no-manifest"], capture_output=True, text=True,
        env={**clean, "SOURCE_DATE_EPOCH": epoch, **rng.choice(ENVIRONMENTS)}, check=False)
    if packed.returncode != 0:
        return f"igpack exits {packed.returncode}: {packed.stderr.strip()}"
    subprocess.run(["tar", *FLAGS, f"--mtime=@{epoch}", "-C", source, "-cf", theirs, "./opa",
                    "./data", "./README.md"], env={**clean, "LC_ALL": "C"}, check=True)
    if ours.read_bytes() != theirs.read_bytes():
        return subprocess.run(["cmp", ours, theirs], capture_output=True, text=True, check=False).stdout
    if packed.stdout != f"sha256:{digest(theirs)}  {ours}\n":
        return f"prints {packed.stdout!r}"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--igpack", required=True, type=pathlib.Path)
    parser.add_argument("--trees", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    version = subprocess.run(["tar", "--version"], capture_output=True, text=True, check=False).stdout
    if "GNU tar" not in version:
        print("skipped: no GNU tar")
        return 77
    failed = 0
    for index in range(args.trees):
        work = pathlib.Path(tempfile.mkdtemp(prefix="identity."))
        complaint = compare(random.Random(f"{args.seed}/{index}"), args.igpack.resolve(), work)
        shutil.rmtree(work)
        if complaint:
            failed += 1
            print(f"tree {index} of seed {args.seed}: {complaint}")
    print(f"{args.trees - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
