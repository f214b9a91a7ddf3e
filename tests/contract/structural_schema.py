# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""Validates documents against a CRD's structural schema as `kubectl apply` does: strictly."""
import re

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int}


def crd_schemas(crd):
    """{(apiVersion, kind): schema} of a CustomResourceDefinition."""
    spec = crd["spec"]
    return {(f"{spec['group']}/{version['name']}", spec["names"]["kind"]):
            version["schema"]["openAPIV3Schema"] for version in spec["versions"]}


def validate(value, schema, path=""):
    """Yields a text for each fault of `value`; unknown fields are faults."""
    if schema.get("x-kubernetes-preserve-unknown-fields") and "properties" not in schema:
        return
    if value is None:
        if not schema.get("nullable"):
            yield f"{path}: null"
        return
    if schema.get("x-kubernetes-int-or-string"):
        if isinstance(value, bool) or not isinstance(value, (int, str)):
            yield f"{path}: neither integer nor string"
        return
    if not has_type(value, schema.get("type")):
        yield f"{path}: not of type {schema['type']}"
        return
    yield from scalar_faults(value, schema, path)
    if isinstance(value, dict):
        yield from object_faults(value, schema, path)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from validate(item, schema.get("items", {}), f"{path}[{index}]")
    for branch in schema.get("allOf", []):
        yield from value_faults(value, branch, path)
    for word, wanted in (("anyOf", lambda n: n >= 1), ("oneOf", lambda n: n == 1)):
        branches = schema.get(word, [])
        fitting = sum(1 for branch in branches if not list(value_faults(value, branch, path)))
        if branches and not wanted(fitting):
            yield f"{path}: {fitting} of {len(branches)} branches of {word} fit"


def has_type(value, name):
    if name is None:
        return True
    if name == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if name == "integer" and isinstance(value, bool):
        return False
    return isinstance(value, TYPES[name])


def scalar_faults(value, schema, path):
    if "enum" in schema and value not in schema["enum"]:
        yield f"{path}: {value!r} is none of {schema['enum']}"
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{path}: {value!r} does not match {schema['pattern']}"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if "minimum" in schema and value < schema["minimum"]:
            yield f"{path}: below {schema['minimum']}"
        if "maximum" in schema and value > schema["maximum"]:
            yield f"{path}: above {schema['maximum']}"
        if schema.get("format") == "int32" and not -2**31 <= value < 2**31:
            yield f"{path}: no 32-bit integer"


def object_faults(value, schema, path):
    properties, extra = schema.get("properties", {}), schema.get("additionalProperties")
    for name in schema.get("required", []):
        if name not in value:
            yield f"{path}.{name}: missing"
    # The API server checks these by itself and the CRDs leave them open.
    open_object = path.endswith("metadata") and not properties
    for name, member in value.items():
        where = f"{path}.{name}"
        if name in properties:
            yield from validate(member, properties[name], where)
        elif isinstance(extra, dict):
            yield from validate(member, extra, where)
        elif not (extra is True or open_object or schema.get("x-kubernetes-preserve-unknown-fields")):
            yield f"{where}: unknown field"


def value_faults(value, branch, path):
    """Faults against a branch of allOf, anyOf or oneOf, which only narrows what fields may hold."""
    for name in branch.get("required", []):
        if isinstance(value, dict) and name not in value:
            yield f"{path}.{name}: missing"
    for name, narrower in branch.get("properties", {}).items():
        if isinstance(value, dict) and name in value:
            yield from value_faults(value[name], narrower, f"{path}.{name}")
    if not has_type(value, branch.get("type")):
        yield f"{path}: not of type {branch['type']}"
    yield from scalar_faults(value, branch, path)
