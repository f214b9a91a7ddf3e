// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/state_directory.h"

namespace igp::cli {

Result<std::string> state_directory(const Runtime& runtime) {
  const auto state = runtime.env("XDG_STATE_HOME");
  if (state && state->starts_with('/')) return *state + "/igpack";
  const auto home = runtime.env("HOME");
  if (home && home->starts_with('/')) return *home + "/.local/state/igpack";
  return Fail(error(ErrorCode::kUsage, "there is no directory to keep state in")
                  .with_hint("set XDG_STATE_HOME or HOME, or name the file"));
}

Result<std::string> default_evidence_db(const Runtime& runtime) {
  return IGP_TRY(state_directory(runtime)) + "/evidence.db";
}

}  // namespace igp::cli
