# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0

package cos.retention_test

import data.cos.retention

# 2026-01-01T00:00:00Z
now := 1767225600000000000

test_future_end_is_running if {
	retention.running("2026-01-01T00:00:01Z") with time.now_ns as now
}

test_the_end_itself_is_over if {
	not retention.running("2026-01-01T00:00:00Z") with time.now_ns as now
}

test_offsets_count if {
	retention.running("2025-12-31T23:30:00-01:00") with time.now_ns as now
}

test_fractions_count if {
	retention.running("2026-01-01T00:00:00.000000001Z") with time.now_ns as now
}

test_a_date_is_no_time if {
	not retention.running("2099-01-01") with time.now_ns as now
}

test_a_number_is_no_time if {
	not retention.running(4070908800) with time.now_ns as now
}
