#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""Compares the graphql.* builtins with the real opa: generated schemas and queries, most of them
nearly valid, some of them broken text; values and error texts must be the same. The last line is
`N passed, M failed`.

Needs opa in $IGPACK_INTEROP/bin (see scripts/interop) or in PATH; without it the test is skipped.
"""

import argparse
import difflib
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77
POLICY = """package t

out[i] := {
	"valid": graphql.is_valid(c.q, c.s),
	"schema": graphql.schema_is_valid(c.s),
	"verified": graphql.parse_and_verify(c.q, c.s),
	"again": again,
} if {
	some i, c in input
	# Of decoded documents only valid ones: opa crashes where it wants to say a position.
	again := [graphql.parse(q, s) |
		graphql.is_valid(c.q, c.s)
		q := graphql.parse_query(c.q)
		s := graphql.parse_schema(c.s)
	]
}

parsed[i] := r if { some i, c in input; r := graphql.parse(c.q, c.s) }

queries[i] := r if { some i, c in input; r := graphql.parse_query(c.q) }

schemas[i] := r if { some i, c in input; r := graphql.parse_schema(c.s) }
"""


class Generator:
    """Documents in which each choice is a wrong one now and then."""

    OBJECTS = ["Query", "Ape", "Bee", "Cat"]
    INTERFACES = ["Named", "Aged"]
    INPUTS = ["Filter", "Range", "One"]
    SCALARS = ["Int", "Float", "String", "Boolean", "ID", "Date"]
    FIELDS = ["name", "names", "age", "friend", "friends", "pet", "kind", "find", "fined"]

    def __init__(self, rng, error_rate):
        self.rng = rng
        self.error_rate = error_rate
        self.types = {}
        self.variables = None  # of the operation that is being generated
        self.fragments = {}

    def wrong(self):
        return self.rng.random() < self.error_rate

    def chance(self, probability):
        return self.rng.random() < probability

    def pick(self, items):
        return self.rng.choice(items)

    def space(self):
        return self.pick([" ", " ", " ", "\n", "\n  ", ", ", "\t"]) + (
            f"# {self.pick(['note', 'é', ''])}\n" if self.chance(0.04) else ""
        )

    def description(self):
        if not self.chance(0.15):
            return ""
        texts = ['"a text"', '""', '"""block"""', '"""\n   deep\n     er\n  """', r'"esc \n \u00e9"']
        return self.pick(texts) + self.space()

    # --- Schemas

    def schema(self):
        """Text, and what generated queries need to know of it."""
        parts = [self.interface(name) for name in self.INTERFACES]
        parts += [self.object(name) for name in self.OBJECTS]
        if self.chance(0.3):
            parts.append(self.object("Mutation"))
        if self.chance(0.3):
            parts.append(self.object("Subscription"))
        parts += [self.input(name) for name in self.INPUTS]
        parts.append(f"{self.description()}union Pet = {'| ' if self.chance(0.2) else ''}"
                     + " | ".join(self.members()))
        parts.append("enum Kind " + self.block(self.kinds()))
        parts.append(f"scalar Date{self.directives(['specifiedBy'])}")
        parts.append(self.directive("mark", "repeatable " if self.chance(0.4) else ""))
        if self.chance(0.15):
            parts.append(self.extension())
        if self.chance(0.2):
            root = self.pick(["Query", "Ape"] + (["Nobody"] if self.wrong() else []))
            parts.append(f"schema{self.directives(['mark'])} {{ query: {root} }}")
        if self.chance(0.12):
            parts.append(self.pick(["type Ape { a: Int }", "scalar Int", "input Loop { l: Loop! }",
                                    "interface I { a(x: Int): Int } type T implements I { a: Int }",
                                    "interface I { a(x: Int): Int } type T implements I { a(x: ID): Int }",
                                    "interface I { a: Int } type T implements I { a(x: ID!): Int }",
                                    "interface I { a: [Int!] } type T implements I { a: [Int] }",
                                    "interface I { a: I } type T implements I { a: T! }",
                                    "interface I { a: I } interface J implements I { a: I }"
                                    " type T implements J { a: I }",
                                    "interface I implements J { a: I } interface J implements I { a: I }",
                                    "directive @must(a: Int!) on SCALAR scalar D @must",
                                    "directive @must(a: Int!) on SCALAR scalar D @must(a: null)",
                                    "directive @must(a: Int!) on SCALAR scalar D @must(a: 1, b: 2)",
                                    "directive @must(a: [Int!]! = []) on SCALAR scalar D @must",
                                    "type T { a(in: Ape): Int }", "type T { a(__in: Int): Int }",
                                    "directive @__d on SCALAR", "directive @d(a: Ape) on SCALAR",
                                    "enum Odd4 { A B A C B }", "union Odd5 = Ape | Bee | Bee | Ape",
                                    "type Odd6 { a: Int b: Int b: Int a: Int }",
                                    "union None", "scalar Odd7 @deprecated", "scalar Odd8 @nothing",
                                    "type Odd9 { a: Int @skip(if: true) }",
                                    "type Odd10 { a: Int @deprecated @deprecated }",
                                    "type Odd11 { a: Int @mark @mark }", "enum Odd12 { A @mark }",
                                    "interface Odd13 { a: Int } extend interface Odd13 @mark",
                                    'extend type Query { "of" a(b: Int = 1): Int! }',
                                    "type Empty", "enum None", "input Void", "type __T { a: Int }",
                                    "union Odd = Kind", "directive @mark on FIELD",
                                    "directive @skip(if: Int) on FIELD", "extend type New { a: Int }",
                                    "type Odd { in: Filter }", "input Odd2 { out: Ape }",
                                    "enum Odd3 { true }", "schema { query: Query } schema { query: Ape }",
                                    "input L1 { l: L2! } input L2 { l: L1! }",
                                    "interface Self implements Self { a: Int }",
                                    "directive @self(a: Int @self) on ARGUMENT_DEFINITION"]))
        self.rng.shuffle(parts)
        return "\n".join(parts)

    def members(self):
        names = self.rng.sample(["Ape", "Bee", "Cat"], self.rng.randint(1, 3))
        if self.wrong():
            names.append(self.pick(names + ["Nobody", "Named", "Kind"]))
        return names

    def kinds(self):
        values = ["BIG", "SMALL", "FLAT"] + (["BIG"] if self.wrong() else [])
        return [self.description() + v + self.directives(["deprecated"], 0.1) for v in values]

    def block(self, items):
        return "{" + self.space() + self.space().join(items) + self.space() + "}"

    def output_type(self):
        names = ["Int", "String", "ID", "Boolean", "Float", "Date", "Kind", "Pet", "Ape", "Bee", "Cat",
                 "Named", "Aged"]
        return self.wrap(self.pick(names + (["Nobody", "Filter"] if self.wrong() else [])))

    def input_type(self):
        names = self.SCALARS + ["Kind"] + self.INPUTS
        return self.wrap(self.pick(names + (["Nobody", "Ape"] if self.wrong() else [])))

    def wrap(self, name):
        shape = self.pick(["{}", "{}", "{}", "{}!", "[{}]", "[{}!]", "[{}]!", "[{}!]!", "[[{}]]"])
        return shape.format(name)

    def arguments(self):
        if not self.chance(0.4):
            return "", {}
        out = {}
        texts = []
        for name in self.rng.sample(["first", "where", "id", "kind"], self.rng.randint(1, 3)):
            kind = self.input_type()
            default = ""
            if self.chance(0.3):
                default = " = " + self.value(kind, const=True)
            texts.append(f"{self.description()}{name}: {kind}{default}{self.directives(['mark'], 0.05)}")
            out[name] = (kind, bool(default))
        return "(" + self.space().join(texts) + ")", out

    def fields(self, base=None):
        out = dict(base or {})
        for name in self.rng.sample(self.FIELDS, self.rng.randint(2, 6)):
            text, arguments = self.arguments()
            out.setdefault(name, (self.output_type(), text, arguments))
        if self.wrong() and out:
            out.pop(self.pick(list(out)))
        return out

    def field_list(self, fields):
        out = []
        for name, (kind, text, _) in fields.items():
            out.append(f"{self.description()}{name}{text}: {kind}{self.directives(['deprecated', 'mark'], 0.08)}")
        if self.wrong() and out:
            out.append(self.pick(out))
        if self.wrong():
            out.append("__bad: Int")
        return self.block(out)

    def interface(self, name):
        self.types[name] = self.fields()
        return f"{self.description()}interface {name} {self.field_list(self.types[name])}"

    def object(self, name):
        base = {}
        interfaces = [i for i in self.INTERFACES if self.chance(0.4) and name != "Query"]
        for interface in interfaces:
            for field, what in self.types[interface].items():
                if field in base and base[field] != what:
                    interfaces = [interface]
                base[field] = what
        self.types[name] = self.fields(base)
        if self.wrong():
            interfaces.append(self.pick(["Ape", "Nobody"]))
        implements = " implements " + " & ".join(interfaces) if interfaces else ""
        return (f"{self.description()}type {name}{implements}{self.directives(['mark'], 0.1)}"
                f" {self.field_list(self.types[name])}")

    def input(self, name):
        fields = {field: (self.input_type(), "", {}) for field in ["min", "max"]}
        for field, (kind, _, _) in fields.items():
            if kind.rstrip("!") in self.INPUTS:  # no endless values
                fields[field] = (kind.rstrip("!"), "", {})
        self.types[name] = fields
        one = " @oneOf" if name == "One" else ""
        texts = []
        for field, (kind, _, _) in fields.items():
            default = " = " + self.value(kind, const=True) if self.chance(0.2) else ""
            texts.append(f"{self.description()}{field}: {kind}{default}")
        return f"{self.description()}input {name}{one} {self.block(texts)}"

    def directive(self, name, repeatable):
        places = ["FIELD", "QUERY", "OBJECT", "FIELD_DEFINITION", "SCHEMA", "ARGUMENT_DEFINITION",
                  "FRAGMENT_SPREAD", "INLINE_FRAGMENT", "VARIABLE_DEFINITION", "FRAGMENT_DEFINITION"]
        chosen = self.rng.sample(places, self.rng.randint(5, len(places))) if self.wrong() else places
        return f"directive @{name}(level: Int) {repeatable}on {' | '.join(chosen)}"

    def extension(self):
        return self.pick([
            "extend type Ape { more: String }", "extend union Pet = Bee", "extend enum Kind { MORE }",
            "extend input Filter { more: Int = 3 }", "extend scalar Date @mark", "extend type Ape @mark",
            "extend interface Named { more: Int }", "extend schema @mark", "extend enum Ape { A }",
            "extend type Fresh { a: Int }", "extend schema { mutation: Bee }", "extend type Ape",
            "extend schema { mutation: Nobody }", "extend type Ape implements Aged"])

    # --- Queries

    def directives(self, names=("skip", "include", "mark"), probability=0.12):
        out = ""
        while self.chance(probability) and len(out) < 60:
            name = self.pick(list(names) + (["nothing", "deprecated"] if self.wrong() else []))
            given = {"skip": "(if: true)", "include": "(if: $flag)", "mark": "(level: 1)",
                     "deprecated": '(reason: "old")', "specifiedBy": '(url: "u")'}.get(name, "")
            if name == "include":
                if self.variables is None:
                    given = "(if: false)"
                else:
                    self.variables["flag"] = "Boolean!"
            if self.wrong():
                given = self.pick(["", "(if: 1)", "(lvl: 1)", "(level: 1, level: 2)", "(if: null)"])
            out += f" @{name}{given}"
        return out

    def value(self, kind, const=False, depth=0):
        """A value for the type, which is usually of it."""
        name = kind.strip("[]!")
        if not const and self.variables is not None and self.chance(0.2):
            variable = self.pick(["a", "b", "c"])
            self.variables.setdefault(variable, kind if not self.wrong() else self.input_type())
            return "$" + variable
        if self.wrong():
            return self.pick(["1", '"s"', "1.5", "true", "null", "ODD", "[]", "{}", "{min: 1}", "[1, 2]",
                              "99999999999", "-9999999999999999999999", '"""b\n c"""', "BGI", "1e999",
                              "99999999999999999999", '"99999999999"',
                              '{min: 1, min: 2}', '[{mim: 1}]'])
        if not kind.endswith("!") and self.chance(0.08):
            return "null"
        if kind.startswith("[") and self.chance(0.8):
            inner = kind.rstrip("!")[1:-1]
            count = self.rng.randint(0, 2)
            return "[" + ", ".join(self.value(inner, const, depth + 1) for _ in range(count)) + "]"
        simple = {"Int": ["1", "-7", "0"], "Float": ["1.5", "2", "1e3"], "String": ['"x"', '"é\\t"', '""'],
                  "Boolean": ["true", "false"], "ID": ['"id"', "4"], "Date": ['"d"', "{any: [1]}", "FREE"],
                  "Kind": ["BIG", "SMALL"]}
        if name in simple:
            return self.pick(simple[name])
        if depth > 3 or name not in self.types:
            return "{}"
        names = [f for f in self.types[name] if self.chance(0.6)] or ["min"]
        if name == "One":
            names = names[:1]
        members = [f"{f}: {self.value(self.types[name][f][0], const, depth + 1)}"
                   for f in names if f in self.types[name]]
        return "{" + ", ".join(members) + "}"

    def selection_set(self, kind, depth):
        fields = self.types.get(kind, {})
        out = []
        for _ in range(self.rng.randint(1, 4)):
            if depth < 4 and self.chance(0.18):
                out.append(self.spread(kind, depth))
            elif kind == "Pet" or not fields or self.chance(0.08):
                out.append("__typename")
            else:
                out.append(self.field(fields, depth))
        if kind == "Query" and self.chance(0.05):
            out.append(self.pick(["__schema { types { name } }", '__type(name: "A") { kind }',
                                  "__type { fields { type { fields { type { fields { name } } } } } }"]))
        return self.block(out)

    def field(self, fields, depth):
        name = self.pick(list(fields))
        kind, _, declared = fields[name]
        alias = self.pick(["x: ", "y: "]) if self.chance(0.12) else ""
        arguments = []
        for argument, (argument_type, has_default) in declared.items():
            needed = argument_type.endswith("!") and not has_default
            if (needed and not self.wrong()) or self.chance(0.4):
                arguments.append(f"{argument}: {self.value(argument_type)}")
        if self.wrong():
            arguments.append(self.pick(["frist: 1", "id: 1", "where: {}"]))
        if self.wrong():
            name = self.pick(["nme", "agee", "unknown", "fiend", name])
        text = f"{alias}{name}" + (f"({', '.join(arguments)})" if arguments else "")
        text += self.directives()
        named = kind.strip("[]!")
        composite = named in self.types or named == "Pet"
        if composite != self.wrong() and depth < 5:
            text += " " + self.selection_set(named, depth + 1)
        return text

    def spread(self, kind, depth):
        condition = kind if self.chance(0.6) else self.pick(["Ape", "Bee", "Cat", "Named", "Pet"])
        if self.wrong():
            condition = self.pick(["Nobody", "Int", "Filter", "Query"])
        if self.chance(0.5):
            on = f" on {condition}" if self.chance(0.9) else ""
            return f"...{on}{self.directives()} {self.selection_set(condition if on else kind, depth + 1)}"
        name = self.pick(["F", "G", "H"])
        if name not in self.fragments:
            self.fragments[name] = None
            self.fragments[name] = (f"fragment {name} on {condition}{self.directives(['mark'])} "
                                    f"{self.selection_set(condition, depth + 1)}")
        return f"...{name}{self.directives()}"

    def query(self):
        self.fragments = {}
        out = []
        for index in range(2 if self.chance(0.15) else 1):
            self.variables = {}
            kind = self.pick(["query", "query", "query", "mutation", "subscription"])
            root = {"query": "Query", "mutation": "Mutation", "subscription": "Subscription"}[kind]
            if root not in self.types and not self.wrong():
                kind, root = "query", "Query"
            body = self.selection_set(root, 0)
            directives = self.directives(["mark"])
            variables = []
            for name, variable_type in self.variables.items():
                if self.wrong():
                    continue
                default = " = " + self.value(variable_type, const=True) if self.chance(0.2) else ""
                variables.append(f"${name}: {variable_type}{default}{self.directives(['mark'], 0.05)}")
            if self.wrong():
                variables.append(self.pick(["$unused: Int", "$a: Int", "$odd: Ape", "$odd: Nobody"]
                                           + variables * 3))
            self.rng.shuffle(variables)
            name = f" Q{index if not self.wrong() else 0}" if self.chance(0.7) else ""
            header = f"{kind}{name}" + (f"({', '.join(variables)})" if variables else "") + directives
            if kind == "query" and not name and not variables and not directives:
                header = ""
            out.append(f"{header} {body}")
        out += [text for text in self.fragments.values() if text is not None and not self.wrong()]
        if self.wrong():
            out.append(self.pick(["fragment Z on Ape { __typename }", *out, "fragment F on Int { a }",
                                  "fragment F on Ape { ...F }",
                                  "fragment Z on Ape { ...Y } fragment Y on Ape { ...Z }", "{ __typename }"]))
        self.variables = None
        self.rng.shuffle(out)
        return self.space().join(out)

    # --- Broken text

    def damage(self, text):
        for _ in range(self.rng.randint(1, 2)):
            at = self.rng.randrange(len(text) + 1)
            end = min(len(text), at + self.rng.randint(1, 12))
            text = self.pick([
                lambda: text[:at] + text[end:],
                lambda: text[:at] + text[at:end] + text[at:],
                lambda: text[:at],
                lambda: text[:at] + self.pick(list("{}()[]!:=|&@$\"'#.,-0127eaé\r\n\t\0\x07\\") + [
                    '"""', "...", " on ", " extend ", ' "on" ', "01", "1.", "\\u12", '"\\q"', "\r\n",
                    "\ufeff", " null ", " # c\n", ' "d" ', '"implements"', "schema { ^",
                    '\n"""\n  a\n""" ']) + text[at:],
            ])()
        return text


