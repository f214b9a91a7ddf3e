// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/templates/functions.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "base/limits.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "rego/builtins/percent.h"
#include "rego/builtins/sprintf.h"
#include "rego/value/builder.h"

namespace igp::rego::templates {
namespace {

using Args = std::span<const Data>;
using Kind = Data::Kind;

template <class... Parts>
Fail wrong(fmt::format_string<Parts...> format, Parts&&... parts) {
  return fail(ErrorCode::kRegoEval, "{}", fmt::format(format, std::forward<Parts>(parts)...));
}

/// What two values can be compared as.
enum class Basic : std::uint8_t { kNone, kBool, kInteger, kFloat, kText };

Basic basic_of(const Data& data) {
  switch (data.kind) {
    case Kind::kBool:
      return Basic::kBool;
    case Kind::kInteger:
      return Basic::kInteger;
    case Kind::kFloat:
      return Basic::kFloat;
    case Kind::kText:
    case Kind::kNumber:
      return Basic::kText;
    default:
      return Basic::kNone;
  }
}

Fail incompatible(const Data& a, const Data& b) {
  return wrong("incompatible types for comparison: {} and {}", a.go_type(), b.go_type());
}

Result<bool> equal(const Data& a, const Data& b) {
  const Basic basic = basic_of(a);
  if (basic != basic_of(b)) {
    if (a.is_nothing() || b.is_nothing()) return false;
    return incompatible(a, b);
  }
  switch (basic) {
    case Basic::kBool:
      return a.value.is_true() == b.value.is_true();
    case Basic::kInteger:
      return a.integer == b.integer;
    case Basic::kFloat:
      return a.number == b.number;
    case Basic::kText:
      return a.text() == b.text();
    case Basic::kNone:
      break;
  }
  if (a.is_nothing() || b.is_nothing()) return a.is_nothing() == b.is_nothing();
  if (a.kind != b.kind) {
    return wrong("non-comparable types {}: {}, {}: {}", a.shown(), a.go_type(), b.go_type(),
                 b.shown());
  }
  return wrong("non-comparable type {}: {}", b.shown(), b.go_type());
}

Result<bool> less(const Data& a, const Data& b) {
  const Basic basic = basic_of(a);
  const Basic other = basic_of(b);
  if (basic == Basic::kNone || other == Basic::kNone) return wrong("invalid type for comparison");
  if (basic != other) return incompatible(a, b);
  if (basic == Basic::kBool) return wrong("invalid type for comparison");
  if (basic == Basic::kInteger) return a.integer < b.integer;
  if (basic == Basic::kFloat) return a.number < b.number;
  return a.text() < b.text();
}

Result<Data> eq(Arena&, Args args) {
  if (args.size() == 1) return wrong("missing argument for comparison");
  for (const Data& other : args.subspan(1)) {
    if (IGP_TRY(equal(args[0], other))) return Data::boolean(true);
  }
  return Data::boolean(false);
}

Result<Data> ne(Arena&, Args args) { return Data::boolean(!IGP_TRY(equal(args[0], args[1]))); }
Result<Data> lt(Arena&, Args args) { return Data::boolean(IGP_TRY(less(args[0], args[1]))); }
Result<Data> ge(Arena&, Args args) { return Data::boolean(!IGP_TRY(less(args[0], args[1]))); }

Result<bool> less_or_equal(const Data& a, const Data& b) {
  if (IGP_TRY(less(a, b))) return true;
  return equal(a, b);
}

Result<Data> le(Arena&, Args args) {
  return Data::boolean(IGP_TRY(less_or_equal(args[0], args[1])));
}
Result<Data> gt(Arena&, Args args) {
  return Data::boolean(!IGP_TRY(less_or_equal(args[0], args[1])));
}
Result<Data> logical_not(Arena&, Args args) { return Data::boolean(!args[0].truth()); }

Result<Data> length(Arena&, Args args) {
  const Data& item = args[0];
  if (item.kind == Kind::kNull) return wrong("len of nil pointer");
  if (item.kind == Kind::kMissing) {
    return wrong("reflect: call of reflect.Value.Type on zero Value");
  }
  if (item.is_textual()) return Data::of_integer(static_cast<std::int64_t>(item.text().size()));
  if (item.kind != Kind::kList && item.kind != Kind::kMap) {
    return wrong("len of type {}", item.go_type());
  }
  return Data::of_integer(static_cast<std::int64_t>(item.value.size()));
}

/// An index from 0 to `most`.
Result<std::size_t> read_index(const Data& index, std::size_t most) {
  if (index.is_nothing()) return wrong("cannot index slice/array with nil");
  if (index.kind != Kind::kInteger) {
    return wrong("cannot index slice/array with type {}", index.go_type());
  }
  if (index.integer < 0 || static_cast<std::size_t>(index.integer) > most) {
    return wrong("index out of range: {}", index.integer);
  }
  return static_cast<std::size_t>(index.integer);
}

Result<Data> index_of(const Data& item, const Data& index) {
  if (item.is_nothing()) return wrong("index of nil pointer");
  if (item.kind == Kind::kMap) {
    if (index.is_nothing()) return wrong("value is nil; should be of type string");
    if (index.kind != Kind::kText) {
      return wrong("value has type {}; should be string", index.go_type());
    }
    const Value member = item.value.get(index.text());
    return Data::of(member.defined() ? member : Value::null(), /*boxed=*/true);
  }
  if (item.is_textual()) {
    const std::string text = item.text();
    const std::size_t at = IGP_TRY(read_index(index, text.size()));
    if (at == text.size()) return wrong("reflect: string index out of range");
    return Data::of_integer(static_cast<unsigned char>(text[at]));
  }
  if (item.kind != Kind::kList) return wrong("can't index item of type {}", item.go_type());
  const std::size_t at = IGP_TRY(read_index(index, item.value.size()));
  if (at == item.value.size()) return wrong("reflect: slice index out of range");
  return Data::of(item.value.items()[at], /*boxed=*/true);
}

Result<Data> index(Arena&, Args args) {
  if (args[0].is_nothing()) return wrong("index of untyped nil");
  Data item = args[0];
  for (const Data& one : args.subspan(1)) item = IGP_TRY(index_of(item, one));
  return item;
}

Result<Data> slice(Arena& arena, Args args) {
  const Data& item = args[0];
  const Args indexes = args.subspan(1);
  if (item.is_nothing()) return wrong("slice of untyped nil");
  if (indexes.size() > 3) return wrong("too many slice indexes: {}", indexes.size());
  if (item.is_textual() && indexes.size() == 3) return wrong("cannot 3-index slice a string");
  if (!item.is_textual() && item.kind != Kind::kList) {
    return wrong("can't slice item of type {}", item.go_type());
  }
  const std::string text = item.is_textual() ? item.text() : std::string();
  const std::size_t size = item.is_textual() ? text.size() : item.value.size();
  std::size_t bounds[] = {0, size, size};
  for (std::size_t i = 0; i < indexes.size(); ++i) {
    bounds[i] = IGP_TRY(read_index(indexes[i], size));
  }
  for (std::size_t i = 1; i < std::size(bounds); ++i) {
    if (bounds[i - 1] > bounds[i]) {
      return wrong("invalid slice index: {} > {}", bounds[i - 1], bounds[i]);
    }
  }
  const std::size_t count = bounds[1] - bounds[0];
  if (item.is_textual())
    return Data::of_text(arena, std::string_view(text).substr(bounds[0], count));
  return Data::of(make_array(arena, item.value.items().subspan(bounds[0], count)),
                  /*boxed=*/false);
}

/// Go's Sprint: a blank between two that are no text.
std::string sprint(Args args, bool is_output) {
  std::string out;
  for (std::size_t i = 0; i < args.size(); ++i) {
    const bool nothing = is_output && args[i].is_nothing();
    const bool textual = args[i].is_textual() || nothing;
    const bool before =
        i > 0 && (args[i - 1].is_textual() || (is_output && args[i - 1].is_nothing()));
    if (i > 0 && !textual && !before) out += ' ';
    out += nothing ? "<no value>" : args[i].shown();
  }
  return out;
}

Result<Data> shown_together(Arena& arena, Args args) {
  return Data::of_text(arena, sprint(args, /*is_output=*/false));
}

Result<Data> shown_line(Arena& arena, Args args) {
  std::string out;
  for (const Data& arg : args) {
    if (!out.empty() || &arg != args.data()) out += ' ';
    out += arg.shown();
  }
  return Data::of_text(arena, out + '\n');
}

FormatArg format_arg(const Data& data) {
  FormatArg out;
  out.go_type = data.go_type();
  switch (data.kind) {
    case Kind::kMissing:
    case Kind::kNull:
      out.type = FormatArg::Type::kNil;
      break;
    case Kind::kInteger:
      out.type = FormatArg::Type::kInt;
      out.integer = data.integer;
      break;
    case Kind::kFloat:
      out.type = FormatArg::Type::kFloat;
      out.number = data.number;
      break;
    case Kind::kBool:
      out.type = FormatArg::Type::kBool;
      out.text = data.shown();
      break;
    case Kind::kText:
    case Kind::kNumber:
      out.text = data.text();
      break;
    case Kind::kList:
    case Kind::kMap:
      out.type = data.kind == Kind::kMap ? FormatArg::Type::kMap : FormatArg::Type::kList;
      for (std::size_t i = 0; i < data.value.size(); ++i) {
        if (data.kind == Kind::kMap) {
          out.items.push_back(format_arg(Data::of(data.value.keys()[i], /*boxed=*/true)));
          out.items.push_back(format_arg(Data::of(data.value.values()[i], /*boxed=*/true)));
        } else {
          out.items.push_back(format_arg(Data::of(data.value.items()[i], /*boxed=*/true)));
        }
      }
      break;
  }
  return out;
}

Result<Data> formatted(Arena& arena, Args args) {
  if (args[0].kind != Kind::kText) {
    return wrong("wrong type for value; expected string; got {}", args[0].go_type());
  }
  std::vector<FormatArg> rest;
  for (const Data& arg : args.subspan(1)) rest.push_back(format_arg(arg));
  const std::string out = go_sprintf(args[0].text(), std::move(rest));
  if (out.size() > limits::kTemplateOutputBytes) {
    return fail(ErrorCode::kLimitExceeded, "a template that prints more than {} bytes",
                limits::kTemplateOutputBytes);
  }
  return Data::of_text(arena, out);
}

Result<Data> html(Arena& arena, Args args) {
  std::string out;
  for (const char c : sprint(args, /*is_output=*/true)) {
    switch (c) {
      case '\0':
        out += "\uFFFD";
        break;
      case '"':
        out += "&#34;";
        break;
      case '\'':
        out += "&#39;";
        break;
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      default:
        out += c;
    }
  }
  return Data::of_text(arena, out);
}

void append_script(std::string& out, const CodePoint& point, std::string_view bytes) {
  const char32_t c = point.value;
  if (c >= 0x80) {
    if (is_printable(c)) {
      append_utf8(out, c);
    } else {
      out += fmt::format("\\u{:04X}", static_cast<std::uint32_t>(c));
    }
  } else if (c == '\\' || c == '\'' || c == '"') {
    out += '\\';
    out += bytes;
  } else if (c < ' ' || c == '<' || c == '>' || c == '&' || c == '=') {
    out += fmt::format("\\u{:04X}", static_cast<std::uint32_t>(c));
  } else {
    out += bytes;
  }
}

Result<Data> js(Arena& arena, Args args) {
  const std::string text = sprint(args, /*is_output=*/true);
  std::string out;
  for (std::string_view rest = text; !rest.empty();) {
    const CodePoint point = decode_utf8(rest);
    const std::size_t size = std::max<std::size_t>(point.length, 1);
    append_script(out, point, rest.substr(0, size));
    rest.remove_prefix(size);
  }
  return Data::of_text(arena, out);
}

Result<Data> urlquery(Arena& arena, Args args) {
  return Data::of_text(arena, escape_query(sprint(args, /*is_output=*/true)));
}

constexpr Function kFunctions[] = {
    {"eq", 1, true, eq},
    {"ge", 2, false, ge},
    {"gt", 2, false, gt},
    {"html", 0, true, html},
    {"index", 1, true, index},
    {"js", 0, true, js},
    {"le", 2, false, le},
    {"len", 1, false, length},
    {"lt", 2, false, lt},
    {"ne", 2, false, ne},
    {"not", 1, false, logical_not},
    {"print", 0, true, shown_together},
    {"printf", 1, true, formatted},
    {"println", 0, true, shown_line},
    {"slice", 1, true, slice},
    {"urlquery", 0, true, urlquery},
};

}  // namespace

const Function* find_function(std::string_view name) {
  const auto* at = std::ranges::find(kFunctions, name, &Function::name);
  return at == std::end(kFunctions) ? nullptr : at;
}

}  // namespace igp::rego::templates
