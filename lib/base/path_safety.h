// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// CanonicalPath: a relative path that cannot leave the directory it is resolved in.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace igp {

/// A relative path whose existence proves: not empty, valid UTF-8, no control character, no empty,
/// "." or ".." component, no leading or trailing slash, no backslash, within the limits of
/// limits.h on bytes and depth.
class CanonicalPath {
 public:
  /// Fails with kArchiveUnsafe naming the reason.
  static Result<CanonicalPath> parse(std::string_view text);

  [[nodiscard]] const std::string& str() const { return text_; }
  [[nodiscard]] std::string_view first_component() const;
  friend auto operator<=>(const CanonicalPath&, const CanonicalPath&) = default;

 private:
  explicit CanonicalPath(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace igp
