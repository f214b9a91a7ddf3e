#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""Replays recorded `opa eval` runs with `igpack opa-eval` and compares stdout bytes and exit code.

The corpus (opa-cli) lies outside of the repository; without it the test is skipped (exit 77). Cases
named in opa_cli_passing.txt must pass; the list may only grow (--update rewrites it).
"""

import argparse
import difflib
import os
import pathlib
import re
import subprocess
import sys

SKIPPED = 77
SECONDS_PER_CASE = 10
HERE = pathlib.Path(__file__).resolve().parent
PASSING = HERE / "opa_cli_passing.txt"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--igpack", required=True, type=pathlib.Path)
    parser.add_argument("--only", help="run this case alone and show how it differs")
    parser.add_argument("--list-failed", action="store_true")
    parser.add_argument("--update", action="store_true", help="rewrite the passing list")
    return parser.parse_args()


def run_case(igpack, corpus, name):
    """Returns None when the case passes, else a description of the difference."""
    cases = corpus / "cases"
    command = (cases / f"{name}.cmd").read_text()
    command = re.sub(r"^opa eval\b", f"'{igpack}' opa-eval", command)
    try:
        run = subprocess.run(
            ["bash", "-c", command],
            cwd=corpus / "fixtures",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS_PER_CASE,
            env={"PATH": os.environ["PATH"], "TZ": "UTC", "LC_ALL": "C.UTF-8"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"no answer within {SECONDS_PER_CASE} s"
    want_code = int((cases / f"{name}.rc").read_text())
    want_out = (cases / f"{name}.stdout").read_bytes()
    if run.returncode == want_code and run.stdout == want_out:
        return None
    report = [f"exit {run.returncode}, want {want_code}"]
    report += difflib.unified_diff(
        want_out.decode(errors="replace").splitlines(),
        run.stdout.decode(errors="replace").splitlines(),
        "opa",
        "igpack",
        lineterm="",
    )
    report.append("stderr: " + run.stderr.decode(errors="replace")[:1000])
    return "\n".join(report)


def main():
    options = arguments()
    igpack = options.igpack.resolve()
    root = pathlib.Path(os.environ.get("IGPACK_CORPORA", HERE.parents[2] / ".." / "shared" / "corpora"))
    corpus = root.resolve() / "opa-cli"
    if not corpus.is_dir():
        print(f"skipped: no corpus at {corpus}")
        return SKIPPED
    names = sorted(path.stem for path in (corpus / "cases").glob("*.cmd"))
    if options.only:
        difference = run_case(igpack, corpus, options.only)
        print("passed" if difference is None else difference)
        return 0 if difference is None else 1

    passed, failed = [], []
    for name in names:
        (failed if run_case(igpack, corpus, name) else passed).append(name)
    if options.list_failed:
        print("\n".join(failed))
    listed = PASSING.read_text().split() if PASSING.exists() else []
    lost = sorted(set(listed) & set(failed))
    for name in lost:
        print(f"LOST {name}: it is in {PASSING.name} and fails now")
    if options.update:
        PASSING.write_text("".join(f"{name}\n" for name in sorted(set(listed) | set(passed))))
    print(f"{len(listed)} runs must pass; those that never did count as skipped")
    print(f"{len(passed)} passed, {len(lost)} failed, {len(failed) - len(lost)} skipped")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
