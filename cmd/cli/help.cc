// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/help.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/join.h"

#include "version.h"

namespace igp::cli {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kHelpColumn = 30;

/// `text` broken at spaces into lines of at most kWidth - indent, each after the first indented.
std::string wrap(std::string_view text, std::size_t indent) {
  std::string out;
  std::size_t column = indent;
  while (!text.empty()) {
    const std::size_t space = text.find(' ');
    const std::string_view word = text.substr(0, space);
    if (column > indent && column + 1 + word.size() > kWidth) {
      out.append(1, '\n').append(indent, ' ');
      column = indent;
    } else if (column > indent) {
      out += ' ';
      ++column;
    }
    out += word;
    column += word.size();
    if (space == std::string_view::npos) break;
    text.remove_prefix(space + 1);
  }
  return out;
}

/// "  left          right", with the right part wrapped, or on its own line when left is long.
std::string row(const std::string& left, std::string_view right) {
  std::string out = "  " + left;
  if (out.size() + 2 > kHelpColumn) {
    out += "\n" + std::string(kHelpColumn, ' ');
  } else {
    out.resize(kHelpColumn, ' ');
  }
  return out + wrap(right, kHelpColumn) + "\n";
}

std::string default_text(const Flag& flag) {
  if (const auto* text = std::get_if<std::string*>(&flag.into)) return **text;
  if (const auto* number = std::get_if<std::int64_t*>(&flag.into)) return fmt::format("{}", **number);
  if (const auto* real = std::get_if<double*>(&flag.into)) return fmt::format("{}", **real);
  return {};
}

bool repeatable(const Target& target) {
  return std::holds_alternative<std::vector<std::string>*>(target);
}

std::string left_side(const Flag& flag) {
  std::string out = flag.short_name != 0 ? fmt::format("-{}, --{}", flag.short_name, flag.name)
                                         : fmt::format("    --{}", flag.name);
  if (!flag.label.empty()) out += fmt::format(" {}", flag.label);
  return out;
}

std::string right_side(const Flag& flag) {
  std::string out(flag.help);
  if (!flag.choices.empty()) out += fmt::format(" One of: {}.", join(flag.choices, ", "));
  if (repeatable(flag.into)) out += " May be repeated.";
  if (const std::string value = default_text(flag); !value.empty()) out += fmt::format(" [default: {}]", value);
  if (!flag.env.empty()) out += fmt::format(" [env: {}]", flag.env);
  return out;
}

}  // namespace

std::string version_text() { return fmt::format("igpack {}\n", kVersion); }

std::string overview(std::span<const CommandEntry> commands) {
  std::string out =
      "igpack - signed policy packs, from source to decision\n\n"
      "Usage: igpack COMMAND [OPTION]... [ARGUMENT]...\n\n"
      "Commands:\n";
  for (const CommandEntry& entry : commands) out += fmt::format("  {:<16}{}\n", entry.name, entry.summary);
  out +=
      "\n'igpack COMMAND --help' explains a command, 'man igpack' the whole.\n"
      "Exit codes: 0 pass, 1 negative verdict, 2 usage, 3 malformed input,\n"
      "4 not trusted, 75 temporary failure, 70 internal error.\n";
  return out;
}

std::string synopsis(const CommandEntry& entry, const FlagSet& flags) {
  std::string out = fmt::format("igpack {} [OPTION]...", entry.name);
  for (const Positional& positional : flags.positionals()) {
    const std::string dots = repeatable(positional.into) ? "..." : "";
    out += positional.required ? fmt::format(" {}{}", positional.name, dots)
                               : fmt::format(" [{}]{}", positional.name, dots);
  }
  return out;
}

std::string command_help(const CommandEntry& entry, const FlagSet& flags) {
  std::string out = fmt::format("Usage: {}\n\n{}\n", synopsis(entry, flags), wrap(entry.description, 0));
  if (!flags.positionals().empty()) {
    out += "\nArguments:\n";
    for (const Positional& p : flags.positionals()) out += row(std::string(p.name), p.help);
  }
  std::vector<std::string_view> groups;
  for (const Flag& flag : flags.flags()) {
    if (std::ranges::find(groups, flag.group) == groups.end()) groups.push_back(flag.group);
  }
  for (const std::string_view group : groups) {
    out += fmt::format("\n{}:\n", group);
    for (const Flag& flag : flags.flags()) {
      if (flag.group == group) out += row(left_side(flag), right_side(flag));
    }
  }
  return out + row("-h, --help", "Print this help.");
}

Json command_json(const CommandEntry& entry, const FlagSet& flags) {
  const auto complete_name = [](Complete complete) {
    return complete == Complete::kFile ? "file" : complete == Complete::kDirectory ? "directory" : "none";
  };
  Json options = Json::array();
  for (const Flag& flag : flags.flags()) {
    Json one = {{"name", flag.name}};
    if (flag.short_name != 0) one["short"] = std::string(1, flag.short_name);
    if (!flag.label.empty()) one["label"] = flag.label;
    one["help"] = flag.help;
    one["group"] = flag.group;
    one["complete"] = complete_name(flag.complete);
    if (!flag.choices.empty()) one["choices"] = flag.choices;
    if (!flag.env.empty()) one["env"] = flag.env;
    if (const std::string value = default_text(flag); !value.empty()) one["default"] = value;
    if (repeatable(flag.into)) one["repeatable"] = true;
    if (flag.required) one["required"] = true;
    options.push_back(std::move(one));
  }
  Json arguments = Json::array();
  for (const Positional& p : flags.positionals()) {
    arguments.push_back(Json{{"name", p.name},
                         {"help", p.help},
                         {"required", p.required},
                         {"repeatable", repeatable(p.into)},
                         {"complete", complete_name(p.complete)}});
  }
  return Json{{"name", entry.name},
              {"summary", entry.summary},
              {"description", entry.description},
              {"synopsis", synopsis(entry, flags)},
              {"arguments", std::move(arguments)},
              {"options", std::move(options)}};
}

}  // namespace igp::cli
