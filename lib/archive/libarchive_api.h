// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The functions of libarchive that igpack uses, bound when an archive of another tool is read for
// the first time: no command pays for loading the library and what it depends on.
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include "base/result.h"

namespace igp::archive {

/// One pointer for each function, under its own name.
struct LibarchiveApi {
#define IGP_LIBARCHIVE_FUNCTIONS(F)   \
  F(archive_read_new)                 \
  F(archive_read_free)                \
  F(archive_read_support_filter_gzip) \
  F(archive_read_support_filter_zstd) \
  F(archive_read_support_format_raw)  \
  F(archive_read_support_format_tar)  \
  F(archive_read_open)                \
  F(archive_read_next_header)         \
  F(archive_read_data)                \
  F(archive_error_string)             \
  F(archive_filter_bytes)             \
  F(archive_entry_pathname)           \
  F(archive_entry_filetype)           \
  F(archive_entry_hardlink)           \
  F(archive_entry_symlink)            \
  F(archive_entry_size_is_set)        \
  F(archive_entry_size)               \
  F(archive_entry_perm)               \
  F(archive_entry_sparse_count)
#define F(name) decltype(&::name) name;
  IGP_LIBARCHIVE_FUNCTIONS(F)
#undef F
};

/// The bound functions; loads the library on first use, and stays loaded. Thread-safe. Fails with
/// kUnavailable, each time, when the library is not there or too old.
Result<const LibarchiveApi*> libarchive();

}  // namespace igp::archive
