# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0

# METADATA
# title: Tenants
# description: Who belongs together, and which tenants are shut off.
package cos.tenants

# The catalogue is data.catalog where data/ is loaded by itself, and data.data.catalog where the
# whole pack is loaded as one bundle. Without it no tenant is suspended.
suspended := data.catalog.tenants.suspended if {
	data.catalog.tenants
} else := data.data.catalog.tenants.suspended if {
	data.data.catalog.tenants
} else := []

# Both sides must name a tenant: two absent tenants are not the same tenant.
same(subject, resource) if {
	is_string(subject.tenant)
	subject.tenant != ""
	subject.tenant == resource.tenant
}

active(tenant) if {
	is_array(suspended)
	not tenant in suspended
}
