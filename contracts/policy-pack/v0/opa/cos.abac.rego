# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0

# METADATA
# title: Attribute-based access to case data
# description: |
#   A subject may act on a resource of its own tenant, for a permitted purpose, as long as the
#   resource's retention period has not ended. Everything else is denied, with the reasons.
package cos.abac

import data.cos.purposes
import data.cos.retention
import data.cos.tenants

default allow := false

allow if {
	same_tenant
	tenant_active
	purpose_permitted
	retention_running
}

# What a denied caller may be told, one sentence for each condition that does not hold.
reasons contains "subject and resource belong to different tenants" if not same_tenant

reasons contains "tenant is suspended" if {
	same_tenant
	not tenant_active
}

reasons contains "purpose is not permitted" if not purpose_permitted

reasons contains "retention period has ended or is unknown" if not retention_running

# Rules of their own, because `not f(input.x)` is undefined, not true, when input.x is missing.
same_tenant if tenants.same(input.subject, input.resource)

tenant_active if tenants.active(input.subject.tenant)

purpose_permitted if purposes.permitted(input.subject.purpose)

retention_running if retention.running(input.resource.retention_until)
