# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0

package cos.purposes_test

import data.cos.purposes

catalogue := {"audit": {"permitted": true}, "marketing": {"permitted": false}}

test_listed_purpose_is_permitted if {
	purposes.permitted("audit") with data.catalog.purposes as catalogue
}

test_withdrawn_purpose_is_not if {
	not purposes.permitted("marketing") with data.catalog.purposes as catalogue
}

test_unknown_purpose_is_not if {
	not purposes.permitted("investigation") with data.catalog.purposes as catalogue
}

test_bundle_layout_is_read if {
	purposes.permitted("investigation") with data.data.catalog.purposes as {}
		with data.catalog.purposes as {"investigation": {"permitted": true}}
}

test_a_purpose_is_a_string if {
	not purposes.permitted(["audit"]) with data.catalog.purposes as catalogue
}
