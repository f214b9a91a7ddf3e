// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// SharedLibrary: a library that is loaded only when a command needs it.
#pragma once

#include <string>

#include "base/result.h"

namespace igp {

/// A library opened with dlopen(3). It stays loaded until the process ends: libraries that register
/// exit handlers or thread keys cannot be unloaded safely.
class SharedLibrary {
 public:
  /// Opens `soname` ("libarchive.so.13"), whose symbols stay private to the result. Fails with
  /// kUnavailable and `hint` when it is not installed.
  static Result<SharedLibrary> open(const char* soname, std::string hint);

  /// Points `function` at the symbol `name`. Fails with kUnavailable when the library lacks it.
  template <class Function>
  Status bind(const char* name, Function*& function) const {
    function = reinterpret_cast<Function*>(IGP_TRY(address_of(name)));
    return {};
  }

 private:
  SharedLibrary(void* handle, std::string soname) : handle_(handle), soname_(std::move(soname)) {}
  [[nodiscard]] Result<void*> address_of(const char* name) const;

  void* handle_;
  std::string soname_;
};

}  // namespace igp
