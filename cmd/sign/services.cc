// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sign/services.h"

#include "cli/interrupt.h"
#include "http/client/network_client.h"

namespace igp {

void ServiceFlags::describe(cli::FlagSet& flags) {
  identity_.describe(flags);
  services_.describe(flags);
  root_.describe(flags);
  http_.describe(flags, /*with_token=*/false);
}

Result<sigstore::SigningServices> ServiceFlags::choose(bool keyless, sigstore::BundleFormat format,
                                                       cli::Runtime& runtime,
                                                       cli::Output& output) const {
  if (!keyless && identity_.given())
    return fail(ErrorCode::kUsage, "a key and --identity-token contradict each other");
  auto services = IGP_TRY(services_.services(keyless, format, runtime.clock->now()));
  IGP_CHECK(root_.check());
  if (!services.any()) return services;
  auto loaded = IGP_TRY(root_.load({.runtime = runtime, .http = http_, .diag = output}));
  services.trust_root = std::make_shared<const sigstore::TrustRoot>(std::move(loaded.root));
  IGP_CHECK(services_.ask_consent(services));
  return services;
}

Result<Signature> ServiceFlags::sign(const SignerFlags& flags, sigstore::BundleFormat format,
                                     const Content& content, cli::Runtime& runtime,
                                     cli::Output& output) const {
  auto services = IGP_TRY(choose(!flags.given(), format, runtime, output));
  const cli::InterruptFlag interrupt;
  const auto make_request = [make = IGP_TRY(http_.request_maker()), &interrupt](http::Url url) {
    http::HttpRequest request = make(std::move(url));
    request.cancel = interrupt.get();
    return request;
  };
  const auto signer = IGP_TRY(flags.make(runtime));
  auto request = IGP_TRY(content(signer->public_key()));
  request.format = format;

  const auto network = http::make_network_client();
  http::SystemWaiter waiter;
  sigstore::ServiceClient client(*network, make_request, http_.retry_policy(),
                                 {*runtime.clock, waiter, output}, *runtime.rng);
  services.client = &client;
  if (services.certificate_authority) {
    const auto issuer = [&] { return services_.identity_provider(client.now()); };
    services.token = IGP_TRY(identity_.token(runtime, client, issuer));
  }
  auto made = IGP_TRY(sigstore::sign(request, *signer, services));
  return Signature{.artifact = std::move(request.artifact),
                   .key = signer->public_key(),
                   .made = std::move(made)};
}

}  // namespace igp
