// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Input objects that need themselves, so that no value of them ends.
#include <map>
#include <set>

#include "base/join.h"
#include "rego/gqlparser/errors.h"
#include "rego/gqlparser/schema_check.h"

namespace igp::rego::gqlparser {
namespace {

class InputCycles {
 public:
  InputCycles(const Schema& schema, Work& work) : schema_(schema), work_(work) {}

  Status from(const Definition& definition) {
    const Work::Level level(work_);
    if (!level || !visited_.insert(definition.name).second) return {};
    start_.emplace(definition.name, path_.size());
    for (const FieldDefinition* field : definition.fields) {
      if (!work_.spend()) return {};
      const Definition* type = field->type->non_null ? schema_.type(field->type->name) : nullptr;
      if (type == nullptr || type->kind != kInputObject) continue;
      path_.push_back(field);
      const auto start = start_.find(type->name);
      if (start != start_.end()) return found(*type, start->second);
      IGP_CHECK(from(*type));
      path_.pop_back();
    }
    start_.erase(definition.name);
    return {};
  }

 private:
  [[nodiscard]] Fail found(const Definition& type, std::size_t start) const {
    std::vector<std::string_view> fields;
    for (std::size_t i = start; i < path_.size(); ++i) {
      fields.push_back(path_[i]->name);
    }
    return invalid(path_[start]->position,
                   fmt::format("Cannot reference Input Object {} within itself through a series of "
                               "non-null fields: {}.",
                               quoted(type.name), quoted(join(fields, "."))));
  }

  const Schema& schema_;
  Work& work_;
  std::set<std::string_view> visited_;
  std::vector<const FieldDefinition*> path_;
  std::map<std::string_view, std::size_t> start_;  ///< of the types on the path
};

}  // namespace

Status check_input_cycles(const Schema& schema, Work& work) {
  InputCycles search(schema, work);
  for (const auto& [name, definition] : schema.types) {
    if (definition->kind == kInputObject) IGP_CHECK(search.from(*definition));
  }
  return work.status();
}

}  // namespace igp::rego::gqlparser