def generate(seed, count):
    cases = []
    for index in range(count):
        rng = random.Random(f"{seed}/{index}")
        generator = Generator(rng, rng.choice([0, 0, 0, 0.01, 0.04]))
        schema = generator.schema()
        generator.error_rate = rng.choice([0, 0.01, 0.03, 0.08])
        query = generator.query()
        if rng.random() < 0.2:
            query = generator.damage(query)
        if rng.random() < 0.15:
            schema = generator.damage(schema)
        cases.append({"q": query, "s": schema})
    return cases


def evaluate(command, directory):
    """What `data.t` is, and the error messages in their order."""
    run = subprocess.run(
        [*command, "--format", "json", "--show-builtin-errors", "-d", directory / "t.rego",
         "-i", directory / "input.json", "data.t"],
        capture_output=True, check=False, timeout=600)
    try:
        answer = json.loads(run.stdout)
    except json.JSONDecodeError:
        return None, [f"exit {run.returncode}: {run.stderr.decode(errors='replace')[:2000]}"]
    value = answer.get("result", [{}])[0].get("expressions", [{}])[0].get("value")
    errors = [(e.get("code", ""), e["message"]) for e in answer.get("errors", [])]
    return value, errors


def is_random(message):
    """Whether the types that gqlparser suggests here come in the order of a Go map."""
    return 'Unknown type "' in message


