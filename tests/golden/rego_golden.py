#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""Small Rego programs and exactly what evaluating them prints, igpack as well as the real opa.

usage: rego_golden.py --igpack PATH [CASE...]

rego/{eval,parse}-{okay,fail}-<what>.txtar: the first line has the arguments of `igpack opa-eval` and
`opa eval`, then come the files they are run on, then 'stdout', 'stderr' and 'exit' where they are
not empty or 0. The expected output is opa's ($IGPACK_OPA, on PATH, or where scripts/interop puts it),
which is asked again where it is there; IGPACK_ACCEPT=1 records what it says.
"""
import argparse
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tools"))
from txtar_run import parse_txtar  # pylint: disable=wrong-import-position

EXPECTED = ("stdout", "stderr", "exit")


def find_opa():
    built = pathlib.Path.home() / ".cache/igpack/interop/bin/opa"
    return os.environ.get("IGPACK_OPA") or shutil.which("opa") or (str(built) if built.is_file() else None)


class Case:
    def __init__(self, path):
        self.path = path
        script, files = parse_txtar(path.read_text(encoding="utf-8"))
        self.line = script[0]
        self.files = {name: text for name, text in files if name not in EXPECTED}
        self.want = {name: "" for name in EXPECTED} | {n: t for n, t in files if n in EXPECTED}

    def run(self, command):
        """What a program prints, and its exit status when that is not 0."""
        with tempfile.TemporaryDirectory() as work:
            for name, text in self.files.items():
                target = pathlib.Path(work) / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8")
            done = subprocess.run([*command, *shlex.split(self.line)], cwd=work, capture_output=True, text=True,
                                  env={"PATH": os.environ["PATH"], "HOME": work, "TZ": "UTC"}, timeout=60,
                                  check=False)
        return {"stdout": done.stdout, "stderr": done.stderr,
                "exit": f"{done.returncode}\n" if done.returncode else ""}

    def record(self, got):
        sections = [*self.files.items(), *((name, got[name]) for name in EXPECTED if got[name])]
        self.path.write_text(self.line + "".join(f"-- {n} --\n{t}" for n, t in sections), encoding="utf-8")
        self.want = got

    def holds(self, who, got):
        if ("-okay-" in self.path.stem) == ('"errors"' in got["stdout"] or " occurred:" in got["stderr"]):
            print(f"FAIL {self.path.stem}: {who}: the name says otherwise\n{got['stdout']}{got['stderr']}")
            return False
        for name in EXPECTED:
            if got[name] != self.want[name]:
                print(f"FAIL {self.path.stem}: {who}: {name} is\n{got[name]}\nwant\n{self.want[name]}")
        return got == self.want


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--igpack", required=True, type=os.path.abspath)
    parser.add_argument("cases", nargs="*")
    args = parser.parse_args()
    paths = [HERE / "rego" / f"{name}.txtar" for name in args.cases] or sorted((HERE / "rego").glob("*.txtar"))
    opa = find_opa()
    passed = failed = 0
    for case in map(Case, paths):
        asked = case.run([opa, "eval"]) if opa else None
        if asked and os.environ.get("IGPACK_ACCEPT") == "1":
            case.record(asked)
        good = case.holds("igpack", case.run([args.igpack, "opa-eval"]))
        good = (asked is None or case.holds("opa", asked)) and good
        passed, failed = passed + good, failed + (not good)
    print(f"opa {'agrees where igpack does' if opa else 'is not there: its recorded output was used'}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
