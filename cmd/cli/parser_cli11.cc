// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// The only file that includes CLI11: it is slow to compile, and its exceptions and exit codes
// (100 to 127) must not leak into the rest of the program.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/help.h"
#include "cli/parser.h"
#include "cli/suggest.h"

namespace igp::cli {
namespace {

std::string spelling(const Flag& flag) {
  std::string out = fmt::format("--{}", flag.name);
  if (flag.short_name != 0) out = fmt::format("-{},{}", flag.short_name, out);
  return out;
}

/// Makes CLI11 write one flag into its target.
CLI::Option* bind_target(CLI::App& app, const std::string& names, const std::string& help,
                         const Target& target) {
  return std::visit(
      [&](auto* into) -> CLI::Option* {
        if constexpr (std::is_same_v<decltype(into), bool*>) {
          return app.add_flag(names, *into, help);
        } else {
          return app.add_option(names, *into, help);
        }
      },
      target);
}

bool is_vector(const Target& target) {
  return std::holds_alternative<std::vector<std::string>*>(target);
}

/// The value that the environment gives a flag; empty is the same as not set.
std::optional<std::string> from_environment(const Flag& flag, const Runtime& runtime) {
  if (flag.env.empty()) return std::nullopt;
  auto value = runtime.env(std::string(flag.env).c_str());
  if (value && value->empty()) value.reset();
  return value;
}

/// The name in "--name" and "--name=value"; nothing for any other argument.
std::optional<std::string_view> long_name(std::string_view arg) {
  if (!arg.starts_with("--")) return std::nullopt;
  return arg.substr(2, arg.find('=') - 2);
}

/// Whether an argument could be an occurrence of the flag, by its long name or in a group of
/// one-letter flags.
bool mentions(std::string_view arg, const Flag& flag) {
  if (const auto name = long_name(arg)) return *name == flag.name;
  return flag.short_name != 0 && arg.starts_with("-") && arg.contains(flag.short_name);
}

/// A script whose variable is not set says `--type ""`. To take that for no demand would say ok to
/// what was to be refused.
std::string refuse_empty(const std::string& value) {
  return value.empty() ? "the value is empty" : "";
}

/// `from_environment`: the value where the command line gives none.
void bind_flag(CLI::App& app, const Flag& flag,
               const std::optional<std::string>& from_environment) {
  CLI::Option* option = bind_target(app, spelling(flag), std::string(flag.help), flag.into);
  if (is_vector(flag.into)) option->expected(1)->allow_extra_args(false)->take_all();
  if (!flag.may_be_empty) option->check(refuse_empty);
  if (!flag.choices.empty()) {
    option->check(
        CLI::IsMember(std::vector<std::string>(flag.choices.begin(), flag.choices.end())));
  }
  // Runs the same conversions and checks as a value from the command line, which overrides it.
  if (from_environment) option->default_val(*from_environment);
  if (flag.required && !from_environment) option->required();
}

/// CLI11 compares every new option with all that it has: with fifty flags a command, that took an
/// eighth of a short run. It gets to know those that this run can set or must have.
void bind_flags(CLI::App& app, const FlagSet& flags, const std::vector<std::string>& args,
                const Runtime& runtime) {
  for (const Flag& flag : flags.flags()) {
    const auto value = from_environment(flag, runtime);
    const auto is_mention = [&](const std::string& arg) { return mentions(arg, flag); };
    if (flag.required || value || std::ranges::any_of(args, is_mention)) {
      bind_flag(app, flag, value);
    }
  }
}

Error usage(std::string_view command, const std::string& message) {
  std::string text = message;
  if (!text.empty() && text.back() == '.') text.pop_back();
  if (!text.empty() && text.size() > 1 && std::islower(static_cast<unsigned char>(text[1])) != 0) {
    text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
  }
  Error out = error(ErrorCode::kUsage, "{}", text);
  out.hint =
      command.empty() ? "run 'igpack --help'" : fmt::format("run 'igpack {} --help'", command);
  return out;
}

Result<const CommandEntry*> find_command(std::span<const CommandEntry> commands,
                                         const std::string& name) {
  const auto it = std::ranges::find(commands, name, &CommandEntry::name);
  if (it != commands.end()) return &*it;
  std::vector<std::string_view> names;
  for (const CommandEntry& entry : commands) names.push_back(entry.name);
  Error unknown = usage("", fmt::format("unknown command {}", quote(name)));
  if (const auto close = closest(name, names))
    unknown.hint = fmt::format("did you mean '{}'?", *close);
  return Fail(std::move(unknown));
}

/// The arguments before a "--", or all.
std::span<const std::string> before_dashes(const std::vector<std::string>& args) {
  return {args.begin(), std::ranges::find(args, "--")};
}

/// CLI11 stops at the first value that it refuses, maybe before it has seen --json.
void note_json_flag(const FlagSet& flags, const std::vector<std::string>& args, Output& output) {
  const auto before = before_dashes(args);
  if (std::ranges::find(before, "--json") == before.end()) return;
  const auto is_json = [](const Flag& flag) { return flag.name == "json"; };
  if (std::ranges::any_of(flags.flags(), is_json)) output.prefer_json();
}

Error unknown_option(const CommandEntry& entry, const FlagSet& flags, const std::string& arg) {
  Error out = usage(entry.name, fmt::format("unknown option {}", quote(arg)));
  std::vector<std::string_view> names;
  for (const Flag& flag : flags.flags()) names.push_back(flag.name);
  const auto name = long_name(arg);
  if (!name) return out;
  if (const auto close = closest(*name, names))
    out.hint = fmt::format("did you mean '--{}'?", *close);
  return out;
}

/// Gives the arguments that are no flags to the positionals. CLI11 does not get to see these: it
/// takes the name "[a,b]" for a list, so that other files than the one named would be looked at.
Status bind_positionals(const CommandEntry& entry, const FlagSet& flags,
                        std::vector<std::string> rest) {
  auto next = rest.begin();
  for (const Positional& positional : flags.positionals()) {
    if (next == rest.end()) {
      if (!positional.required) continue;
      return Fail(usage(entry.name, fmt::format("{} is required", positional.name)));
    }
    if (auto* const* list = std::get_if<std::vector<std::string>*>(&positional.into)) {
      (*list)->assign(next, rest.end());
      next = rest.end();
    } else if (auto* const* text = std::get_if<std::string*>(&positional.into)) {
      **text = *next++;
    } else {
      *std::get<std::optional<std::string>*>(positional.into) = *next++;
    }
  }
  if (next == rest.end()) return {};
  return Fail(usage(entry.name, fmt::format("unexpected argument {}", quote(*next))));
}

/// Hands the arguments of a command to its flags, and what is no flag to its positionals.
Status parse_arguments(const CommandEntry& entry, const FlagSet& flags,
                       const std::vector<std::string>& args, const Runtime& runtime) {
  CLI::App app;
  app.set_help_flag();
  app.name(std::string(entry.name));
  app.allow_extras();
  const auto before = before_dashes(args);
  try {
    bind_flags(app, flags, args, runtime);
    app.parse(std::vector<std::string>(before.rbegin(), before.rend() - 1));
  } catch (const CLI::Error& e) {
    return Fail(usage(entry.name, e.what()));
  }
  std::vector<std::string> rest = app.remaining();
  const auto is_flag = [](std::string_view arg) { return arg.starts_with('-') && arg != "-"; };
  if (const auto stray = std::ranges::find_if(rest, is_flag); stray != rest.end())
    return Fail(unknown_option(entry, flags, *stray));
  const auto dashes = args.begin() + static_cast<std::ptrdiff_t>(before.size());
  if (dashes != args.end()) rest.insert(rest.end(), dashes + 1, args.end());
  return bind_positionals(entry, flags, std::move(rest));
}

}  // namespace

Result<Parsed> parse_command_line(std::span<const CommandEntry> commands,
                                  const std::vector<std::string>& args, const Runtime& runtime,
                                  Output& output) {
  if (args.empty()) return Fail(usage("", "no command given"));
  if (args[0] == "--help" || args[0] == "-h")
    return Parsed{.entry = nullptr, .command = {}, .text = overview(commands)};
  if (args[0] == "--version")
    return Parsed{.entry = nullptr, .command = {}, .text = version_text()};
  if (args[0] == "help") {
    if (args.size() == 1)
      return Parsed{.entry = nullptr, .command = {}, .text = overview(commands)};
    return parse_command_line(commands, {args[1], "--help"}, runtime, output);
  }
  if (args[0].starts_with("-"))
    return Fail(usage("", fmt::format("unknown option {}", quote(args[0]))));

  const CommandEntry* entry = IGP_TRY(find_command(commands, args[0]));
  Parsed parsed{.entry = entry, .command = entry->make(), .text = {}};
  FlagSet flags;
  parsed.command->describe(flags);
  output.describe(flags, entry->has_json);

  // A help flag anywhere before "--" wins over every other mistake on the line.
  for (std::size_t i = 1; i < args.size() && args[i] != "--"; ++i) {
    if (args[i] == "--help" || args[i] == "-h") {
      return Parsed{.entry = nullptr, .command = {}, .text = command_help(*entry, flags)};
    }
  }

  if (Status status = parse_arguments(*entry, flags, args, runtime); !status) {
    note_json_flag(flags, args, output);
    return Fail(std::move(status).error());
  }
  return parsed;
}

std::string dump_cli(std::span<const CommandEntry> commands, Output& output) {
  Json list = Json::array();
  for (const CommandEntry& entry : commands) {
    const std::unique_ptr<Command> command = entry.make();
    FlagSet flags;
    command->describe(flags);
    output.describe(flags, entry.has_json);
    list.push_back(command_json(entry, flags));
  }
  return encode_json_pretty(Json{{"commands", std::move(list)}});
}

}  // namespace igp::cli
