// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// How results and errors look: the output formats of `opa eval`, byte for byte.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rego/engine.h"

namespace igp::rego {

enum class OutputFormat : std::uint8_t { kJson, kValues, kBindings, kPretty, kRaw, kDiscard };

/// The format called `name`, or nothing. `source` is none: it is for partial evaluation.
std::optional<OutputFormat> output_format(std::string_view name);

/// An error of any stage as it is shown.
struct ShownError {
  std::string message;
  std::string code;  ///< may be empty
  std::optional<Location> location;
  std::vector<std::string> details;  ///< lines below the message
  std::vector<TraceFrame> stack;
  std::string text;  ///< the one-line form
};

ShownError show_error(const Diagnostic& diagnostic);
ShownError show_error(const EvalError& error);
/// An error that is only text, like one of loading files.
ShownError show_error(const std::string& message);

/// What an evaluation gave.
struct Answer {
  const PreparedQuery* query = nullptr;  ///< null when it did not come so far
  ResultSet results;
  std::vector<ShownError> errors;
  std::size_t pretty_limit = 80;  ///< bytes of a table's cell; 0: no limit
};

/// Texts for the two streams.
struct Shown {
  std::string out;
  std::string err;
};

Shown show(const Answer& answer, OutputFormat format);

/// `1 error occurred: ...` with a final newline.
std::string errors_text(const std::vector<ShownError>& errors);

}  // namespace igp::rego
