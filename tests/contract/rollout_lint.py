# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""Finds what Argo Rollouts accepts and then does not do: gates that open when they should close."""

NAME_LIMIT = 24  # "<uid>.<metric>.<n>" must fit a job's name of 63 characters


def lint_template(template):
    """Yields a text for each fault of an AnalysisTemplate."""
    spec = template["spec"]
    dry = [rule["metricName"] for rule in spec.get("dryRun", [])]
    deciding = 0
    for metric in spec.get("metrics", []):
        name = metric["name"]
        is_dry = f"^{name}$" in dry or name in dry
        deciding += not is_dry
        for fault in lint_metric(metric, is_dry):
            yield f"{name}: {fault}"
    if "*" in dry or ".*" in dry:
        yield "dryRun covers every metric"
    for arg in spec.get("args", []):
        if "token" in arg["name"].lower() and "value" in arg:
            yield f"arg {arg['name']}: a token as a plain value"


def lint_metric(metric, is_dry):
    if len(metric["name"]) > NAME_LIMIT:
        yield f"a name of more than {NAME_LIMIT} characters"
    count, limit = int(metric.get("count", 1)), int(metric.get("failureLimit", 0))
    if limit < 0 or limit >= count:
        yield f"failureLimit {limit} with count {count} never fails"
    if metric.get("interval") and "count" not in metric:
        yield "interval without count runs for ever in a step"
    conditions = [metric.get("successCondition"), metric.get("failureCondition")]
    provider = metric["provider"]
    if "job" in provider:
        yield from lint_job(provider["job"]["spec"], any(conditions))
    if "web" in provider:
        yield from lint_web(provider["web"], conditions, is_dry)


def lint_job(spec, has_conditions):
    if has_conditions:
        yield "conditions of a job are ignored"
    for wanted in ("activeDeadlineSeconds", "backoffLimit"):
        if wanted not in spec:
            yield f"a job without {wanted}"
    pod = spec["template"]["spec"]
    if pod.get("restartPolicy") != "Never":
        yield "a pod that restarts hides its exit codes"
    names = {container["name"] for container in pod["containers"]}
    for rule in spec.get("podFailurePolicy", {}).get("rules", []):
        codes = rule.get("onExitCodes", {})
        if codes.get("containerName") not in names:
            yield "podFailurePolicy names no container of the pod"
        if rule["action"] == "Ignore":
            yield "podFailurePolicy ignores a failure"
    for container in pod["containers"]:
        if {"sh", "bash", "/bin/sh", "/bin/bash"} & set(container.get("command", [])):
            yield "a shell between the check and its exit code"
        if any("args." in text for text in container.get("args", [])):
            yield "arguments pasted into the command line"


def lint_web(web, conditions, is_dry):
    if not is_dry:
        yield "a web metric decides; a 2xx that is no JSON would pass"
    if not all(conditions):
        yield "without both conditions any JSON is a success or a failure"
    path = web.get("jsonPath", "{$}")
    if not (path.startswith("{") and path.endswith("}")):
        yield "jsonPath without braces is literal text"
    if "queryFrom" in web.get("jsonBody", {}):
        yield "jsonBody.queryFrom is sent as it is"
    if web.get("insecure"):
        yield "certificates are not verified"
    if not web["url"].startswith(("https://", "{{args.")):
        yield "a token over plain http"


def lint_rollout(rollout, templates):
    """Yields a text for each fault of a Rollout's canary steps."""
    steps = rollout["spec"]["strategy"]["canary"]["steps"]
    labels = rollout["spec"]["template"]["metadata"].get("labels", {})
    for index, step in enumerate(steps):
        if "analysis" not in step:
            continue
        if index and "setWeight" in steps[index - 1]:
            yield f"step {index}: analysis right after setWeight measures no traffic"
        args = {arg["name"]: arg for arg in step["analysis"].get("args", [])}
        for use in step["analysis"]["templates"]:
            yield from lint_use(index, use, args, templates)
        for arg in args.values():
            field = arg.get("valueFrom", {}).get("fieldRef", {}).get("fieldPath", "")
            if field.startswith("metadata.labels"):
                yield f"step {index}: {field} is the Rollout's, not the revision's"
            prefix = "spec.template.metadata.labels."
            if field.startswith(prefix) and not labels.get(field[len(prefix):]):
                yield f"step {index}: the pod template has no {field[len(prefix):]}"


def lint_use(index, use, args, templates):
    template = templates.get(use["templateName"])
    if template is None:
        yield f"step {index}: unknown template {use['templateName']}"
        return
    for arg in template["spec"].get("args", []):
        if "value" not in arg and "valueFrom" not in arg and arg["name"] not in args:
            yield f"step {index}: no value for {arg['name']}"
