// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "pack/source_tree.h"

#include <dirent.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <sys/stat.h>

#include <algorithm>
#include <map>
#include <memory>

#include "base/unicode_fold.h"
#include "pack/layout.h"

namespace igp::pack {
namespace {

struct CloseDir {
  void operator()(DIR* dir) const { ::closedir(dir); }
};

/// The names in a directory, ascending by their bytes.
Result<std::vector<std::string>> list(int directory, std::string_view shown) {
  // A descriptor of its own: reading a directory moves its offset.
  UniqueFd fd(::openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd.valid()) return Fail(errno_error("list", shown));
  const std::unique_ptr<DIR, CloseDir> stream(::fdopendir(fd.get()));
  if (!stream) return Fail(errno_error("list", shown));
  static_cast<void>(fd.release());  // owned by the stream now
  std::vector<std::string> names;
  for (errno = 0; const dirent* entry = ::readdir(stream.get()); errno = 0) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") names.emplace_back(name);
  }
  if (errno != 0) return Fail(errno_error("list", shown));
  std::ranges::sort(names);
  return names;
}

bool glob_matches(const std::string& glob, const std::string& path) {
  const bool whole = glob.find('/') != std::string::npos;
  const std::string subject = whole ? path : path.substr(path.rfind('/') + 1);
  return ::fnmatch(glob.c_str(), subject.c_str(), whole ? FNM_PATHNAME : 0) == 0;
}

bool any_matches(const std::vector<std::string>& globs, const std::string& path) {
  return std::ranges::any_of(globs,
                             [&](const std::string& glob) { return glob_matches(glob, path); });
}

std::string_view kind_of(mode_t mode) {
  switch (mode & S_IFMT) {
    case S_IFLNK:
      return "a symbolic link";
    case S_IFIFO:
      return "a fifo";
    case S_IFSOCK:
      return "a socket";
    case S_IFCHR:
    case S_IFBLK:
      return "a device";
    case S_IFDIR:
      return "a directory";
    default:
      return "a file";
  }
}

Fail refuse(std::string_view path, std::string_view reason) {
  return fail(ErrorCode::kPackSourceInvalid, "{}: {}", quote(path), reason);
}

class Walk {
 public:
  Walk(const Selection& selection, SourceVisitor& visitor, std::size_t max_entries)
      : selection_(selection), visitor_(visitor), max_entries_(max_entries) {}

  Status run(int root) {
    const std::vector<std::string> names = IGP_TRY(list(root, "."));
    IGP_CHECK(check_collisions(names, ""));
    for (const std::string_view part : kParts) {
      const bool is_there = std::ranges::find(names, part) != names.end();
      if (is_there) IGP_CHECK(visit(root, std::string(part), std::string(part)));
    }
    if (!seen_opa_) {
      return fail(ErrorCode::kPackSourceInvalid, "no directory 'opa' to pack");
    }
    for (const std::string& name : IGP_TRY(included(names))) IGP_CHECK(visit(root, name, name));
    return {};
  }

 private:
  /// Further names at the top that the selection asks for.
  Result<std::vector<std::string>> included(const std::vector<std::string>& names) const {
    std::vector<std::string> out;
    for (const std::string& glob : selection_.include) {
      const auto before = out.size();
      for (const std::string& name : names) {
        if (std::ranges::find(kParts, name) != kParts.end()) continue;
        if (std::ranges::find(kNeverPacked, name) != kNeverPacked.end()) continue;
        if (glob_matches(glob, name)) out.push_back(name);
      }
      if (out.size() == before) {
        return fail(ErrorCode::kUsage, "nothing to include matches {}", quote(glob));
      }
    }
    std::ranges::sort(out);
    const auto repeated = std::ranges::unique(out);
    out.erase(repeated.begin(), repeated.end());
    return out;
  }

  [[nodiscard]] bool is_excluded(const std::string& path) const {
    return any_matches(selection_.exclude, path);
  }

  /// Excluded names cannot collide: they are not in the tar.
  Status check_collisions(const std::vector<std::string>& names, const std::string& prefix) const {
    std::map<std::string, const std::string*> keys;
    for (const std::string& name : names) {
      if (is_excluded(prefix + name)) continue;
      const auto [known, is_new] = keys.emplace(collision_key(name), &name);
      if (is_new) continue;
      return fail(ErrorCode::kPackSourceInvalid,
                  "{}: differs from {} only in letter case or Unicode form", quote(prefix + name),
                  quote(prefix + *known->second));
    }
    return {};
  }

  // NOLINTNEXTLINE(misc-no-recursion): CanonicalPath limits the depth.
  Status visit(int parent, const std::string& name, const std::string& path_text) {
    if (is_excluded(path_text)) return {};
    auto path = CanonicalPath::parse(path_text);
    if (!path) return fail(ErrorCode::kPackSourceInvalid, "{}", path.error().message);
    if (++entries_ > max_entries_) {
      return fail(ErrorCode::kLimitExceeded, "more than {} files and directories", max_entries_);
    }
    struct stat st{};
    if (::fstatat(parent, name.c_str(), &st, AT_SYMLINK_NOFOLLOW) != 0) {
      return Fail(errno_error("read", path_text));
    }
    const bool must_be_directory = path_text == kParts[0] || path_text == kParts[1];
    if ((!S_ISDIR(st.st_mode) && !S_ISREG(st.st_mode)) ||
        (must_be_directory && !S_ISDIR(st.st_mode))) {
      return refuse(path_text, fmt::format("{} cannot be packed", kind_of(st.st_mode)));
    }
    return S_ISDIR(st.st_mode) ? visit_directory(parent, name, *path)
                               : visit_file(parent, name, *path);
  }

  // NOLINTNEXTLINE(misc-no-recursion): see visit().
  Status visit_directory(int parent, const std::string& name, const CanonicalPath& path) {
    const UniqueFd fd(
        ::openat(parent, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!fd.valid()) return Fail(errno_error("open", path.str()));
    seen_opa_ = seen_opa_ || path.str() == kParts[0];
    IGP_CHECK(visitor_.on_directory(path));
    const std::vector<std::string> names = IGP_TRY(list(fd.get(), path.str()));
    IGP_CHECK(check_collisions(names, path.str() + '/'));
    for (const std::string& child : names) {
      IGP_CHECK(visit(fd.get(), child, path.str() + '/' + child));
    }
    return {};
  }

  Status visit_file(int parent, const std::string& name, const CanonicalPath& path) {
    // Should the file have become a fifo since, opening must not wait for its writer.
    const UniqueFd fd(
        ::openat(parent, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    if (!fd.valid()) return Fail(errno_error("open", path.str()));
    return visitor_.on_file(path, fd.get());
  }

  const Selection& selection_;
  SourceVisitor& visitor_;
  std::size_t max_entries_;
  std::size_t entries_ = 0;
  bool seen_opa_ = false;
};

}  // namespace

bool is_selected(const std::string& path, const Selection& selection) {
  const std::string top = path.substr(0, path.find('/'));
  const bool is_part = std::ranges::find(kParts, top) != kParts.end();
  const bool is_kept_out = std::ranges::find(kNeverPacked, top) != kNeverPacked.end();
  if (!is_part && (is_kept_out || !any_matches(selection.include, top))) return false;
  for (std::size_t end = 0; end != std::string::npos;) {
    end = path.find('/', end + 1);
    if (any_matches(selection.exclude, path.substr(0, end))) return false;
  }
  return true;
}

Status walk_source(int root, const Selection& selection, SourceVisitor& visitor,
                   std::size_t max_entries) {
  return Walk(selection, visitor, max_entries).run(root);
}

}  // namespace igp::pack
