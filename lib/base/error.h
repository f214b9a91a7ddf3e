// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Error: what failed, where, and what to do about it. See error_codes.inc for the codes.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace igp {

/// What an error means to whoever started the process; the one exit-code table of every command.
enum class ExitClass : std::uint8_t {
  kPass = 0,        ///< success
  kVerdict = 1,     ///< a negative verdict: not verified, drift, evidence says no
  kUsage = 2,       ///< wrong command line or a path that does not exist
  kMalformed = 3,   ///< input that is not what its format demands
  kUntrusted = 4,   ///< trust material, token or answer that may not be believed
  kInternal = 70,   ///< a bug in igpack
  kTemporary = 75,  ///< network or I/O trouble: retrying may help
};

/// Stable identities of failures; names and documentation are in error_codes.inc.
enum class ErrorCode : std::uint16_t {
#define X(name, text, exit_class, doc) name,
#include "base/error_codes.inc"
#undef X
};

/// One row of the error table.
struct ErrorCodeInfo {
  ErrorCode code;
  std::string_view name;  ///< stable machine-readable spelling, e.g. "tlog_inclusion_invalid"
  ExitClass exit_class;
  std::string_view doc;  ///< one sentence for contracts/exit-codes.json and the manual
};

/// All rows, in the order of error_codes.inc.
std::span<const ErrorCodeInfo> error_code_table();

/// The row of `code`.
const ErrorCodeInfo& info(ErrorCode code);

/// A place in a text that the user wrote. Rows and columns count from 1; 0 means unknown.
struct Location {
  std::string file;
  int row = 0;
  int col = 0;
  std::string source_line;  ///< the line at `row`, without its newline; empty when unknown
};

/// A failure as a value.
struct Error {
  ErrorCode code;
  std::string message;               ///< lower case, no final period, user text in single quotes
  std::vector<std::string> context;  ///< outermost last: "while doing X" as prefixes
  std::optional<Location> location;
  std::string hint;  ///< what the user can do; may be empty

  /// Puts `what` in front of the message when printed ("verify: 'app.tar': ...").
  Error&& in(std::string what) && {
    context.push_back(std::move(what));
    return std::move(*this);
  }
  /// Sets the hint.
  Error&& with_hint(std::string text) && {
    hint = std::move(text);
    return std::move(*this);
  }
  /// Sets the place.
  Error&& at(Location where) && {
    location = std::move(where);
    return std::move(*this);
  }
  /// The message with its context, outermost first, without location and hint.
  [[nodiscard]] std::string text() const;
};

/// Builds an Error from a fmt format string.
template <class... Args>
[[nodiscard]] Error error(ErrorCode code, fmt::format_string<Args...> format, Args&&... args) {
  return Error{code, fmt::format(format, std::forward<Args>(args)...), {}, {}, {}};
}

/// `'text'` with control bytes, invalid UTF-8 and quotes escaped, cut at 200 bytes: the only form
/// in which outside text enters a message.
std::string quote(std::string_view text);

}  // namespace igp
