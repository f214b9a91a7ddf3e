#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""The schemas in contracts/ are valid, closed, and there is one for the --json of every command."""
import json
import pathlib
import sys

import jsonschema

CONTRACTS = pathlib.Path(__file__).resolve().parents[2] / "contracts"
# A manifest may hold what its author likes.
OPEN = {"policy-pack-manifest.schema.json": {"$"}}


def open_objects(schema, path="$"):
    """Paths of the object schemas that accept members they do not name."""
    if isinstance(schema, list):
        for number, item in enumerate(schema):
            yield from open_objects(item, f"{path}[{number}]")
    if not isinstance(schema, dict):
        return
    described = schema.get("type") == "object" and ("properties" in schema)
    if described and schema.get("additionalProperties", True) is True:
        yield path
    for key, value in schema.items():
        if key not in ("enum", "const", "examples"):
            yield from open_objects(value, f"{path}.{key}")


def problems_of(path):
    schema = json.loads(path.read_text(encoding="utf-8"))
    try:
        jsonschema.Draft202012Validator.check_schema(schema)
    except jsonschema.SchemaError as e:
        yield f"{path.name}: {e.message}"
    for key in ("$schema", "title"):
        if key not in schema:
            yield f"{path.name}: no {key}"
    for place in set(open_objects(schema)) - OPEN.get(path.name, set()):
        yield f"{path.name}: {place} accepts members that it does not name"


def main():
    schemas = sorted(CONTRACTS.glob("*.schema.json"))
    problems = [text for path in schemas for text in problems_of(path)]
    table = json.loads((CONTRACTS / "cli.json").read_text(encoding="utf-8"))
    for command in table["commands"]:
        named = any(option["name"] == "json" for option in command["options"])
        silent = command["name"] == "serve"  # its --json is for errors at the start
        path = CONTRACTS / f"{command['name']}.output.schema.json"
        if named and not silent and not path.is_file():
            problems.append(f"{command['name']} --json has no contracts/{path.name}")
    print("\n".join(problems))
    print(f"{0 if problems else len(schemas)} passed, {len(problems)} failed")
    return 1 if problems or not schemas else 0


if __name__ == "__main__":
    sys.exit(main())
