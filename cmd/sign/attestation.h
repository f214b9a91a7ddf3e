// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// AttestationFlags: signing a statement about files instead of the files.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/command.h"
#include "pack/provenance.h"
#include "sigstore/sign/attest.h"

namespace igp {

class AttestationFlags {
 public:
  void describe(cli::FlagSet& flags);

  /// Whether a statement was asked for.
  [[nodiscard]] bool given() const { return slsa_ || sbom_ || !predicate_.empty(); }
  /// Fails with kUsage when flags are missing or contradict each other.
  [[nodiscard]] Status check() const;
  /// Reads what the statement is about and says. The first of `blobs` is the request's artifact.
  [[nodiscard]] Result<sigstore::SigningRequest> make_request(const std::vector<std::string>& blobs,
                                                              cli::Runtime& runtime);
  /// Writes what the statement says to --output-predicate, if that was given.
  [[nodiscard]] Status write_predicate() const;

 private:
  /// A predicate, and what it was made for.
  struct Statement {
    std::vector<sigstore::Subject> subjects;
    sigstore::Predicate predicate;
  };
  [[nodiscard]] Result<Statement> read_statement(const std::vector<std::string>& blobs,
                                                 cli::Runtime& runtime) const;
  [[nodiscard]] Result<Statement> make_sbom(const std::vector<std::string>& blobs,
                                            cli::Runtime& runtime) const;
  [[nodiscard]] Result<sigstore::Predicate> read_predicate() const;

  std::string predicate_;
  std::string type_;
  bool slsa_ = false;
  pack::BuildFacts facts_;
  bool sbom_ = false;
  std::string manifest_;
  std::optional<std::int64_t> epoch_;
  std::string output_;
  std::string said_;  ///< the predicate, once make_request() knows it
};

/// The subjects with a SHA-256 digest of the statement in `bundle`; none when it is no attestation.
/// Names may be anything: whoever wrote the statement chose them.
std::vector<sigstore::Subject> statement_subjects(const sigstore::Bundle& bundle);

}  // namespace igp
