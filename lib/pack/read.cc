// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "pack/read.h"

#include "pack/layout.h"

namespace igp::pack {

Status PackReader::Watch::on_entry(const archive::Entry& entry) {
  const std::string& path = entry.path.str();
  for (const std::string_view name : kNeverPacked) {
    if (entry.path.first_component() == name) {
      return fail(ErrorCode::kArchiveMalformed, "{}: never part of a pack", quote(path));
    }
  }
  const bool must_be_directory = path == kParts[0] || path == kParts[1];
  if (must_be_directory && !entry.is_directory) {
    return fail(ErrorCode::kArchiveMalformed, "{}: not a directory", quote(path));
  }
  has_opa_ = has_opa_ || path == kParts[0];
  return next_.on_entry(entry);
}

PackReader::PackReader(archive::EntryHandler& handler, archive::ArchiveLimits limits)
    : watch_(handler), reader_(watch_, {kParts.begin(), kParts.end()}, limits) {}

Status PackReader::finish() {
  IGP_CHECK(reader_.finish());
  if (!watch_.has_opa()) {
    return fail(ErrorCode::kArchiveMalformed, "archive is no policy pack: it has no opa/");
  }
  return {};
}

}  // namespace igp::pack
