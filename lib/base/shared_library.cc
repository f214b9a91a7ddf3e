// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/shared_library.h"

#include <dlfcn.h>

namespace igp {

Result<SharedLibrary> SharedLibrary::open(const char* soname, std::string hint) {
  void* handle = ::dlopen(soname, RTLD_LAZY | RTLD_LOCAL);
  if (handle == nullptr) {
    return Fail(error(ErrorCode::kUnavailable, "cannot load the library {}", soname)
                    .with_hint(std::move(hint)));
  }
  return SharedLibrary(handle, soname);
}

Result<void*> SharedLibrary::address_of(const char* name) const {
  void* address = ::dlsym(handle_, name);
  if (address == nullptr) {
    return fail(ErrorCode::kUnavailable, "the library {} has no function {}", soname_, name);
  }
  return address;
}

}  // namespace igp
