// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "delivery/fetch/install.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <vector>

#include "base/io/atomic_file.h"
#include "base/io/directory.h"

namespace igp::delivery {
namespace {

constexpr std::string_view kStagingMark = ".igpack-";

struct CloseDir {
  void operator()(DIR* dir) const { ::closedir(dir); }
};

/// Fails with kIo when the directory cannot be listed.
Result<std::vector<std::string>> list(const std::string& path) {
  const std::unique_ptr<DIR, CloseDir> dir(::opendir(path.c_str()));
  if (!dir) return Fail(errno_error("list", path));
  std::vector<std::string> names;
  while (const dirent* entry = ::readdir(dir.get())) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") names.emplace_back(name);
  }
  return names;
}

std::string staging_prefix(const InstallTarget& target) {
  return "." + target.name + std::string(kStagingMark);
}

/// Fills in what is at target.path. Fails with kUsage when it is not ours to replace.
Status look_at(InstallTarget& target) {
  struct stat st{};
  target.previous.reset();
  target.exists = ::lstat(target.path.c_str(), &st) == 0;
  if (!target.exists) {
    return errno == ENOENT ? Status{} : Fail(errno_error("look at", target.path));
  }
  if (!S_ISDIR(st.st_mode)) {
    return fail(ErrorCode::kUsage, "{} exists and is not a directory", quote(target.path));
  }
  const UniqueFd root = IGP_TRY(open_directory(AT_FDCWD, target.path));
  target.previous = load_record(root.get());
  if (target.previous || IGP_TRY(list(target.path)).empty()) return {};
  return Fail(
      error(ErrorCode::kUsage, "{} exists and was not made by 'igpack fetch'", quote(target.path))
          .with_hint("choose another directory, or remove this one first"));
}

/// Removes what killed processes left. Only with the parent locked: every staging directory of a
/// living process is made under that lock.
void sweep(const InstallTarget& target) {
  const auto names = list(target.parent);
  if (!names) return;
  for (const std::string& name : *names) {
    if (!name.starts_with(staging_prefix(target))) continue;
    // What cannot be removed is in nobody's way.
    static_cast<void>(remove_tree(AT_FDCWD, target.parent + "/" + name));
  }
}

/// Renames the staging directory to the target's place. Returns whether it now holds the old pack.
Result<bool> swap_in(const std::string& staging, const InstallTarget& target) {
  const unsigned flags = target.exists ? RENAME_EXCHANGE : RENAME_NOREPLACE;
  const auto rename = [&] {
    return ::renameat2(AT_FDCWD, staging.c_str(), AT_FDCWD, target.path.c_str(), flags) == 0;
  };
  if (!rename()) return Fail(errno_error("replace", target.path));
  if (!target.exists) return false;
  // Whatever came there since we looked is not ours to remove.
  InstallTarget old{.path = staging, .parent = target.parent, .name = target.name};
  if (auto ours = look_at(old); !ours) {
    if (!rename()) return Fail(errno_error("restore", target.path));
    return fail(ErrorCode::kUsage, "{} was changed by somebody else meanwhile", quote(target.path));
  }
  return true;
}

/// Directories that are made on the way to the target and taken back unless the target is made too.
class Parents {
 public:
  explicit Parents(const std::string& path) {
    for (std::string missing = path; ::access(missing.c_str(), F_OK) != 0;) {
      made_.push_back(missing);
      const std::size_t slash = missing.rfind('/');
      if (slash == std::string::npos || slash == 0) break;
      missing.resize(slash);
    }
  }
  Parents(Parents&&) = delete;
  ~Parents() {
    // rmdir fails where somebody else has put something meanwhile, as it should.
    for (const std::string& path : made_) ::rmdir(path.c_str());
  }
  void keep() { made_.clear(); }

 private:
  std::vector<std::string> made_;  ///< innermost first
};

}  // namespace

Result<InstallTarget> inspect_target(const std::string& path) {
  InstallTarget target{.path = path, .parent = ".", .name = path};
  while (target.path.size() > 1 && target.path.ends_with('/')) target.path.pop_back();
  target.name = target.path;
  if (const std::size_t slash = target.path.rfind('/'); slash != std::string::npos) {
    target.parent = slash == 0 ? "/" : target.path.substr(0, slash);
    target.name = target.path.substr(slash + 1);
  }
  if (target.name.empty() || target.name == "." || target.name == "..") {
    return fail(ErrorCode::kUsage, "{} does not name a directory to make", quote(path));
  }
  IGP_CHECK(look_at(target));
  return target;
}

std::string existing_ancestor(const InstallTarget& target) {
  std::string path = target.parent;
  while (::access(path.c_str(), F_OK) != 0) {
    const std::size_t slash = path.rfind('/');
    if (slash == std::string::npos) return ".";
    path.resize(std::max<std::size_t>(slash, 1));
  }
  return path;
}

Status install(InstallTarget target, const FillDirectory& fill, Rng& rng,
               const std::atomic<bool>* cancel) {
  Parents parents(target.parent);
  IGP_CHECK(make_directories(target.parent));
  const UniqueFd parent(::open(target.parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!parent.valid()) return Fail(errno_error("open directory", target.parent));
  // Held until the descriptor closes, also by death. Where locks do not exist (some network file
  // systems) the leftovers of others stay, since nobody can tell whether they are still in use.
  if (::flock(parent.get(), LOCK_EX) == 0) sweep(target);
  TempDirectory staging =
      IGP_TRY(TempDirectory::create(target.parent, staging_prefix(target), rng));
  if (::fchmod(staging.fd(), 0755) != 0) return Fail(errno_error("set the mode of", target.path));
  IGP_CHECK(fill(staging.fd()));
  if (cancel != nullptr && cancel->load(std::memory_order_relaxed)) {
    return fail(ErrorCode::kInterrupted, "interrupted before the pack was installed");
  }
  IGP_CHECK(look_at(target));
  const bool exchanged = IGP_TRY(swap_in(staging.path(), target));
  if (!exchanged) static_cast<void>(staging.release());
  parents.keep();
  return {};
}

}  // namespace igp::delivery
