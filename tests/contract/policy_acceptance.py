#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""Asks an engine for every decision in a pack's acceptance/ and compares."""
import argparse
import json
import pathlib
import shutil
import subprocess
import sys

QUERY = '{"allow": data.cos.abac.allow, "reasons": data.cos.abac.reasons}'
CANONICAL = 2  # the first decisions hold without data/ too


def ask(command, pack, with_data, given):
    """The decision as {"allow", "reasons"}, or a complaint."""
    paths = ["-d", pack / "opa", *(["-d", pack / "data"] if with_data else [])]
    run = subprocess.run([*command, QUERY, *paths, "-I", "-f", "values"], input=json.dumps(given),
                         capture_output=True, text=True, timeout=60, check=False)
    if run.returncode != 0:
        return f"exit {run.returncode}: {run.stderr.strip()}"
    return json.loads(run.stdout)[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--igpack", type=pathlib.Path)
    parser.add_argument("--opa", action="store_true", help="ask the opa on PATH instead")
    parser.add_argument("--pack", type=pathlib.Path, required=True)
    args = parser.parse_args()
    if args.opa and not shutil.which("opa"):
        print("skipped: no opa on PATH")
        return 77
    command = ["opa", "eval"] if args.opa else [args.igpack.resolve(), "opa-eval"]
    passed = failed = 0
    for path in sorted((args.pack / "acceptance").glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            case = json.loads(line)
            want = {"allow": case["allow"], "reasons": case["reasons"]}
            for with_data in (True, False) if number <= CANONICAL else (True,):
                got = ask(command, args.pack, with_data, case["input"])
                failed += got != want
                passed += got == want
                if got != want:
                    print(f"{path.name}:{number}: {case['note']}: {got}, want {want}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
