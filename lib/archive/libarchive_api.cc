// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "archive/libarchive_api.h"

#include <dlfcn.h>

namespace igp::archive {
namespace {

constexpr const char* kLibrary = "libarchive.so.13";

struct Loaded {
  LibarchiveApi api{};
  std::string problem;  ///< empty when all functions are bound
};

template <class Function>
void bind(void* library, const char* name, Function& slot, std::string& problem) {
  slot = reinterpret_cast<Function>(::dlsym(library, name));
  if (slot == nullptr) problem = fmt::format("{} lacks the function {}", kLibrary, name);
}

Loaded load() {
  Loaded out;
  void* library = ::dlopen(kLibrary, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    out.problem = fmt::format("cannot load {}", kLibrary);
    return out;
  }
#define F(name) bind(library, #name, out.api.name, out.problem);
  IGP_LIBARCHIVE_FUNCTIONS(F)
#undef F
  return out;
}

}  // namespace

Result<const LibarchiveApi*> libarchive() {
  static const Loaded kLoaded = load();
  if (!kLoaded.problem.empty()) {
    return Fail(error(ErrorCode::kUnavailable, "{}", kLoaded.problem)
                    .with_hint("install libarchive (Debian: libarchive13)"));
  }
  return &kLoaded.api;
}

}  // namespace igp::archive
