// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "commands.h"

namespace igp {

std::span<const cli::CommandEntry> command_table() {
  static constexpr cli::CommandEntry kTable[] = {
      {"pack", "build a reproducible policy pack (tar and manifest)",
       "Builds the tar of a policy pack, byte-identical to GNU tar's, and writes its digest into "
       "manifest.json. The same sources give the same bytes on every machine.",
       make_pack_command},
      {"digest", "print or check digests of files, packs and directories",
       "Prints digests of files, directories and standard input in every notation the tools around "
       "packs use, and checks them.",
       make_digest_command},
      {"sign", "sign a pack or any file (Sigstore bundle)",
       "Signs a file and writes a Sigstore bundle, or generates a key pair for it.",
       make_sign_command},
      {"verify", "verify a file against its Sigstore bundle",
       "Verifies a file against its Sigstore bundle, offline, and says what was verified and what "
       "was not. Anything that cannot be checked is a refusal.",
       make_verify_command},
      {"serve", "serve packs, attestations and evidence over HTTP",
       "Serves built packs with their attestations and the evidence API. What is served was hashed "
       "by this process.",
       make_serve_command},
      {"fetch", "download, verify and install a pack",
       "Downloads a pack, verifies digest and signature, and installs its content atomically. "
       "Nothing is left behind when any check fails.",
       make_fetch_command},
      {"opa-eval", "evaluate a Rego query (as 'opa eval' does)",
       "Evaluates a Rego query over policies, data and input, and prints what opa prints.",
       make_opa_eval_command, false},  // --format json is opa's
      {"evidence-check", "ask whether a release's evidence allows promotion",
       "Asks the evidence API whether a release may be promoted; the exit code gates a rollout. "
       "Anything but a clear yes is a no.",
       make_evidence_check_command},
  };
  return kTable;
}

}  // namespace igp
