// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Putting a verified pack in its place, all of it or nothing.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/io/fd.h"
#include "delivery/fetch/record.h"

namespace igp::delivery {

/// A place that a pack may be installed in: nothing is there, or an empty directory, or a pack that
/// an earlier fetch has put there.
struct InstallTarget {
  std::string path;    ///< without trailing slashes
  std::string parent;  ///< directory of `path`
  std::string name;    ///< last component of `path`
  bool exists = false;
  std::optional<FetchRecord> previous;
};

/// Looks at `path` and changes nothing. Fails with kUsage when something else is there, also a
/// symbolic link.
Result<InstallTarget> inspect_target(const std::string& path);

/// The innermost directory above the target that exists.
std::string existing_ancestor(const InstallTarget& target);

/// Writes the pack into the directory given to it and makes it durable.
using FillDirectory = std::function<Status(int root)>;

/// Lets `fill` write into a fresh directory beside the target and puts it in place with one rename;
/// a previous pack is exchanged and then removed. A power failure leaves one of the two, whole:
/// what the rename puts there is durable before it, and the rename itself is not waited for, since
/// the next fetch would repeat it. On any failure, and when `cancel` is true before the rename, the
/// target is as it was and nothing else is left. What a killed process left behind is removed
/// first. Missing parent directories are made. Fails with kUsage when the target has changed
/// meanwhile, kInterrupted, kIo.
Status install(InstallTarget target, const FillDirectory& fill, Rng& rng,
               const std::atomic<bool>* cancel);

}  // namespace igp::delivery
