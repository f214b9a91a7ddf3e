#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""Compares type errors with opa's, over generated policies.

usage: types_against_opa.py --igpack IGPACK [--seed N] [--count N] [--show N]

Every generated policy is a package of its own in which nothing but types should be wrong. Both programs must agree on the errors' lines, texts and details. The last line is `N passed,
N failed`. Skipped where there is no opa.
"""
import argparse
import collections
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
CAPABILITIES = HERE.parents[2] / "contracts/rego-capabilities.json"
# opa reports references by way of the package's rules at the line of the module's last one.
PLACELESS = re.compile(r"rego_type_error: (undefined ref: data\.|function data\.)")
NAMES = ["a", "b", "kind", "id"]


def builtins():
    rows = json.loads(CAPABILITIES.read_text(encoding="utf-8"))["builtins"]
    rejected = ("internal.", "rego.", "print", "assign", "walk", "eq")
    return [row for row in rows if not row["name"].startswith(rejected) and not row.get("deprecated")
            and not row.get("infix") and row["arity"] > 0]


class Generator:
    """Writes one policy. `vars` are the variables that are bound so far."""

    def __init__(self, rng, calls):
        self.rng, self.calls, self.vars, self.rules = rng, calls, [], []
        self.functions = ["f"]
        self.fresh, self.iterates = 0, True

    def pick(self, *options):
        return self.rng.choice(options)()

    def name(self):
        self.fresh += 1
        return f"v{self.fresh}"

    def scalar(self):
        return self.rng.choice(["1", "2.5", '"x"', '"a"', "true", "false", "null", "0"])

    def items(self, depth):
        return [self.term(depth - 1) for _ in range(self.rng.randrange(3))]

    def array(self, depth):
        return f"[{', '.join(self.items(depth))}]"

    def set(self, depth):
        return f"{{{', '.join(self.items(depth))}}}" if depth and self.rng.random() < 0.8 else "set()"

    def object(self, depth):
        keys = self.rng.sample(NAMES, self.rng.randrange(3))
        pairs = [f'"{key}": {self.term(depth - 1)}' for key in keys]
        if self.vars and self.rng.random() < 0.2:
            pairs.append(f"{self.rng.choice(self.vars)}: {self.term(depth - 1)}")
        return f"{{{', '.join(pairs)}}}"

    def comprehension(self, depth):
        outer = list(self.vars)
        body = "; ".join(self.statement(depth - 1) for _ in range(self.rng.randrange(1, 3)))
        form = self.rng.choice(["[{0} | {1}]", "{{{0} | {1}}}", '{{"k": {0} | {1}}}', "{{{0}: 1 | {1}}}"])
        head = self.rng.choice(self.vars) if self.vars else self.scalar()
        self.vars = outer
        return form.format(head, body)

    def var(self, depth):
        return self.rng.choice(self.vars) if self.vars else self.scalar()

    def reference(self, depth):
        roots = ["input"] + self.vars + self.rules
        ref = self.rng.choice(roots)
        for _ in range(self.rng.randrange(1, 3)):
            ref += self.rng.choice(['.a', '.b', '["kind"]', '[0]', '[1]', '[_]' if self.iterates else '[2]',
                                    '[true]', f"[{self.var(0)}]"])
        return ref

    def call(self, depth):
        if self.rng.random() < 0.15:
            return f"{self.rng.choice(self.functions)}({self.term(depth - 1)})"
        if self.rng.random() < 0.25:
            return f"({self.term(depth - 1)} {self.rng.choice(['+', '-', '*', '/', '%', '|', '&'])} {self.term(depth - 1)})"
        row = self.rng.choice(self.calls)
        return f"{row['name']}({', '.join(self.term(depth - 1) for _ in range(row['arity']))})"

    def term(self, depth):
        if depth <= 0:
            return self.pick(self.scalar, self.scalar, lambda: self.var(0))
        kinds = [self.array, self.object, self.var, self.var, self.reference, self.reference, self.call,
                 self.set, self.comprehension]
        return self.rng.choice(kinds)(depth)

    def statement(self, depth=2):
        roll = self.rng.random()
        if roll < 0.35:
            value, name = self.term(depth), self.name()
            self.vars.append(name)
            return f"{name} := {value}"
        if roll < 0.5:
            domain, name = self.term(depth), self.name()
            self.vars.append(name)
            return f"some {name} in {domain}"
        if roll < 0.58:
            domain, key, name = self.term(depth), self.name(), self.name()
            self.vars += [key, name]
            return f"some {key}, {name} in {domain}"
        if roll < 0.68:
            value, names = self.rng.choice([self.reference, self.call])(depth), [self.name(), self.name()]
            self.vars += names
            return self.rng.choice(['[{0}, {1}] = {2}', '{{"a": {0}, "b": {1}}} = {2}']).format(*names, value)
        self.iterates = roll >= 0.74  # a wildcard must not be negated
        left, right = self.term(depth), self.term(depth)
        self.iterates = True
        text = f"{left} {self.rng.choice(['==', '!=', '<', '=', 'in'])} {right}"
        if roll < 0.74:
            return f"not {text}"
        if roll < 0.8:
            target = self.rng.choice(["input", "input.a"] + [rule for rule in self.rules if "." in rule])
            return f"{text} with {target} as {self.term(depth - 1)}"
        if roll < 0.84:
            return f"every x in {left} {{ x == {right} }}"
        return text

    def rule(self):
        self.vars = []
        name = f"r{len(self.rules)}"
        head = self.rng.choice(["", "", "contains", "object", "nested", "function"])
        body = "\n".join(f"\t{self.statement()}" for _ in range(self.rng.randrange(1, 4)))
        key = self.rng.choice(self.vars) if self.vars else self.scalar()
        self.vars = []
        if head == "function":
            self.functions.append(f"f{len(self.functions)}")
            return f"{self.functions[-1]}(x) := {key} if {{\n{body}\n}}"
        text = {"contains": f"{name} contains {key}", "object": f"{name}[{key}] := {key}",
                "nested": f"{name}.a[{key}].b := {key}"}.get(head, f"{name} := {key}")
        self.rules.append(self.rng.choice([name, f"data.PACKAGE.{name}"]))
        return f"{text} if {{\n{body}\n}}"

    def constant_rule(self):
        self.vars = []
        name = f"r{len(self.rules)}"
        value = self.rng.choice([self.array, self.object, self.set])(2) if not self.rules else self.term(2)
        self.rules.append(name)
        return f"{name} := {value}"

    def policy(self, package):
        rules = [self.constant_rule() for _ in range(2)]
        rules += ["f(x) := x + 1", *(self.rule() for _ in range(self.rng.randrange(1, 4)))]
        return f"package {package}\n\n" + "\n\n".join(rules).replace("PACKAGE", package) + "\n"


def errors_of(text, folder):
    """The errors by file: lines, texts and details."""
    found = collections.defaultdict(list)
    for part in re.split(r"\n(?=\S)", text.replace(f"{folder}/", "")):
        part = re.sub(r"^\d+ errors? occurred:\s*", "", part)
        match = re.match(r"(p\d+)\.rego:(\d+): (.*)", part, re.S)
        if match:
            row = "" if PLACELESS.match(match[3]) else match[2]
            found[match[1]].append(f"{row}: {match[3].strip()}")
        elif part.strip():
            found["?"].append(part.strip())
    return {name: sorted(list_) for name, list_ in found.items()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--igpack", required=True, type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--show", type=int, default=3)
    options = parser.parse_args()
    interop = pathlib.Path(os.environ.get("IGPACK_INTEROP", pathlib.Path.home() / ".cache/igpack/interop"))
    opa = shutil.which("opa", path=f"{os.environ['PATH']}:{interop / 'bin'}")
    if opa is None:
        print("skipped: no opa\n0 passed, 0 failed, 1 skipped")
        return 77
    calls = builtins()
    policies = {}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(options.count):
            generator = Generator(random.Random(options.seed * 1_000_003 + number), calls)
            name = f"p{number}"
            policies[name] = generator.policy(name)
            pathlib.Path(folder, f"{name}.rego").write_text(policies[name], encoding="utf-8")
        while True:
            theirs = subprocess.run([opa, "check", "-m", "0", folder], capture_output=True, text=True, check=False)
            want = errors_of(theirs.stderr, folder)
            # Types come last: what opa refuses for something else is in the way of all others.
            others = [name for name, errors in want.items() if not all("rego_type_error" in e for e in errors)]
            for name in others:
                del policies[name]
                pathlib.Path(folder, f"{name}.rego").unlink()
            if not others:
                break
        ours = subprocess.run([options.igpack, "opa-eval", "-f", "pretty", "-d", folder, "1"],
                              capture_output=True, text=True, check=False)
        have = errors_of(ours.stderr, folder)
    failed = [name for name in [*policies, "?"] if want.get(name) != have.get(name)]
    for name in failed[:options.show]:
        print(f"--- {name}\n{policies.get(name, '')}\nopa: {want.get(name)}\n\nigpack: {have.get(name)}\n")
    print(f"{sum(len(list_) for list_ in want.values())} errors in {len(want)} of {len(policies)} policies")
    print(f"{len(policies) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
