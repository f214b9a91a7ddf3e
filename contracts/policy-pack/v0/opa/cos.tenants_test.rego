# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0

package cos.tenants_test

import data.cos.tenants

test_same_names_are_the_same_tenant if tenants.same({"tenant": "t1"}, {"tenant": "t1"})

test_case_matters if not tenants.same({"tenant": "T1"}, {"tenant": "t1"})

test_empty_names_are_no_tenant if not tenants.same({"tenant": ""}, {"tenant": ""})

test_numbers_are_no_tenant if not tenants.same({"tenant": 1}, {"tenant": 1})

test_null_is_no_tenant if not tenants.same({"tenant": null}, {"tenant": null})

test_suspended_is_not_active if {
	not tenants.active("t9") with data.catalog.tenants.suspended as ["t9"]
}

test_broken_catalogue_activates_nobody if {
	not tenants.active("t1") with data.catalog.tenants.suspended as "t9"
}
