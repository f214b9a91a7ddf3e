#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""Compares the Rego front end with what OPA said about the inputs of its own tests.

usage: front_end.py PROGRAM CORPUS {modules|compile|queries} [--known FILE] [--update]
                    [--show N] [--grep TEXT]

PROGRAM is the rego_front executable, CORPUS the folder with harvest/*.jsonl.gz. Counts separately
whether input is accepted or refused as by OPA, and whether all error codes, rows, columns and
messages are the same. The last line is `N passed, N failed`.

With --known, FILE lists the cases that are known to differ, which may only become fewer: a case
that differs and is not in it fails the run, the others count as skipped. --update takes out of it
what no longer differs, and creates it where there is none.
"""
import argparse
import collections
import gzip
import hashlib
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


def name_of(case):
    """Stays with a case when others come and go."""
    given = {k: case[k] for k in ("src", "query", "modules", "version") if k in case}
    return hashlib.sha256(json.dumps(given, sort_keys=True).encode()).hexdigest()[:12]


class Known:
    """The list of known differences, and the digest of the corpus that it is about."""

    def __init__(self, path, corpus):
        self.path, self.digest = path, hashlib.sha256(corpus.read_bytes()).hexdigest()
        lines = path.read_text(encoding="utf-8").split() if path.is_file() else []
        self.fresh = not lines
        self.applies = self.fresh or lines[0] == self.digest
        self.names = set(lines[1:])

    def finish(self, differing, total, update):
        """Prints the outcome; the exit status."""
        gone = self.names - differing
        if update and self.applies:
            kept = differing if self.fresh else self.names & differing
            self.path.write_text("\n".join([self.digest, *sorted(kept)]) + "\n", encoding="utf-8")
            self.names = kept
        if not self.applies:
            print("this is not the corpus that the list of known differences was made for")
        elif gone:
            print(f"{len(gone)} known differences are gone: run with --update")
        new = differing - self.names if self.applies else set()
        print(f"{total - len(differing)} passed, {len(new)} failed, {len(differing - new)} skipped")
        return 1 if new or total == 0 else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("mode", choices=["modules", "compile", "queries"])
    parser.add_argument("--known", type=pathlib.Path, help="list of known differences")
    parser.add_argument("--update", action="store_true", help="take out of it what is gone")
    parser.add_argument("--show", type=int, default=0, help="print this many differences")
    parser.add_argument("--grep", default="", help="show only differences that mention this")
    parser.add_argument("--kind", default="", help="show only differences of this kind")
    args = parser.parse_args()
    if not (args.corpus / "harvest").is_dir():
        print(f"skipped: no {args.corpus}/harvest\n0 passed, 0 failed, 1 skipped")
        return 77
    path = args.corpus / "harvest" / f"{args.mode}.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        cases = [load(line) for line in file]
    answers = run(args.program, args.mode, cases)
    count = collections.Counter()
    shown, differing = 0, set()
    for case, answer in zip(cases, answers):
        kind = verdict(case, answer)
        count[kind, case["ok"]] += 1
        if kind != "same":
            differing.add(name_of(case))
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
    if args.known:
        return Known(args.known, path).finish(differing, len(cases), args.update)
    passed = sum(n for (kind, _), n in count.items() if kind == "same")
    print(f"{passed} passed, {len(cases) - passed} failed")
    return 0 if passed == len(cases) else 1


if __name__ == "__main__":
    sys.exit(main())
