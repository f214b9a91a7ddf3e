#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""Compares the answers of builtins with opa's, over generated operands.

usage: builtins_against_opa.py --igpack IGPACK [--seed N] [--count N] [--show N]

Both programs evaluate one policy for each family of builtins; an error is the absence of an answer.
The last line is `N passed, N failed`. Skipped where there is no opa.
"""
import argparse
import base64
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
CERTIFICATES = HERE.parents[1] / "unit/rego/builtins/x509_certificates.h"
TYPES = ["array", "boolean", "integer", "number", "null", "object", "string"]
TEXTS = ["", "a", "abc", "é", "true", "null", "1e3", "0x1F", "2001-01-01", "1:30", "- a", "a: b", "#a", "a\nb\n",
         " a", "a\tb", "1.2.3.4", "a@b.c", "<&>", "it's"]
DATA = {"a": "x<y", "b": {"c": "é", "d": None, "e": [1, 2.5, "z"]}, "n": 5, "t": True, "l": ["p", None, ["r"]],
        "m": {"k2": "v2", "k1": 1}}


class Operands:
    """Operands of each family, from one generator of numbers."""

    def __init__(self, rng):
        self.rng = rng
        der = re.findall(r'=\s*((?:"[^"]*"\s*)+);', CERTIFICATES.read_text(encoding="utf-8"))
        self.certificates = [base64.b64decode("".join(re.findall(r'"([^"]*)"', text))) for text in der]

    def one(self, *options):
        return self.rng.choice(options)

    def often(self, chance):
        return self.rng.random() < chance

    def document(self, depth=0):
        if depth > 2 or self.often(0.5):
            return self.one(*TEXTS, 0, 1, 2.5, -1, 1e21, True, False, None)
        if self.often(0.5):
            return [self.document(depth + 1) for _ in range(self.rng.randrange(4))]
        return {self.one("a", "b", "c1", "c10", *TEXTS): self.document(depth + 1) for _ in range(self.rng.randrange(4))}

    def schema(self, depth=0):
        out = {}
        keywords = {
            "type": lambda: self.one(*TYPES, ["string", "null"]), "minimum": lambda: self.one(0, 1, 2.5),
            "exclusiveMaximum": lambda: self.one(1, 2, True), "multipleOf": lambda: self.one(2, 0.5),
            "maxLength": lambda: self.rng.randrange(3), "minItems": lambda: self.rng.randrange(3),
            "pattern": lambda: self.one("^a", "[0-9]"), "format": lambda: self.one("ipv4", "date", "email", "uri"),
            "enum": lambda: [self.document(2), self.document(2)], "const": lambda: self.document(2),
            "required": lambda: ["a"], "uniqueItems": lambda: True, "$ref": lambda: "#/definitions/x",
        }
        nested = {
            "properties": lambda: {self.one("a", "b"): self.schema(depth + 1)},
            "additionalProperties": lambda: self.one(False, self.schema(depth + 1)),
            "items": lambda: self.one(self.schema(depth + 1), [self.schema(depth + 1)]),
            "anyOf": lambda: [self.schema(depth + 1), self.schema(depth + 1)],
            "oneOf": lambda: [self.schema(depth + 1)], "not": lambda: self.schema(depth + 1),
            "contains": lambda: self.schema(depth + 1), "propertyNames": lambda: self.schema(depth + 1),
            "dependencies": lambda: {"a": self.one(["b"], self.schema(depth + 1))},
        }
        for key, make in {**keywords, **(nested if depth < 3 else {})}.items():
            if self.often(0.1):
                out[key] = make()
        if depth == 0:
            out["definitions"] = {"x": {"type": "string"}}
        return out

    def json_match_schema(self):
        return [json.dumps(self.document()), json.dumps(self.schema())]

    def regex_globs_match(self):
        parts = ["a", "b", ".", "[ab]", "[b-d]", "\\.", "a*", "b+", ".*", "[a-c]*", "[", "-"]
        return ["".join(self.one(*parts) for _ in range(self.rng.randrange(7))) for _ in range(2)]

    def operand(self, depth):
        if depth < 2 and self.often(0.2):
            return f"({self.pipeline(depth + 1)})"
        return self.one(".a", ".b.c", ".b.d", ".b.e", ".n", ".l", ".m.k1", ".nope", "$", '"s"', "1", "2.5", "true", "nil")

    def pipeline(self, depth=0):
        function = self.one("len", "not", "index", "slice", "eq", "lt", "and", "or", "print", "html", "js", "printf \"%v|%d\"")
        words = [self.operand(depth) for _ in range(self.rng.randrange(3))]
        return self.one(self.operand(depth), " ".join([function, *words]), f"{self.operand(depth)} | {function}")

    def action(self, depth=0):
        shape = self.rng.randrange(6 if depth < 3 else 2)
        if shape < 2:
            return "{{" + self.one("", "- ") + self.pipeline() + self.one("", " -") + "}}"
        word = ["if", "with", "range", "range $i, $x :="][shape - 2]
        end = self.one("", "{{else}}n") + "{{end}}"
        return "{{" + f"{word} {self.pipeline()}" + "}}" + self.template(depth + 1) + end

    def template(self, depth=0):
        return "".join(self.one("text", " ", "\n", self.action(depth)) for _ in range(self.rng.randrange(1, 4)))

    def strings_render_template(self):
        return [self.template(), DATA]

    def yaml_marshal(self):
        return [self.document()]

    def providers_aws_sign_req(self):
        request = {"method": self.one("get", "PUT"), "url": f"https://example.com/{self.one(*TEXTS)}?{self.one('', 'a=b')}",
                   "headers": {"X-A": self.one(*TEXTS), "User-Agent": "u"}, "body": self.document()}
        config = {"aws_service": self.one("s3", "ec2"), "aws_access_key": "A", "aws_secret_access_key": "S",
                  "aws_region": "r", "disable_payload_signing": self.one(True, False)}
        return [request, config, self.one(0, 1700000000000000000)]

    def crypto_x509_parse_certificates(self):
        der = bytearray(self.rng.choice(self.certificates))
        for _ in range(self.rng.randrange(3)):
            der[self.rng.randrange(len(der))] = self.one(0, 1, 0x7F, 0x80, 0xFF, self.rng.randrange(256))
        return [base64.b64encode(der).decode()]


FAMILIES = {"json.match_schema": 2, "regex.globs_match": 2, "strings.render_template": 2, "yaml.marshal": 1,
            "providers.aws.sign_req": 3, "crypto.x509.parse_certificates": 1}


def answers(program, folder, builtin, arity):
    """The answer to each case by its number, as JSON text."""
    operands = ", ".join(f"case[{i}]" for i in range(arity))
    policy = f"package p\n\nanswers[i] := v if {{\n\tsome i, case in input\n\tv := {builtin}({operands})\n}}\n"
    pathlib.Path(folder, "p.rego").write_text(policy, encoding="utf-8")
    command = [*program, "-f", "json", "-d", f"{folder}/p.rego", "-i", f"{folder}/input.json", "data.p.answers"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    result = json.loads(ran.stdout, parse_int=str, parse_float=str)
    if "result" not in result:
        sys.exit(f"{builtin}: {ran.stdout}{ran.stderr}")
    return result["result"][0]["expressions"][0]["value"]


def in_order(builtin, answer):
    """OPA lists what it finds in properties in no fixed order."""
    if builtin != "json.match_schema" or answer is None:
        return answer
    return [answer[0], sorted(json.dumps(finding, sort_keys=True) for finding in answer[1])]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--igpack", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=500, help="cases of each family")
    parser.add_argument("--show", type=int, default=3)
    options = parser.parse_args()
    interop = pathlib.Path(os.environ.get("IGPACK_INTEROP", pathlib.Path.home() / ".cache/igpack/interop"))
    opa = os.environ.get("IGPACK_OPA") or shutil.which("opa", path=f"{os.environ['PATH']}:{interop / 'bin'}")
    if opa is None:
        print("skipped: no opa\n0 passed, 0 failed, 1 skipped")
        return 77
    make = Operands(random.Random(options.seed))
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for builtin, arity in FAMILIES.items():
            cases = [getattr(make, builtin.replace(".", "_"))() for _ in range(options.count)]
            pathlib.Path(folder, "input.json").write_text(json.dumps(cases), encoding="utf-8")
            want = answers([opa, "eval"], folder, builtin, arity)
            have = answers([options.igpack, "opa-eval"], folder, builtin, arity)
            different = [i for i in range(len(cases)) if in_order(builtin, want.get(str(i))) != in_order(builtin, have.get(str(i)))]
            for i in different[:options.show]:
                print(f"--- {builtin} {json.dumps(cases[i])}\nopa: {want.get(str(i))}\nigpack: {have.get(str(i))}\n")
            print(f"{builtin}: {len(want)} of {len(cases)} answered")
            passed += len(cases) - len(different)
            failed += len(different)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
