// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Parsed templates.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "rego/value/value.h"

namespace igp::rego::templates {

struct Pipeline;

/// An operand: a constant, a name, or a pipeline in parentheses, and fields of it.
struct Operand {
  enum class Kind : std::uint8_t {
    kDot,
    kNil,
    kBool,
    kInteger,
    kFloat,
    kText,
    kField,  ///< of the dot
    kVariable,
    kFunction,
    kPipeline,
  };
  Kind kind = Kind::kDot;
  std::size_t position = 0;
  std::string source;  ///< as errors show it
  std::string name;    ///< of a variable or function
  std::string text;
  std::int64_t integer = 0;
  double number = 0;
  bool flag = false;
  std::vector<std::string> fields;
  std::unique_ptr<Pipeline> pipeline;
};

struct Command {
  std::vector<Operand> operands;
  [[nodiscard]] std::string source() const;
};

struct Pipeline {
  std::vector<std::string> variables;
  bool assigns = false;  ///< "=" instead of ":="
  std::vector<Command> commands;
  std::size_t position = 0;
  [[nodiscard]] std::string source() const;
};

struct Node;
using NodeList = std::vector<Node>;

struct Node {
  enum class Kind : std::uint8_t {
    kText,
    kAction,
    kIf,
    kWith,
    kRange,
    kTemplate,
    kBreak,
    kContinue
  };
  Kind kind = Kind::kText;
  std::size_t position = 0;
  std::string text;  ///< or the name of a template
  std::unique_ptr<Pipeline> pipeline;
  NodeList list;
  NodeList otherwise;
  bool has_otherwise = false;
};

/// A template and those that it defines, by name. Its own name is "template".
struct Templates {
  std::string source;
  std::map<std::string, NodeList, std::less<>> named;
};

inline constexpr std::string_view kRootName = "template";

/// Fails with kRegoEval in Go's words; kLimitExceeded beyond kTemplateBytes or kTemplateDepth.
Result<Templates> parse(std::string_view source);

/// What an execution may cost.
struct ExecuteLimits {
  std::size_t steps = limits::kTemplateSteps;
  std::size_t output_bytes = limits::kTemplateOutputBytes;
};

/// Executes the template over an object. Fails with kRegoEval in Go's words; kLimitExceeded beyond
/// kTemplateDepth or `most`.
Result<std::string> execute(const Templates& templates, const Value& data, Arena& arena,
                            const ExecuteLimits& most = {});

}  // namespace igp::rego::templates
