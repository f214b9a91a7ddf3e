# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""Holds every JSON that igpack prints in a test against its schema in contracts/.

A command's --json output follows contracts/<command>.output.schema.json, an error the schema
error.schema.json and the table exit-codes.json, a line of serve's log serve.log.schema.json, a
refusal over HTTP serve.error.schema.json. Output without a schema fails the test that printed it.
"""
import functools
import json
import pathlib
import re
import warnings

CONTRACTS = pathlib.Path(__file__).resolve().parents[2] / "contracts"


class Undescribed(AssertionError):
    """What was printed is no JSON, has no schema or does not follow it."""


def parse(text):
    """Strict JSON: one document, no repeated names, no NaN."""
    def members(pairs):
        names = [name for name, _ in pairs]
        if len(set(names)) != len(names):
            raise Undescribed(f"a name is repeated: {names}")
        return dict(pairs)

    def constant(name):
        raise Undescribed(f"{name} is no JSON")

    try:
        return json.loads(text, object_pairs_hook=members, parse_constant=constant)
    except ValueError as e:
        raise Undescribed(f"not JSON: {e}: {text[:200]!r}") from e


@functools.cache
def validator(schema):
    import jsonschema  # pylint: disable=import-outside-toplevel

    if not (CONTRACTS / schema.partition("#")[0]).is_file():
        raise Undescribed(f"there is no contracts/{schema}")
    # Newer releases resolve references through another package, which Debian 12 does not have.
    warnings.simplefilter("ignore", DeprecationWarning)
    resolver = jsonschema.RefResolver(f"{CONTRACTS.as_uri()}/", None)
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return jsonschema.Draft202012Validator({"$ref": schema}, resolver=resolver, format_checker=checker)


def check(document, schema):
    """Fails unless `document` follows contracts/`schema`."""
    problems = [f"{e.json_path}: {e.message}" for e in validator(schema).iter_errors(document)]
    if problems:
        raise Undescribed(f"contracts/{schema}: {'; '.join(problems)[:2000]}")


@functools.cache
def exit_codes():
    table = json.loads((CONTRACTS / "exit-codes.json").read_text(encoding="utf-8"))
    return {row["code"]: row["exitCode"] for row in table["errors"]}


def check_error(document, code):
    """An error object, whose code and exit code are those of the table and of the process."""
    check(document, "error.schema.json")
    error = document["error"]
    want = exit_codes().get(error["code"])
    if error["exitCode"] != want or (code is not None and code != want):
        raise Undescribed(f"{error['code']}: exit code {error['exitCode']} in the object, {want} in "
                          f"exit-codes.json, {code} of the process")


def option(args, *names):
    """The value of an option, or None."""
    for here, following in zip(args, [*args[1:], None]):
        for name in names:
            if here == name:
                return following
            if name.startswith("--") and here.startswith(name + "="):
                return here[len(name) + 1:]
            if not name.startswith("--") and here.startswith(name) and len(here) > 2:
                return here[2:]
    return None


def check_result(command, text, code):
    document = parse(text)
    if isinstance(document, dict) and "error" in document:
        check_error(document, code)
    else:
        check(document, f"{command}.output.schema.json")


def with_json(args):
    """The same command line asking for JSON; None where there is none to ask for."""
    commands = {"pack", "digest", "sign", "verify", "fetch", "evidence-check"}
    if not args or args[0] not in commands or {"--json", "-h", "--help"} & set(args):
        return None
    return [args[0], "--json", *args[1:]]


def check_run(args, code, stdout, stderr):
    """Everything that one run of igpack printed; `args` without the program's name."""
    args = [str(a) for a in args]
    given = args[:args.index("--")] if "--" in args else args
    if not given or {"-h", "--help"} & set(given):
        return
    out, err = (s if isinstance(s, str) else s.decode(errors="replace") for s in (stdout, stderr))
    command = given[0]
    if command == "opa-eval":
        if (option(given, "-f", "--format") or "json") == "json" and out:
            check_result(command, out, code)
    elif "--json" in given:
        check_result(command, out, code)
    if command == "serve":
        check_log(err)
    elif command == "evidence-check":
        for line in err.splitlines():
            if line.startswith("{"):
                check(parse(line), "evidence-check.output.schema.json#/$defs/decision")


def check_log(text):
    """The log of serve; what comes before it listens is for people."""
    for line in text.splitlines():
        if not re.match(r"igpack: (error|hint|warning): ", line):
            check(parse(line), "serve.log.schema.json")


def check_http_error(body):
    """The body of a refusal."""
    check(parse(body), "serve.error.schema.json")
