// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/syntax/location.h"

namespace igp::rego {

Location Loc::to_location() const {
  Location where;
  where.row = row;
  where.col = col;
  if (file != nullptr) {
    where.file = file->name;
    where.source_line = source_line(file->text, row);
  }
  return where;
}

std::string_view source_line(std::string_view text, int row) {
  if (row < 1) return {};
  for (int at = 1; at < row; ++at) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  text = text.substr(0, text.find('\n'));
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

}  // namespace igp::rego
