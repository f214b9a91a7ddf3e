// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "archive/libarchive_api.h"

#include "base/shared_library.h"

namespace igp::archive {
namespace {

Result<LibarchiveApi> load() {
  const SharedLibrary library =
      IGP_TRY(SharedLibrary::open("libarchive.so.13", "install libarchive (Debian: libarchive13)"));
  LibarchiveApi api{};
#define F(name) IGP_CHECK(library.bind(#name, api.name));
  IGP_LIBARCHIVE_FUNCTIONS(F)
#undef F
  return api;
}

}  // namespace

Result<const LibarchiveApi*> libarchive() {
  static const Result<LibarchiveApi> kLoaded = load();
  if (!kLoaded) return Fail(kLoaded.error());
  return &*kLoaded;
}

}  // namespace igp::archive
