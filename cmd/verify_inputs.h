// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// What a command line of `verify` names, read once each.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/diag.h"
#include "cli/command.h"
#include "cli/groups/http.h"
#include "sigstore/artifact.h"
#include "sigstore/bundle.h"

namespace igp {

/// A bare signature with what may come along with it; all names of files.
struct DetachedSignature {
  std::string signature;    ///< base64
  std::string certificate;  ///< PEM; may be empty
  std::string timestamp;    ///< DER; may be empty
};

/// Whether a name is a URL rather than a file; a file of such a name is reached as ./http:...
bool is_url(std::string_view name);

/// The bundle in a file, on standard input ("-"), or at an http or https URL, which is the only
/// one that makes a connection. Fails as read_file, http::check_status or parse_bundle.
Result<sigstore::Bundle> read_bundle(const std::string& name, const cli::HttpFlags& http,
                                     const cli::Runtime& runtime, Diag& diag);

/// A bare signature says as much as a bundle with nothing else in it.
Result<sigstore::Bundle> read_detached(const DetachedSignature& detached);

/// One artifact, which signatures may need in different forms: a file is read once for each, a
/// digest ("sha256:...") stands for content that is elsewhere.
class ArtifactReader {
 public:
  explicit ArtifactReader(std::string name) : name_(std::move(name)) {}

  /// Fails as sigstore::read_artifact; with kUsage when standard input would be read twice.
  Result<sigstore::Artifact> read(const sigstore::ArtifactNeeds& needs);

  [[nodiscard]] const std::string& name() const { return name_; }
  /// Whether only a digest was given.
  [[nodiscard]] bool is_digest() const;

 private:
  std::string name_;
  std::vector<std::pair<sigstore::ArtifactNeeds, sigstore::Artifact>> known_;
};

}  // namespace igp
