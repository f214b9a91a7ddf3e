// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/schema/pool.h"

#include <utility>

#include "base/limits.h"

namespace igp::rego::schema {
namespace {

/// A schema can be three levels of JSON: a keyword's list or object of schemas.
constexpr int kMostLevels = 3 * limits::kJsonSchemaDepth;

template <class... Args>
Fail wrong(fmt::format_string<Args...> format, Args&&... args) {
  return fail(ErrorCode::kRegoEval, format, std::forward<Args>(args)...);
}

/// Whether the members of what `keyword` leads to are schemas, and their names mean nothing.
bool has_named_schemas(std::string_view keyword) {
  return keyword == "properties" || keyword == "dependencies" || keyword == "patternProperties";
}

}  // namespace

Status Pool::add_document(const Value& document) {
  const auto draft = IGP_TRY(draft_of(document));
  IGP_CHECK(collect(document, Reference(), draft, 0));
  documents_[""] = {document, draft};
  return {};
}

Result<PoolDocument> Pool::find(const Reference& reference) {
  const std::string text = reference.text();
  if (const auto at = documents_.find(text); at != documents_.end()) return at->second;
  const auto at = documents_.find(reference.document());
  if (at == documents_.end()) {
    if (!reference.is_canonical()) return wrong("Reference {} must be canonical", text);
    return wrong("remote reference loading disabled: {}", text);
  }
  PoolDocument out = at->second;
  out.value = IGP_TRY(reference.find_in(out.value));
  documents_[text] = out;
  return out;
}

std::string Pool::reference_of(const Value& object) const {
  const auto at = resolved_.find(object.values().data());
  if (at != resolved_.end()) return at->second;
  const Value reference = object.get("$ref");
  return std::string(reference.as_string());
}

Result<std::optional<Draft>> Pool::draft_of(const Value& document) {
  if (document.is_bool()) return std::optional<Draft>();
  if (!document.is_object()) return wrong("schema is invalid");
  const Value named = document.get("$schema");
  if (named.is_undefined()) return std::optional<Draft>();
  if (!named.is_string()) return wrong("$schema must be of type string");
  const std::string url = IGP_TRY(Reference::parse(named.as_string())).text();
  for (const auto& [name, draft] :
       {std::pair("04", Draft::k4), std::pair("06", Draft::k6), std::pair("07", Draft::k7)}) {
    if (url == fmt::format("http://json-schema.org/draft-{}/schema", name)) {
      return std::optional(draft);
    }
  }
  return std::optional<Draft>();
}

Status Pool::collect(const Value& value, const Reference& base, std::optional<Draft> draft,
                     int level) {
  if (level > kMostLevels) {
    return fail(ErrorCode::kLimitExceeded, "a JSON schema of more than {} levels of JSON",
                kMostLevels);
  }
  if (value.is_array()) {
    for (const Value& item : value.items()) IGP_CHECK(collect(item, base, draft, level + 1));
  }
  if (!value.is_object()) return {};
  Reference here = base;
  IGP_CHECK(collect_id(value, draft, here));
  resolve(value, here);
  for (std::size_t i = 0; i < value.size(); ++i) {
    const std::string_view key = value.keys()[i].as_string();
    const Value& member = value.values()[i];
    if (key == "const" || key == "enum") continue;
    if (!has_named_schemas(key)) {
      IGP_CHECK(collect(member, here, draft, level + 1));
    } else if (member.is_object()) {
      for (const Value& one : member.values()) IGP_CHECK(collect(one, here, draft, level + 2));
    }
  }
  return {};
}

Status Pool::collect_id(const Value& object, std::optional<Draft> draft, Reference& here) {
  const Value old_id = object.get("id");
  const Value id = old_id.defined() ? old_id : object.get("$id");
  if (!id.is_string()) return {};
  const auto parsed = Reference::parse(id.as_string());
  const auto absolute = parsed ? here.inherit(*parsed) : parsed;
  if (!absolute) return {};
  here = *absolute;
  const std::string text = here.text();
  if (documents_.contains(text)) return wrong("Reference already exists: \"{}\"", text);
  documents_[text] = {object, draft};
  return {};
}

void Pool::resolve(const Value& object, const Reference& here) {
  const Value reference = object.get("$ref");
  if (!reference.is_string()) return;
  const auto parsed = Reference::parse(reference.as_string());
  const auto absolute = parsed ? here.inherit(*parsed) : parsed;
  if (absolute) resolved_[object.values().data()] = absolute->text();
}

}  // namespace igp::rego::schema
