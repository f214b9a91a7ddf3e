// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Diag: how lib tells the user something that is not its result. Lib itself never prints.
#pragma once

#include <cstdint>
#include <string_view>

namespace igp {

/// Receives remarks; the default drops them.
class Diag {
 public:
  virtual ~Diag() = default;
  /// Of interest only when asked for (-v).
  virtual void note(std::string_view /*text*/) {}
  /// The user should know, and the work goes on.
  virtual void warn(std::string_view /*text*/) {}
  /// `done` of `total` bytes of `what`; total 0 means unknown. Called often, must be cheap.
  virtual void progress(std::string_view /*what*/, std::uint64_t /*done*/, std::uint64_t /*total*/) {}
};

}  // namespace igp