def lines(value, errors):
    return json.dumps([value, errors], indent=1, sort_keys=True).splitlines()


def compare(igpack, opa, cases, show):
    """The number of cases that differ."""
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        (directory / "t.rego").write_text(POLICY)
        (directory / "input.json").write_text(json.dumps(cases))
        ours, our_errors = evaluate([igpack, "opa-eval"], directory)
        theirs, their_errors = evaluate([opa, "eval"], directory)
    our_errors = [e for e in our_errors if not is_random(str(e))]
    their_errors = [e for e in their_errors if not is_random(str(e))]
    if ours == theirs and our_errors == their_errors:
        return 0
    if len(cases) > 1:
        middle = len(cases) // 2
        return sum(compare(igpack, opa, half, show) for half in (cases[:middle], cases[middle:]))
    if theirs is None and ours is not None:
        print("no comparison: opa crashes")  # as it does over some cycles of fragments
        return 0
    if show:
        print(f"--- schema\n{cases[0]['s']}\n--- query\n{cases[0]['q']}")
        print("\n".join(difflib.unified_diff(lines(theirs, their_errors), lines(ours, our_errors),
                                             "opa", "igpack", lineterm="")))
    return 1


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--igpack", required=True, type=pathlib.Path)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--count", type=int, default=600)
    parser.add_argument("--show", type=int, default=3, help="differences to print")
    options = parser.parse_args()
    interop = pathlib.Path(os.environ.get("IGPACK_INTEROP", pathlib.Path.home() / ".cache/igpack/interop"))
    opa = shutil.which("opa", path=f"{interop / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}")
    if opa is None:
        print("skipped: no opa\n0 passed, 0 failed, 1 skipped")
        return SKIPPED
    cases = generate(options.seed, options.count)
    different = 0
    for start in range(0, len(cases), 50):
        different += compare(options.igpack.resolve(), opa, cases[start : start + 50],
                             different < options.show)
    print(f"{len(cases) - different} passed, {different} failed")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
