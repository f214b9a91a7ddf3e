// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Flags as data: one description of a command line that the parser, --help, the manual pages and
// the shell completions are all made from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace igp::cli {

/// What a shell offers for a value.
enum class Complete : std::uint8_t { kNone, kFile, kDirectory };

/// Where a value goes. The pointee's initial value is the default; a vector means "repeatable".
using Target =
    std::variant<bool*, std::string*, std::optional<std::string>*, std::vector<std::string>*,
                 std::int64_t*, std::optional<std::int64_t>*, double*, std::optional<double>*>;

/// One option. Strings must have static storage.
struct Flag {
  std::string_view name;   ///< long name without dashes
  char short_name = 0;     ///< 0: none
  std::string_view label;  ///< value's name in help; empty for switches
  std::string_view help;   ///< one sentence, capital, full stop
  Complete complete = Complete::kNone;
  std::vector<std::string_view> choices = {};  ///< the only accepted values, when not empty
  std::string_view env = {};                   ///< environment variable that sets the default
  Target into;
  bool required = false;
  bool may_be_empty = false;           ///< whether "" is a value like others
  std::string_view group = "Options";  ///< heading in help
};

/// One argument without a dash.
struct Positional {
  std::string_view name;  ///< upper case, as in the synopsis
  std::string_view help;
  Complete complete = Complete::kFile;
  Target into;
  bool required = true;
};

/// What one command accepts.
class FlagSet {
 public:
  void add(Flag flag) { flags_.push_back(std::move(flag)); }
  void add(Positional positional) { positionals_.push_back(std::move(positional)); }

  [[nodiscard]] const std::vector<Flag>& flags() const { return flags_; }
  [[nodiscard]] const std::vector<Positional>& positionals() const { return positionals_; }

 private:
  std::vector<Flag> flags_;
  std::vector<Positional> positionals_;
};

}  // namespace igp::cli
