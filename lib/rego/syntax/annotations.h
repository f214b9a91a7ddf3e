// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Annotations: what a comment block that starts with METADATA says about a rule or package.
#pragma once

#include <string_view>

#include "rego/syntax/ast.h"
#include "rego/syntax/diagnostic.h"

namespace igp::rego {

/// The schema of the documents at `path`: a reference to one, or the schema itself.
struct SchemaAnnotation {
  Terms path;
  Terms schema;
  Term* definition = nullptr;
};

/// One block. Lists and texts are empty, and values null, where it does not say anything.
struct Annotations {
  std::string_view scope;  ///< "rule", "document", "package" or "subpackages"
  std::string_view title;
  std::string_view description;
  bool entrypoint = false;
  Terms organizations;
  Terms related_resources;  ///< objects of `ref` and perhaps `description`
  Terms authors;            ///< objects of `name` and perhaps `email`
  List<SchemaAnnotation> schemas;
  Term* compile = nullptr;  ///< an object
  Term* custom = nullptr;   ///< an object
  Term* labels = nullptr;   ///< an object
  Loc loc;                  ///< of the first comment
  Rule* rule = nullptr;     ///< what it is about; null: the package
};

/// Reads the blocks in the comments of `module` and hands each to the package or rule below it.
/// Findings are OPA's parse errors.
Diagnostics attach_annotations(Module& module);

}  // namespace igp::rego
