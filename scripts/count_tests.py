#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""Adds up the test cases of Meson's testlog.json files into one line: N passed, N failed[, N skipped].

A test tells its cases by doctest's summary or by a line 'N passed, N failed[, N skipped]'; one that
tells nothing counts as one case. A test that failed without naming a failed case adds one.
"""
import json
import re
import sys

DOCTEST = re.compile(r"test cases:\s*\d+ \|\s*(\d+) passed \|\s*(\d+) failed \|\s*(\d+) skipped")
PLAIN = re.compile(r"^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$", re.M)


def cases(test):
    output = re.sub(r"\x1b\[[0-9;]*m", "", test.get("stdout", "") or "")
    found = DOCTEST.findall(output) or PLAIN.findall(output)[-1:]
    passed, failed, skipped = (sum(int(row[i] or 0) for row in found) for i in range(3))
    result = test["result"]
    if result == "SKIP":
        return 0, 0, skipped or 1
    if result not in ("OK", "EXPECTEDFAIL"):
        return passed, failed or 1, skipped
    return (passed, failed, skipped) if found else (1, 0, 0)


def main():
    total = [0, 0, 0]
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as log:
            for line in log:
                test = json.loads(line)
                counts = cases(test)
                total = [a + b for a, b in zip(total, counts)]
                if test["result"] == "SKIP":
                    why = re.findall(r"^skipped: .*", test.get("stdout", "") or "", re.M)
                    print(f"{test['name']}: {why[-1] if why else 'skipped'}")
    passed, failed, skipped = total
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
