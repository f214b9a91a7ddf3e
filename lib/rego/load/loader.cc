// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/load/loader.h"

#include <dirent.h>
#include <fnmatch.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "archive/foreign_reader.h"
#include "base/io/file.h"
#include "base/join.h"
#include "base/limits.h"
#include "rego/value/builder.h"
#include "rego/value/json_read.h"
#include "yaml/yaml_to_json.h"

namespace igp::rego {

namespace {

using Keys = std::vector<std::string>;

bool has_suffix(std::string_view path, std::string_view suffix) { return path.ends_with(suffix); }

std::string join_path(const std::string& directory, const std::string& name) {
  return directory == "."           ? name
         : directory.ends_with('/') ? directory + name
                                    : directory + "/" + name;
}

// `./a//b/` as Go's filepath.Clean has it, for paths without "..".
std::string clean_path(std::string_view path) {
  std::string out = path.starts_with('/') ? "/" : "";
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view part = path.substr(0, end);
    path.remove_prefix(std::min(end + 1, path.size()));
    if (part.empty() || part == ".") continue;
    if (!out.empty() && out.back() != '/') out += '/';
    out += part;
  }
  return out.empty() ? "." : out;
}

Value nested(Arena& arena, const Keys& keys, Value value) {
  for (auto key = keys.rbegin(); key != keys.rend(); ++key) {
    ObjectBuilder object(arena);
    object.insert(*key, value);
    value = object.finish();
  }
  return value;
}

// Where two documents cannot be merged: both have a value there and one is no object.
bool conflict(const Value& a, const Value& b, Keys& path) {
  for (std::size_t i = 0; i < b.size(); ++i) {
    const Value& key = b.keys()[i];
    const Value mine = a.lookup(key);
    if (mine.is_undefined()) continue;
    const Value& other = b.values()[i];
    path.emplace_back(key.as_string());
    if (!mine.is_object() || !other.is_object() || conflict(mine, other, path)) return true;
    path.pop_back();
  }
  return false;
}

Value merge(Arena& arena, const Value& a, const Value& b) {
  ObjectBuilder object(arena);
  for (std::size_t i = 0; i < a.size(); ++i) object.insert(a.keys()[i], a.values()[i]);
  for (std::size_t i = 0; i < b.size(); ++i) {
    const Value& key = b.keys()[i];
    const Value mine = a.lookup(key);
    object.insert(key, mine.defined() ? merge(arena, mine, b.values()[i]) : b.values()[i]);
  }
  return object.finish();
}

// JSON, or YAML where the text is no JSON.
Result<Value> read_document(Arena& arena, std::string_view text) {
  auto json = read_json(arena, text);
  if (json || json.error().code == ErrorCode::kLimitExceeded) return json;
  return read_json(arena, IGP_TRY(yaml::yaml_to_json(text)));
}

bool is_document_name(std::string_view name) {
  return name == "data.json" || name == "data.yaml" || name == "data.yml";
}

bool is_archive_name(std::string_view path) {
  return path.ends_with(".tar.gz") || path.ends_with(".tgz") || path.ends_with(".tar") ||
         path.ends_with(".tar.zst");
}

std::string system_error(std::string_view what, std::string_view path) {
  const int cause = errno;
  std::string text = std::strerror(cause);
  if (!text.empty()) text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
  return fmt::format("{} {}: {}", what, path, text);
}

}  // namespace

Loader::Loader() : arena_(std::make_shared<Arena>()), merged_(Value::empty_object()) {}

void Loader::add(std::string_view path) {
  bundle_ = false;
  Keys keys;
  const std::size_t colon = path.find(':');
  if (colon != std::string_view::npos && colon > 0 && path.find("://") != colon) {
    std::string_view prefix = path.substr(0, colon);
    path.remove_prefix(colon + 1);
    while (!prefix.empty()) {
      const std::size_t dot = std::min(prefix.find('.'), prefix.size());
      keys.emplace_back(prefix.substr(0, dot));
      prefix.remove_prefix(std::min(dot + 1, prefix.size()));
    }
  }
  if (path.starts_with("file://")) path.remove_prefix(7);
  walk(clean_path(path), keys, 0);
}

void Loader::add_bundle(std::string_view path) {
  bundle_ = true;
  walk(clean_path(path), {}, 0);
}

bool Loader::is_ignored(const std::string& name) const {
  return std::ranges::any_of(ignored_, [&](const std::string& pattern) {
    return ::fnmatch(pattern.c_str(), name.c_str(), 0) == 0;
  });
}

