// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// PackReader: a policy pack's tar, read as a stream and held to the letter of its format.
#pragma once

#include "archive/entry_handler.h"
#include "archive/strict_reader.h"
#include "base/result.h"

namespace igp::pack {

/// Accepts exactly what build_pack writes: see archive::StrictReader, with the parts of a pack
/// first, in their order, and opa/ there. Entries reach the handler as they arrive: throw them away
/// unless finish() succeeds.
class PackReader {
 public:
  /// `handler` must outlive the reader.
  explicit PackReader(archive::EntryHandler& handler, archive::ArchiveLimits limits = {});
  PackReader(const PackReader&) = delete;
  PackReader& operator=(const PackReader&) = delete;

  /// The next bytes of the tar. Fails as StrictReader::feed.
  Status feed(ByteView bytes) { return reader_.feed(bytes); }
  /// The tar is over. Fails as StrictReader::finish, or with kArchiveMalformed without opa/.
  Status finish();

 private:
  /// Watches the entries go by.
  class Watch final : public archive::EntryHandler {
   public:
    explicit Watch(archive::EntryHandler& next) : next_(next) {}
    Status on_entry(const archive::Entry& entry) override;
    Status on_data(ByteView bytes) override { return next_.on_data(bytes); }
    [[nodiscard]] bool has_opa() const { return has_opa_; }

   private:
    archive::EntryHandler& next_;
    bool has_opa_ = false;
  };

  Watch watch_;
  archive::StrictReader reader_;
};

}  // namespace igp::pack
