// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Gives flags their values without a command line and its parser.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "cli/flag.h"

namespace igp::test {

/// Names without dashes and their values; a switch is set whatever its value says.
using FlagValues = std::vector<std::pair<std::string, std::string>>;

inline void set_flag(const cli::FlagSet& flags, const std::string& name, const std::string& value) {
  CAPTURE(name);
  const auto flag = std::ranges::find(flags.flags(), name, &cli::Flag::name);
  REQUIRE(flag != flags.flags().end());
  struct {
    const std::string& value;
    void operator()(bool* to) const { *to = true; }
    void operator()(std::string* to) const { *to = value; }
    void operator()(std::optional<std::string>* to) const { *to = value; }
    void operator()(std::vector<std::string>* to) const { to->push_back(value); }
    void operator()(std::int64_t* to) const { *to = std::stoll(value); }
    void operator()(std::optional<std::int64_t>* to) const { *to = std::stoll(value); }
    void operator()(double* to) const { *to = std::stod(value); }
    void operator()(std::optional<double>* to) const { *to = std::stod(value); }
  } const set{value};
  std::visit(set, flag->into);
}

inline void set_flags(const cli::FlagSet& flags, const FlagValues& values) {
  for (const auto& [name, value] : values) set_flag(flags, name, value);
}

}  // namespace igp::test
