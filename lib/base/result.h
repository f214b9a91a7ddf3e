// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Result<T>: a value or an Error. Everything fallible in lib returns one; nothing in lib throws.
#pragma once

#include <expected>
#include <utility>

#include "base/error.h"

namespace igp {

/// A `T` or the `Error` that prevented it. [[nodiscard]] as a class, which libstdc++ 12's
/// std::expected is not, so that a dropped result does not compile (-Werror=unused-result).
template <class T>
class [[nodiscard]] Result : public std::expected<T, Error> {
 public:
  using std::expected<T, Error>::expected;
};

/// The outcome of an operation that yields nothing but success or an Error.
using Status = Result<void>;

/// The error arm: `return Fail(error(...))` or `return fail(code, "...", args)`.
using Fail = std::unexpected<Error>;

/// Shorthand for `Fail(error(code, format, args...))`.
template <class... Args>
[[nodiscard]] Fail fail(ErrorCode code, fmt::format_string<Args...> format, Args&&... args) {
  return Fail(error(code, format, std::forward<Args>(args)...));
}

#define IGP_CONCAT_IMPL(a, b) a##b
#define IGP_CONCAT(a, b) IGP_CONCAT_IMPL(a, b)

/// Evaluates to the value of a Result<T> expression or returns its error from this function.
/// T must be movable and not a reference; use IGP_CHECK for Status.
#define IGP_TRY(...) IGP_TRY_IMPL(IGP_CONCAT(igp_result_, __COUNTER__), __VA_ARGS__)
#define IGP_TRY_IMPL(name, ...)                                            \
  __extension__({                                                          \
    auto&& name = (__VA_ARGS__);                                           \
    if (!name) [[unlikely]] return ::igp::Fail(std::move(name).error());   \
    *std::move(name);                                                      \
  })

/// Returns the error of a Status or Result expression from this function, if it has one.
#define IGP_CHECK(...) IGP_CHECK_IMPL(IGP_CONCAT(igp_status_, __COUNTER__), __VA_ARGS__)
#define IGP_CHECK_IMPL(name, ...)                                             \
  do {                                                                        \
    if (auto&& name = (__VA_ARGS__); !name) [[unlikely]]                      \
      return ::igp::Fail(std::move(name).error());                            \
  } while (false)

}  // namespace igp
