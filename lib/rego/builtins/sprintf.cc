// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/builtins/sprintf.h"

#include <fmt/format.h>

#include <optional>
#include <vector>

#include "base/ascii.h"
#include "base/utf8.h"
#include "rego/builtins/sprintf_verbs.h"
#include "rego/builtins/text.h"

namespace igp::rego {
namespace {

// Go refuses larger widths and precisions.
constexpr std::int64_t kMostWidth = 1'000'000;

class Formatter {
 public:
  Formatter(std::string_view format, std::vector<FormatArg> args)
      : format_(format), args_(std::move(args)) {}

  std::string run();

 private:
  void directive();
  void flags();
  void width();
  void precision();
  void argument_index();
  void verb();
  std::optional<std::int64_t> number();
  std::optional<std::int64_t> star();
  void extra_arguments();

  std::string_view format_;
  std::vector<FormatArg> args_;
  std::string out_;
  FormatSpec spec_;
  std::size_t next_arg_ = 0;
  bool reordered_ = false;  // some directive had an index: no complaint about extra arguments
  bool index_good_ = true;  // of the directive at hand
  bool after_index_ = false;
};

// Reads digits; nothing when there are none. A number above the limit takes the rest of the format
// with it, as in Go.
std::optional<std::int64_t> Formatter::number() {
  if (format_.empty() || !is_digit(format_[0])) return std::nullopt;
  std::int64_t value = 0;
  while (!format_.empty() && is_digit(format_[0])) {
    value = std::min(value * 10 + (format_[0] - '0'), kMostWidth + 1);
    format_.remove_prefix(1);
  }
  if (value > kMostWidth) {
    format_ = {};
    return std::nullopt;
  }
  return value;
}

void Formatter::flags() {
  for (; !format_.empty(); format_.remove_prefix(1)) {
    switch (format_[0]) {
      case '#':
        spec_.sharp = true;
        break;
      case '0':
        spec_.zero = true;
        break;
      case '+':
        spec_.plus = true;
        break;
      case '-':
        spec_.minus = true;
        break;
      case ' ':
        spec_.space = true;
        break;
      default:
        return;
    }
  }
}

// "[3]": the argument that the next use takes, counted from 1.
void Formatter::argument_index() {
  if (!format_.starts_with('[')) return;
  reordered_ = true;
  const std::size_t end = format_.find(']');
  if (end == std::string_view::npos) {
    index_good_ = false;
    format_.remove_prefix(1);
    return;
  }
  const std::string_view after = format_.substr(end + 1);
  format_ = format_.substr(1, end - 1);
  const auto index = number();
  const bool whole = index && format_.empty();
  format_ = after;
  if (!whole || *index < 1 || static_cast<std::size_t>(*index) > args_.size()) {
    index_good_ = false;
    return;
  }
  next_arg_ = static_cast<std::size_t>(*index - 1);
  after_index_ = true;
}

// The argument of a '*', if it is an integer that Go accepts.
std::optional<std::int64_t> Formatter::star() {
  format_.remove_prefix(1);
  if (next_arg_ >= args_.size()) return std::nullopt;
  const FormatArg& arg = args_[next_arg_++];
  after_index_ = false;
  if (arg.type != FormatArg::Type::kInt || arg.integer > kMostWidth || arg.integer < -kMostWidth) {
    return std::nullopt;
  }
  return arg.integer;
}

void Formatter::width() {
  argument_index();
  if (format_.starts_with('*')) {
    const auto value = star();
    if (!value) {
      out_ += "%!(BADWIDTH)";
      return;
    }
    spec_.width = *value < 0 ? -*value : *value;
    if (*value < 0) spec_.minus = true;
    if (spec_.minus) spec_.zero = false;
    return;
  }
  const auto value = number();
  if (value && after_index_) index_good_ = false;  // "%[3]2d"
  if (value) spec_.width = *value;
}

void Formatter::precision() {
  if (!format_.starts_with('.')) return;
  format_.remove_prefix(1);
  if (after_index_) index_good_ = false;  // "%[3].2d"
  argument_index();
  if (format_.starts_with('*')) {
    const auto value = star();
    if (!value) {
      out_ += "%!(BADPREC)";
    } else if (*value >= 0) {
      spec_.precision = *value;
    } else {
      out_ += "%!(BADPREC)";
    }
    return;
  }
  const auto value = number();
  spec_.precision = value.value_or(0);
}

void Formatter::verb() {
  if (format_.empty()) {
    out_ += "%!(NOVERB)";
    return;
  }
  const char32_t c = take_rune(format_);
  if (c == '%') {
    out_ += '%';
  } else if (!index_good_) {
    out_ += "%!";
    append_utf8(out_, c);
    out_ += "(BADINDEX)";
  } else if (next_arg_ >= args_.size()) {
    out_ += "%!";
    append_utf8(out_, c);
    out_ += "(MISSING)";
  } else {
    append_formatted(out_, spec_, c, args_[next_arg_++]);
  }
}

void Formatter::directive() {
  spec_ = {};
  index_good_ = true;
  after_index_ = false;
  flags();
  if (spec_.minus) spec_.zero = false;
  width();
  precision();
  if (!after_index_) argument_index();
  verb();
}

void Formatter::extra_arguments() {
  if (reordered_ || next_arg_ >= args_.size()) return;
  out_ += "%!(EXTRA ";
  for (std::size_t i = next_arg_; i < args_.size(); ++i) {
    if (i != next_arg_) out_ += ", ";
    if (args_[i].type != FormatArg::Type::kNil) {
      out_ += args_[i].type_name();
      out_ += '=';
    }
    append_formatted(out_, {}, 'v', args_[i]);
  }
  out_ += ')';
}

std::string Formatter::run() {
  for (;;) {
    const std::size_t percent = std::min(format_.find('%'), format_.size());
    out_ += format_.substr(0, percent);
    format_.remove_prefix(percent);
    if (format_.empty()) break;
    format_.remove_prefix(1);
    directive();
  }
  extra_arguments();
  return std::move(out_);
}

}  // namespace

std::string go_sprintf(std::string_view format, std::span<const Value> args) {
  std::vector<FormatArg> out;
  out.reserve(args.size());
  for (const Value& v : args) out.push_back(FormatArg::of(v));
  return go_sprintf(format, std::move(out));
}

std::string go_sprintf(std::string_view format, std::vector<FormatArg> args) {
  return Formatter(format, std::move(args)).run();
}

}  // namespace igp::rego
