// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "rego/templates/data.h"

#include "rego/builtins/sprintf.h"
#include "rego/number/number.h"

namespace igp::rego::templates {
namespace {

void append_shown(std::string& out, const Value& value) {
  if (value.is_null()) {
    out += "<nil>";
  } else if (value.is_bool()) {
    out += value.is_true() ? "true" : "false";
  } else if (value.is_number()) {
    append_number(out, value);
  } else if (value.is_string()) {
    out += value.as_string();
  } else {
    const bool is_map = value.is_object();
    out += is_map ? "map[" : "[";
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (i > 0) out += ' ';
      if (is_map) {
        append_shown(out, value.keys()[i]);
        out += ':';
      }
      append_shown(out, is_map ? value.values()[i] : value.items()[i]);
    }
    out += ']';
  }
}

}  // namespace

Data Data::boolean(bool b) {
  Data out;
  out.kind = Kind::kBool;
  out.value = Value::boolean(b);
  return out;
}

Data Data::of_integer(std::int64_t i) {
  Data out;
  out.kind = Kind::kInteger;
  out.integer = i;
  return out;
}

Data Data::of_float(double f) {
  Data out;
  out.kind = Kind::kFloat;
  out.number = f;
  return out;
}

Data Data::of_text(Arena& arena, std::string_view text) {
  Data out;
  out.kind = Kind::kText;
  out.value = Value::string(arena, text);
  return out;
}

Data Data::of(const Value& value, bool boxed) {
  Data out;
  out.boxed = boxed;
  out.value = value;
  switch (value.kind()) {
    case igp::rego::Kind::kNull:
      out.kind = Kind::kNull;
      break;
    case igp::rego::Kind::kBool:
      out.kind = Kind::kBool;
      break;
    case igp::rego::Kind::kNumber:
      out.kind = Kind::kNumber;
      break;
    case igp::rego::Kind::kString:
      out.kind = Kind::kText;
      break;
    case igp::rego::Kind::kObject:
      out.kind = Kind::kMap;
      break;
    case igp::rego::Kind::kUndefined:
      out.kind = Kind::kMissing;
      break;
    default:
      out.kind = Kind::kList;
  }
  return out;
}

std::string Data::text() const {
  if (kind == Kind::kNumber) return number_text(value);
  return std::string(value.as_string());
}

bool Data::truth() const {
  switch (kind) {
    case Kind::kMissing:
    case Kind::kNull:
      return false;
    case Kind::kBool:
      return value.is_true();
    case Kind::kInteger:
      return integer != 0;
    case Kind::kFloat:
      return number != 0;
    case Kind::kText:
    case Kind::kNumber:
      return !text().empty();
    default:
      return value.size() > 0;
  }
}

std::string_view Data::go_type() const {
  switch (kind) {
    case Kind::kBool:
      return "bool";
    case Kind::kInteger:
      return "int";
    case Kind::kFloat:
      return "float64";
    case Kind::kText:
      return "string";
    case Kind::kNumber:
      return "json.Number";
    case Kind::kList:
      return "[]interface {}";
    case Kind::kMap:
      return "map[string]interface {}";
    default:
      return "interface {}";
  }
}

std::string Data::shown() const {
  switch (kind) {
    case Kind::kMissing:
    case Kind::kNull:
      return "<nil>";
    case Kind::kInteger:
      return std::to_string(integer);
    case Kind::kFloat: {
      std::vector<FormatArg> args(1);
      args[0].type = FormatArg::Type::kFloat;
      args[0].number = number;
      return go_sprintf("%v", std::move(args));
    }
    default:
      break;
  }
  std::string out;
  append_shown(out, value);
  return out;
}

}  // namespace igp::rego::templates
