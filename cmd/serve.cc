// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "base/io/atomic_file.h"
#include "cli/json_log.h"
#include "cli/stop_signals.h"
#include "commands.h"
#include "delivery/serve/evidence_routes.h"
#include "delivery/serve/health_routes.h"
#include "delivery/serve/pack_routes.h"
#include "http/server/listen_address.h"
#include "serve_evidence.h"
#include "serve_options.h"

namespace igp {
namespace {

class ServeCommand final : public cli::Command {
 public:
  void describe(cli::FlagSet& flags) override {
    options_.describe(flags);
    evidence_.describe(flags);
  }

  Result<cli::ExitCode> run(cli::Runtime& runtime, cli::Output& output) override {
    cli::JsonLog log(runtime.clock, output.verbose());
    delivery::PackStore store(IGP_TRY(options_.store(runtime)), *runtime.clock, log);
    http::Router router;
    delivery::add_pack_routes(router, store, *runtime.clock);
    std::vector<delivery::ReadyCheck> ready{[&] { return delivery::packs_ready(store); }};
    const auto evidence = IGP_TRY(evidence_.open(runtime, log));
    if (evidence) {
      delivery::add_evidence_routes(router, *evidence);
      ready.emplace_back([&] { return evidence->ready(); });
    }
    delivery::add_health_routes(router, std::move(ready));

    cli::StopSignals signals;
    const bool log_access = !output.quiet();
    const auto server = IGP_TRY(http::Server::start(
        IGP_TRY(options_.server()), {.router = router,
                                     .clock = *runtime.clock,
                                     .rng = *runtime.rng,
                                     .log_access = [&](const http::AccessRecord& record) {
                                       if (log_access) log.line(encode_access_record(record));
                                     }}));
    IGP_CHECK(announce(log, server->port()));
    signals.wait();
    log.info("stopping");
    if (server->stop(options_.drain_time())) return cli::ExitCode::kOk;
    log.warn("requests were cut off: they did not finish in time");
    return cli::ExitCode::kTemporary;
  }

 private:
  Status announce(cli::JsonLog& log, std::uint16_t port) const {
    http::ListenAddress address = IGP_TRY(http::ListenAddress::parse(options_.listen));
    address.port = port;
    log.info(fmt::format("listening on {}://{}", options_.tls_cert.empty() ? "http" : "https",
                         address.str()));
    if (options_.port_file.empty()) return {};
    return write_file_atomically(options_.port_file, std::to_string(port) + "\n");
  }

  ServeOptions options_;
  EvidenceFlags evidence_;
};

}  // namespace

std::unique_ptr<cli::Command> make_serve_command() { return std::make_unique<ServeCommand>(); }

}  // namespace igp
