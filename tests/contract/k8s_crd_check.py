#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""Checks contracts/k8s against Argo's CRDs, with unknown fields as errors, and our own lints.

usage: k8s_crd_check.py CONTRACTS_K8S ARGO_CRDS
"""
import copy
import pathlib
import sys

try:
    import yaml
except ImportError:
    print("python3-yaml is not installed")
    sys.exit(77)

from rollout_lint import lint_rollout, lint_template
from structural_schema import crd_schemas, validate

BUILT_IN = {("v1", "ConfigMap"), ("v1", "Secret"), ("v1", "ServiceAccount"),
            ("networking.k8s.io/v1", "NetworkPolicy"),
            ("kustomize.config.k8s.io/v1beta1", "Kustomization")}


def load(path):
    return [document for document in yaml.safe_load_all(path.read_text(encoding="utf-8")) if document]


def faults_of(document, schemas, templates):
    key = (document["apiVersion"], document["kind"])
    if key in schemas:
        yield from validate(document, schemas[key])
    elif key not in BUILT_IN:
        yield f"no schema for {key}"
    if key[1] == "AnalysisTemplate":
        yield from lint_template(document)
    if key[1] == "Rollout":
        yield from lint_rollout(document, templates)
    if key[1] == "Secret" and (document.get("data") or document.get("stringData")):
        yield "a Secret with content"


def edit(document, path, value):
    """A copy of `document` with the value at `path` set, or removed where `value` is None."""
    out = copy.deepcopy(document)
    parent = out
    for key in path[:-1]:
        parent = parent[key]
    if value is None:
        del parent[path[-1]]
    else:
        parent[path[-1]] = value
    return out


def known_mistakes(gate, record, rollout):
    """The ways the old manifests failed; each must be found."""
    metric, web = ("spec", "metrics", 0), ("spec", "metrics", 0, "provider", "web")
    job = ("spec", "metrics", 0, "provider", "job", "spec")
    step = ("spec", "strategy", "canary", "steps", 2, "analysis")
    args = rollout["spec"]["strategy"]["canary"]["steps"][2]["analysis"]["args"]
    return {
        "web timeout": edit(record, (*web, "timeout"), "15s"),
        "web header from a secret": edit(record, (*web, "headers", 0),
                                         {"key": "Authorization", "valueFrom": {}}),
        "web query from a config map": edit(record, (*web, "jsonBody"), {"queryFrom": {}}),
        "web path without braces": edit(record, (*web, "jsonPath"), "$.data"),
        "web decides": edit(record, ("spec", "dryRun"), None),
        "web without conditions": edit(record, (*metric, "failureCondition"), None),
        "web interval without count": edit(record, (*metric, "interval"), "60s"),
        "job condition": edit(gate, (*metric, "successCondition"), "asInt(result) == 1"),
        "job failureLimit 1": edit(gate, (*metric, "failureLimit"), 1),
        "job without deadline": edit(gate, (*job, "activeDeadlineSeconds"), None),
        "job with shell": edit(gate, (*job, "template", "spec", "containers", 0, "command"),
                               ["/bin/sh", "-c"]),
        "job argument pasted": edit(gate, (*job, "template", "spec", "containers", 0, "args"),
                                    ["--service={{args.service}}"]),
        "metric name too long": edit(gate, (*metric, "name"), "e" * 25),
        "unknown field": edit(gate, (*metric, "failLimit"), 1),
        "wrong type": edit(gate, (*metric, "provider"), []),
        "args under templates": edit(rollout, (*step, "templates", 0, "args"), args),
        "no args": edit(rollout, (*step, "args"), None),
        "label of the rollout": edit(rollout, (*step, "args", 2, "valueFrom", "fieldRef", "fieldPath"),
                                     "metadata.labels['release-id']"),
        "no release-id": edit(rollout, ("spec", "template", "metadata", "labels", "release-id"), None),
        "analysis right after setWeight": edit(rollout, ("spec", "strategy", "canary", "steps", 1),
                                               None),
    }


def main():
    contracts, corpus = map(pathlib.Path, sys.argv[1:])
    if not corpus.is_dir():
        print(f"no CRDs in {corpus}")
        return 77
    schemas = {}
    for path in sorted(corpus.glob("*-crd.yaml")):
        for crd in load(path):
            schemas.update(crd_schemas(crd))
    documents = {path.name: document for path in sorted(contracts.glob("*.yaml"))
                 for document in load(path)}
    templates = {document["metadata"]["name"]: document for document in documents.values()
                 if document["kind"] == "AnalysisTemplate"}
    passed = failed = 0
    for name, document in documents.items():
        faults = list(faults_of(document, schemas, templates))
        passed, failed = passed + (not faults), failed + bool(faults)
        print("\n".join(f"FAIL {name}: {fault}" for fault in faults) or f"ok   {name}")
    mistakes = known_mistakes(templates["evidence-ok"], templates["evidence-record"],
                              documents["rollout.yaml"])
    for name, document in mistakes.items():
        faults = list(faults_of(document, schemas, templates))
        passed, failed = passed + bool(faults), failed + (not faults)
        print(f"ok   refused: {name}" if faults else f"FAIL not found: {name}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