void Loader::walk(const std::string& path, const Keys& keys, int depth) {
  struct ::stat status{};
  if (::stat(path.c_str(), &status) != 0) {
    errors_.push_back(system_error("stat", path));
    return;
  }
  const std::string name = path.substr(path.rfind('/') + 1);
  if (depth > 0 && is_ignored(name)) return;
  if (!S_ISDIR(status.st_mode)) {
    if (seen_.insert(join(keys, ".").append(":").append(path)).second) file(path, keys, depth);
    return;
  }
  if (depth > limits::kArchiveDepth) {
    errors_.push_back(fmt::format("{}: directories are nested too deeply", path));
    return;
  }
  Keys below = keys;
  if (depth > 0) below.push_back(name);
  DIR* directory = ::opendir(path.c_str());
  if (directory == nullptr) {
    errors_.push_back(system_error("open", path));
    return;
  }
  std::vector<std::string> names;
  while (const dirent* entry = ::readdir(directory)) {
    const std::string_view found = entry->d_name;
    if (found != "." && found != "..") names.emplace_back(found);
  }
  ::closedir(directory);
  std::ranges::sort(names);
  for (const std::string& entry : names) walk(join_path(path, entry), below, depth + 1);
}

void Loader::file(const std::string& path, const Keys& keys, int depth) {
  const std::string name = path.substr(path.rfind('/') + 1);
  const bool rego = has_suffix(path, ".rego");
  const bool json = has_suffix(path, ".json");
  const bool yaml = has_suffix(path, ".yaml") || has_suffix(path, ".yml");
  const bool archive = depth == 0 && is_archive_name(path);
  if (!rego && !json && !yaml && !archive) {
    if (depth == 0) errors_.push_back(fmt::format("{}: unrecognized file", path));
    return;
  }
  if (bundle_ && !rego && !archive && !is_document_name(name)) return;
  auto text = read_file(path, rego ? limits::kRegoModuleBytes : limits::kRegoDocumentBytes);
  if (!text) {
    errors_.push_back(text.error().text());
  } else if (archive) {
    this->archive(path, keys, *text);
  } else {
    content(path, keys, std::move(*text));
  }
}

// An archive is a bundle whatever flag named it: other JSON and YAML than data.* is left out.
void Loader::archive(const std::string& path, const Keys& keys, std::string_view bytes) {
  const auto files =
      archive::read_foreign_files(as_bytes(bytes), {.limits = {}, .strip_leading_slash = true});
  if (!files) {
    errors_.push_back(fmt::format("{}: {}", path, files.error().text()));
    return;
  }
  for (const archive::MemoryFile& file : *files) {
    Keys below = keys;
    std::string_view rest = file.path.str();
    for (std::size_t slash; (slash = rest.find('/')) != std::string_view::npos;) {
      below.emplace_back(rest.substr(0, slash));
      rest.remove_prefix(slash + 1);
    }
    if (!rest.ends_with(".rego") && !is_document_name(rest)) continue;
    content(join_path(path, file.path.str()), below, file.content);
  }
}

void Loader::content(const std::string& path, const Keys& keys, std::string text) {
  if (has_suffix(path, ".rego")) {
    modules_.push_back({path, std::move(text)});
    return;
  }
  const auto value =
      has_suffix(path, ".json") ? read_json(*arena_, text) : read_document(*arena_, text);
  if (!value) {
    errors_.push_back(fmt::format("{}: {}", path, value.error().message));
    return;
  }
  document(path, keys, *value);
}

void Loader::document(const std::string& path, const Keys& keys, const Value& value) {
  if (keys.empty() && !value.is_object()) {
    errors_.push_back(fmt::format("{}: document must be of type object", path));
    return;
  }
  const Value placed = nested(*arena_, keys, value);
  Keys where;
  if (!conflict(merged_, placed, where)) {
    merged_ = merge(*arena_, merged_, placed);
    documents_.push_back({path, placed});
    return;
  }
  std::string message =
      fmt::format("{}: merge error: conflicting values at data.{}", path, join(where, "."));
  for (const Source& earlier : documents_) {
    Keys same;
    if (!conflict(earlier.document, placed, same) || same != where) continue;
    message += fmt::format(", also defined in {}", earlier.path);
    break;
  }
  errors_.push_back(std::move(message));
}

EngineSources Loader::take() { return {std::move(modules_), {std::move(arena_), merged_}}; }

Result<Document> read_input(std::string_view text) {
  Document document;
  document.arena = std::make_shared<Arena>();
  document.value = IGP_TRY(read_document(*document.arena, text));
  return document;
}

Result<Document> read_input_file(const std::string& path) {
  if (::access(path.c_str(), R_OK) != 0) {
    return fail(ErrorCode::kFileNotFound, "{}", system_error("open", path));
  }
  return read_input(IGP_TRY(read_file(path, limits::kRegoDocumentBytes)));
}

}  // namespace igp::rego
