# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0

# METADATA
# title: Retention
# description: Whether data may still be used.
package cos.retention

# An end that is no RFC 3339 time is an end that has passed: nothing is kept for ever by mistake.
running(until) if {
	is_string(until)
	time.parse_rfc3339_ns(until) > time.now_ns()
}
