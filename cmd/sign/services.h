// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// ServiceFlags: who vouches for a signature, and the signing with their help.
#pragma once

#include <functional>

#include "base/result.h"
#include "cli/command.h"
#include "cli/groups/http.h"
#include "cli/groups/identity.h"
#include "cli/groups/signing.h"
#include "cli/groups/trust_root.h"
#include "sign/signer.h"
#include "sigstore/sign/sign.h"

namespace igp {

/// What was signed, by which key, and what came of it.
struct Signature {
  sigstore::Artifact artifact;
  crypto::PublicKey key;
  sigstore::SignedBundle made;
};

/// The flags of identity, services, trust root and connection.
class ServiceFlags {
 public:
  /// Reads what is to be signed with the key.
  using Content = std::function<Result<sigstore::SigningRequest>(const crypto::PublicKey& key)>;

  void describe(cli::FlagSet& flags);

  /// Signs `content` with the key that `signer` names, or keylessly, and asks the services of the
  /// flags. Refuses what cannot work before it reads, and asks for consent before it signs.
  [[nodiscard]] Result<Signature> sign(const SignerFlags& signer, sigstore::BundleFormat format,
                                       const Content& content, cli::Runtime& runtime,
                                       cli::Output& output) const;

 private:
  [[nodiscard]] Result<sigstore::SigningServices> choose(bool keyless,
                                                         sigstore::BundleFormat format,
                                                         cli::Runtime& runtime,
                                                         cli::Output& output) const;

  cli::IdentityFlags identity_;
  cli::SigningFlags services_;
  cli::TrustRootFlags root_;
  cli::HttpFlags http_;
};

}  // namespace igp
