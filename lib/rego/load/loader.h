// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Loader: files and directories to modules and base documents, by the rules of `opa eval --data`.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "rego/engine.h"

namespace igp::rego {

/// Collects what paths hold. A path is a file or a directory, or `prefix.path:FILE`, which puts a
/// document below that path. *.rego are modules; *.json, *.yaml and *.yml are documents, merged at
/// the root, or below the names of the directories they are in when a directory was given. Other
/// files of a directory are passed over. An archive (tar, also compressed) counts as a bundle.
class Loader {
 public:
  Loader();

  /// Files and directories whose name matches one of these are passed over (`*`, `?`, `[...]`).
  void ignore(std::vector<std::string> patterns) { ignored_ = std::move(patterns); }

  /// Problems are kept in errors(), worded as OPA words them.
  void add(std::string_view path);

  /// A bundle directory: as a directory, but only data.json, data.yaml and modules count.
  void add_bundle(std::string_view path);

  [[nodiscard]] const std::vector<std::string>& errors() const { return errors_; }
  [[nodiscard]] EngineSources take();

 private:
  using Keys = std::vector<std::string>;

  void walk(const std::string& path, const Keys& keys, int depth);
  void file(const std::string& path, const Keys& keys, int depth);
  void archive(const std::string& path, const std::vector<std::string>& keys,
               std::string_view bytes);
  void content(const std::string& path, const std::vector<std::string>& keys, std::string text);
  void document(const std::string& path, const Keys& keys, const Value& value);
  [[nodiscard]] bool is_ignored(const std::string& name) const;

  struct Source {
    std::string path;
    Value document;
  };

  std::vector<ModuleSource> modules_;
  std::shared_ptr<Arena> arena_;
  Value merged_;
  std::vector<Source> documents_;  ///< to name the file that a conflict is with
  std::set<std::string> seen_;
  std::vector<std::string> ignored_;
  std::vector<std::string> errors_;
  bool bundle_ = false;
};

/// Reads JSON or YAML text as opa reads an input.
Result<Document> read_input(std::string_view text);
/// As read_input(); the message of a missing file is OPA's.
Result<Document> read_input_file(const std::string& path);

}  // namespace igp::rego
