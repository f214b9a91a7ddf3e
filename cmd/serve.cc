// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <charconv>
#include <csignal>
#include <thread>

#include "base/io/atomic_file.h"
#include "cli/json_log.h"
#include "commands.h"
#include "delivery/serve/health_routes.h"
#include "delivery/serve/pack_routes.h"
#include "http/server/listen_address.h"
#include "http/server/server.h"
#include "pack/build.h"

namespace igp {
namespace {

constexpr std::string_view kTls = "TLS";
constexpr std::string_view kLimits = "Limits";

std::chrono::milliseconds to_milliseconds(double seconds) {
  return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

/// SIGINT and SIGTERM, kept from the threads that are started while this lives.
class StopSignals {
 public:
  StopSignals() {
    sigemptyset(&set_);
    sigaddset(&set_, SIGINT);
    sigaddset(&set_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set_, &before_);
  }
  ~StopSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  /// Waits for one of them. A second one ends the process at once.
  void wait() {
    int signal = 0;
    while (sigwait(&set_, &signal) != 0) {
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }

 private:
  sigset_t set_{};
  sigset_t before_{};
};

/// Builds a pack that has no tar, for development: only when asked for, and never in production.
Result<delivery::PackBuild> auto_build(const cli::Runtime& runtime) {
  if (runtime.env("MC_DEV_AUTO_BUILD_PACK") != "true") return delivery::PackBuild();
  if (runtime.env("NODE_ENV") == "production") return delivery::PackBuild();
  std::int64_t entry_time = pack::kDefaultEntryTime;
  if (const auto epoch = runtime.env("SOURCE_DATE_EPOCH")) {
    const char* const end = epoch->data() + epoch->size();
    const auto parsed = std::from_chars(epoch->data(), end, entry_time);
    if (parsed.ec != std::errc() || parsed.ptr != end || entry_time < 0) {
      return fail(ErrorCode::kUsage, "SOURCE_DATE_EPOCH is no time: {}", quote(*epoch));
    }
  }
  return [entry_time](const delivery::PackFiles& files) -> Status {
    const pack::BuildOptions options{
        .directory = files.source, .selection = {}, .entry_time = entry_time, .check_rego = {}};
    const auto built = pack::write_pack(options, {.tar = files.tar, .manifest = files.manifest});
    if (!built) return Fail(built.error());
    return {};
  };
}

class ServeCommand final : public cli::Command {
 public:
  void describe(cli::FlagSet& flags) override {
    using cli::Complete;
    using cli::Flag;
    flags.add(Flag{.name = "listen",
                   .label = "HOST:PORT",
                   .help = "Address to listen on; port 0 takes any free one.",
                   .into = &listen_});
    flags.add(Flag{.name = "port-file",
                   .label = "FILE",
                   .help = "Write the port that is listened on to FILE.",
                   .complete = Complete::kFile,
                   .into = &port_file_});
    flags.add(Flag{.name = "dist",
                   .label = "DIR",
                   .help = "Directory with the built packs.",
                   .complete = Complete::kDirectory,
                   .into = &roots_.dist});
    flags.add(Flag{.name = "contracts",
                   .label = "DIR",
                   .help = "Directory with manifests and bundles.",
                   .complete = Complete::kDirectory,
                   .into = &roots_.contracts});
    flags.add(Flag{.name = "threads",
                   .label = "N",
                   .help = "Threads that serve; 0 stands for one per processor.",
                   .into = &threads_});
    flags.add(Flag{.name = "tls-cert",
                   .label = "FILE",
                   .help = "Certificate chain (PEM).",
                   .complete = Complete::kFile,
                   .into = &tls_cert_,
                   .group = kTls});
    flags.add(Flag{.name = "tls-key",
                   .label = "FILE",
                   .help = "Private key (PEM).",
                   .complete = Complete::kFile,
                   .into = &tls_key_,
                   .group = kTls});
    flags.add(Flag{.name = "max-connections",
                   .label = "N",
                   .help = "Connections beyond these are closed.",
                   .into = &max_connections_,
                   .group = kLimits});
    flags.add(Flag{.name = "header-timeout",
                   .label = "SECONDS",
                   .help = "Time for a request's header.",
                   .into = &header_timeout_,
                   .group = kLimits});
    flags.add(Flag{.name = "body-timeout",
                   .label = "SECONDS",
                   .help = "Time for a request's body.",
                   .into = &body_timeout_,
                   .group = kLimits});
    flags.add(Flag{.name = "idle-timeout",
                   .label = "SECONDS",
                   .help = "Time between two requests of a connection.",
                   .into = &idle_timeout_,
                   .group = kLimits});
    flags.add(Flag{.name = "write-timeout",
                   .label = "SECONDS",
                   .help = "Time for each MiB of an answer.",
                   .into = &write_timeout_,
                   .group = kLimits});
    flags.add(Flag{.name = "drain-timeout",
                   .label = "SECONDS",
                   .help = "Time for running requests after SIGTERM.",
                   .into = &drain_timeout_,
                   .group = kLimits});
  }

  Result<cli::ExitCode> run(cli::Runtime& runtime, cli::Output& output) override {
    cli::JsonLog log(runtime.clock, output.verbose());
    http::ServerOptions options = IGP_TRY(server_options());
    const bool inline_bundle = runtime.env("MC_INLINE_BUNDLE") == "true";
    delivery::PackStore store(
        {.roots = roots_, .inline_bundle = inline_bundle, .build = IGP_TRY(auto_build(runtime))},
        *runtime.clock, log);
    http::Router router;
    delivery::add_pack_routes(router, store, *runtime.clock);
    delivery::add_health_routes(router, {[&] { return delivery::packs_ready(store); }});

    StopSignals signals;
    const bool log_access = !output.quiet();
    const auto server = IGP_TRY(http::Server::start(
        std::move(options), {.router = router,
                             .clock = *runtime.clock,
                             .rng = *runtime.rng,
                             .log_access = [&](const http::AccessRecord& record) {
                               if (log_access) log.line(http::encode_access_record(record));
                             }}));
    IGP_CHECK(announce(log, server->port()));
    signals.wait();
    log.info("stopping");
    if (server->stop(to_milliseconds(drain_timeout_))) return cli::ExitCode::kOk;
    log.warn("requests were cut off: they did not finish in time");
    return cli::ExitCode::kTemporary;
  }

 private:
  Result<http::ServerOptions> server_options() const {
    const auto address = IGP_TRY(http::ListenAddress::parse(listen_));
    if (tls_cert_.empty() != tls_key_.empty()) {
      return fail(ErrorCode::kUsage, "--tls-cert and --tls-key belong together");
    }
    for (const double seconds :
         {header_timeout_, body_timeout_, idle_timeout_, write_timeout_, drain_timeout_}) {
      // A day is for ever to a connection, and far from overflowing any clock.
      if (!(seconds > 0 && seconds <= 86400)) {
        return fail(ErrorCode::kUsage, "timeouts must be above 0 and at most 86400 seconds");
      }
    }
    if (threads_ < 0 || threads_ > 1024 || max_connections_ < 1 || max_connections_ > 1'000'000) {
      return fail(ErrorCode::kUsage, "--threads or --max-connections is out of range");
    }
    http::ServerOptions options;
    options.host = address.host;
    options.port = address.port;
    options.threads = threads_ > 0 ? static_cast<unsigned>(threads_)
                                   : std::max(1U, std::thread::hardware_concurrency());
    options.max_connections = static_cast<std::size_t>(max_connections_);
    options.timeouts = {.header = to_milliseconds(header_timeout_),
                        .body = to_milliseconds(body_timeout_),
                        .idle = to_milliseconds(idle_timeout_),
                        .write = to_milliseconds(write_timeout_)};
    if (!tls_cert_.empty()) options.tls = http::TlsFiles{tls_cert_, tls_key_};
    return options;
  }

  Status announce(cli::JsonLog& log, std::uint16_t port) const {
    http::ListenAddress address = IGP_TRY(http::ListenAddress::parse(listen_));
    address.port = port;
    log.info(
        fmt::format("listening on {}://{}", tls_cert_.empty() ? "http" : "https", address.str()));
    if (port_file_.empty()) return {};
    return write_file_atomically(port_file_, std::to_string(port) + "\n");
  }

  std::string listen_ = "127.0.0.1:8080";
  std::string port_file_;
  delivery::PackRoots roots_;
  std::int64_t threads_ = 0;
  std::string tls_cert_;
  std::string tls_key_;
  std::int64_t max_connections_ = 4096;
  double header_timeout_ = 10;
  double body_timeout_ = 30;
  double idle_timeout_ = 60;
  double write_timeout_ = 30;
  double drain_timeout_ = 20;
};

}  // namespace

std::unique_ptr<cli::Command> make_serve_command() { return std::make_unique<ServeCommand>(); }

}  // namespace igp
