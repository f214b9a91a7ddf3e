// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Table: rows of cells in a box, as `opa eval --format pretty` draws it.
#pragma once

#include <string>
#include <vector>

namespace igp::rego {

/// `header` is centred, `rows` are left aligned; every row has as many cells as the header.
std::string draw_table(const std::vector<std::string>& header,
                       const std::vector<std::vector<std::string>>& rows);

}  // namespace igp::rego
