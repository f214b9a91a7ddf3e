#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""Compares the Rego front end with what OPA said about the inputs of its own tests.

usage: front_end.py PROGRAM CORPUS {modules|compile|queries} [--show N] [--grep TEXT]

PROGRAM is the rego_front executable, CORPUS the folder with harvest/*.jsonl.gz. Counts separately
whether input is accepted or refused as by OPA, and whether all error codes, rows, columns and
messages are the same. The last line is `N passed, N failed`.
"""
import argparse
import collections
import gzip
import json
import pathlib
import subprocess
import sys


def error_keys(errors):
    """Errors as a sorted list; the order of equal places is not part of the contract."""
    return sorted((e["code"].replace("other", ""), e.get("row", 0), e.get("col", 0), e["message"]) for e in errors)


def verdict(case, answer):
    if case["ok"] != answer["ok"]:
        return "verdict"
    if not case["ok"] and error_keys(case["errors"]) != error_keys(answer["errors"]):
        return "errors"
    if "ast" in case and case["ok"]:
        if "ast" not in answer:
            return "no ast"
        if case["ast"] != load(answer["ast"]):
            return "ast"
    return "same"


def load(line):
    """Numbers stay as written, so that 1.0 and 1e400 compare by their text."""
    return json.loads(line, parse_float=lambda text: f"number {text}")


def run(program, mode, cases):
    wanted = ("src", "query", "modules", "version")
    lines = "".join(json.dumps({k: c[k] for k in wanted if k in c}) + "\n" for c in cases)
    done = subprocess.run([program, mode], input=lines, capture_output=True, text=True, check=False)
    answers = [load(line) for line in done.stdout.split("\n")[:-1]]
    if len(answers) != len(cases):
        sys.exit(f"{program} stopped at case {len(answers)} ({done.returncode}): {done.stderr}\n"
                 f"{json.dumps(cases[len(answers)])[:2000]}")
    return answers


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("mode", choices=["modules", "compile", "queries"])
    parser.add_argument("--show", type=int, default=0, help="print this many differences")
    parser.add_argument("--grep", default="", help="show only differences that mention this")
    parser.add_argument("--kind", default="", help="show only differences of this kind")
    args = parser.parse_args()
    path = args.corpus / "harvest" / f"{args.mode}.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        cases = [load(line) for line in file]
    answers = run(args.program, args.mode, cases)
    count = collections.Counter()
    shown = 0
    for case, answer in zip(cases, answers):
        kind = verdict(case, answer)
        count[kind, case["ok"]] += 1
        if kind == "same" or shown >= args.show or args.kind and args.kind != kind:
            continue
        text = json.dumps([case.get("errors"), answer["errors"]])
        if args.grep in text:
            shown += 1
            source = case.get("src") or case.get("query") or "\n--\n".join(case["modules"])
            print(f"--- {kind} ({case['version']})\n{source[:1200]}\nwant {case.get('errors')}\n"
                  f"have {answer['errors']}")
            if kind == "ast":
                print(f"want {json.dumps(case['ast'])}\nhave {answer['ast']}")
    for (kind, ok), n in sorted(count.items()):
        print(f"{args.mode}: OPA {'accepts' if ok else 'refuses'}, {kind}: {n}")
    passed = sum(n for (kind, _), n in count.items() if kind == "same")
    print(f"{passed} passed, {len(cases) - passed} failed")


if __name__ == "__main__":
    main()
