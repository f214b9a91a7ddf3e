# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0

# METADATA
# title: Purposes
# description: What data may be used for.
package cos.purposes

# As in cos.tenants; without a catalogue only investigations are permitted.
catalogue := data.catalog.purposes if {
	data.catalog.purposes
} else := data.data.catalog.purposes if {
	data.data.catalog.purposes
} else := {"investigation": {"permitted": true}}

permitted(purpose) if {
	is_string(purpose)
	catalogue[purpose].permitted == true
}
