// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Parsing of Rego modules and queries.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "rego/syntax/ast.h"
#include "rego/syntax/diagnostic.h"

namespace igp::rego {

struct ParseOptions {
  RegoVersion version = RegoVersion::kV1;
  /// Future keywords that are on without an import (bits of FutureKeyword); a query takes over
  /// those of the module it is evaluated in.
  std::uint8_t keywords = 0;
  /// Reads the METADATA blocks of a module's comments, and refuses those that are none.
  bool annotations = true;
};

/// Parses a module. Fails with rego_parse_error findings in OPA's words, or kLimitExceeded's
/// message as one when `source` has more than limits::kRegoModuleBytes or nests deeper than
/// limits::kRegoParseDepth. Modules of one program may share an `arena`; null: one of its own.
Diagnosed<std::unique_ptr<Module>> parse_module(std::string name, std::string source,
                                                const ParseOptions& options = {},
                                                std::shared_ptr<SyntaxArena> arena = nullptr);

/// Parses a stand-alone query: expressions separated by `;` or new lines.
Diagnosed<std::unique_ptr<Query>> parse_query(std::string name, std::string source,
                                              const ParseOptions& options = {});

/// Parses a query's text as exactly one term, e.g. a test's input or a `--unknowns` reference.
Diagnosed<std::unique_ptr<Query>> parse_term(std::string name, std::string source,
                                             const ParseOptions& options = {});

/// Only says whether `source` is a Rego module. The error has the place and the source line.
Status check_syntax(std::string name, std::string source, const ParseOptions& options = {});

}  // namespace igp::rego
