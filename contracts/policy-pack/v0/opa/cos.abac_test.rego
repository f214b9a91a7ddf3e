# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0

package cos.abac_test

import data.cos.abac

# 2026-01-01T00:00:00Z
now := 1767225600000000000

request := {
	"subject": {"tenant": "t1", "purpose": "investigation"},
	"resource": {"tenant": "t1", "retention_until": "2099-01-01T00:00:00Z"},
}

changed(path, value) := json.patch(request, [{"op": "replace", "path": path, "value": value}])

without(path) := json.patch(request, [{"op": "remove", "path": path}])

test_same_tenant_is_allowed if {
	abac.allow with input as request with time.now_ns as now
}

test_allowed_has_no_reasons if {
	abac.reasons == set() with input as request with time.now_ns as now
}

test_other_tenant_is_denied if {
	denied := changed("/resource/tenant", "t2")
	not abac.allow with input as denied with time.now_ns as now
	abac.reasons == {"subject and resource belong to different tenants"} with input as denied
		with time.now_ns as now
}

test_missing_tenants_are_not_equal if {
	denied := {
		"subject": {"purpose": "investigation"},
		"resource": {"retention_until": "2099-01-01T00:00:00Z"},
	}
	not abac.allow with input as denied with time.now_ns as now
}

test_suspended_tenant_is_denied if {
	not abac.allow with input as request
		with time.now_ns as now
		with data.catalog.tenants.suspended as ["t1"]
	abac.reasons == {"tenant is suspended"} with input as request
		with time.now_ns as now
		with data.catalog.tenants.suspended as ["t1"]
}

test_other_purpose_is_denied if {
	denied := changed("/subject/purpose", "curiosity")
	not abac.allow with input as denied with time.now_ns as now
	abac.reasons == {"purpose is not permitted"} with input as denied with time.now_ns as now
}

test_ended_retention_is_denied if {
	denied := changed("/resource/retention_until", "2025-12-31T23:59:59Z")
	not abac.allow with input as denied with time.now_ns as now
	abac.reasons == {"retention period has ended or is unknown"} with input as denied
		with time.now_ns as now
}

test_missing_retention_is_denied if {
	not abac.allow with input as without("/resource/retention_until") with time.now_ns as now
}

test_empty_input_has_three_reasons if {
	not abac.allow with input as {} with time.now_ns as now
	count(abac.reasons) == 3 with input as {} with time.now_ns as now
}
