// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "http/client/resolver.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <thread>

#include "base/io/fd.h"

namespace igp::http {
namespace {

struct FreeAddresses {
  void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};

/// What the resolving thread and its client share; the thread may outlive the request.
struct Lookup {
  std::string host;
  std::string port;
  UniqueFd done;
  int problem = 0;
  std::vector<Address> found = {};

  void run(int flags) {
    addrinfo hints{};
    hints.ai_flags = flags;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* list = nullptr;
    problem = ::getaddrinfo(host.c_str(), port.c_str(), &hints, &list);
    const std::unique_ptr<addrinfo, FreeAddresses> owner(list);
    for (const addrinfo* entry = list; entry != nullptr; entry = entry->ai_next) {
      Address address{.size = entry->ai_addrlen};
      std::memcpy(&address.storage, entry->ai_addr, entry->ai_addrlen);
      found.push_back(address);
    }
  }
};

Address loopback(const char* text, int family, std::uint16_t port) {
  Address address;
  if (family == AF_INET) {
    auto* v4 = reinterpret_cast<sockaddr_in*>(&address.storage);
    v4->sin_port = htons(port);
    ::inet_pton(family, text, &v4->sin_addr);
    address.size = sizeof *v4;
  } else {
    auto* v6 = reinterpret_cast<sockaddr_in6*>(&address.storage);
    v6->sin6_port = htons(port);
    ::inet_pton(family, text, &v6->sin6_addr);
    address.size = sizeof *v6;
  }
  address.storage.ss_family = static_cast<sa_family_t>(family);
  return address;
}

/// The first family first, then by turns; within a family the order stays.
std::vector<Address> take_turns(const std::vector<Address>& sorted) {
  std::vector<Address> first;
  std::vector<Address> second;
  for (const Address& address : sorted) {
    (address.family() == sorted.front().family() ? first : second).push_back(address);
  }
  std::vector<Address> mixed;
  for (std::size_t i = 0; i < std::max(first.size(), second.size()); ++i) {
    if (i < first.size()) mixed.push_back(first[i]);
    if (i < second.size()) mixed.push_back(second[i]);
  }
  return mixed;
}

}  // namespace

Result<std::vector<Address>> resolve(const std::string& host, std::uint16_t port,
                                     IoLimits& limits) {
  if (host == "localhost" || host.ends_with(".localhost")) {
    return std::vector{loopback("127.0.0.1", AF_INET, port), loopback("::1", AF_INET6, port)};
  }
  const auto lookup = std::make_shared<Lookup>();
  lookup->host = host;
  lookup->port = fmt::format("{}", port);
  lookup->run(AI_NUMERICHOST);
  if (lookup->problem == 0) return lookup->found;

  // A name server may keep getaddrinfo(3) waiting longer than the request may take.
  lookup->done = UniqueFd(::eventfd(0, EFD_CLOEXEC));
  if (!lookup->done.valid()) return Fail(errno_error("make", "an event descriptor"));
  std::thread([lookup] {
    lookup->run(AI_ADDRCONFIG);
    ::eventfd_write(lookup->done.get(), 1);
  }).detach();
  IGP_CHECK(limits.wait(lookup->done.get(), POLLIN));
  eventfd_t ignored = 0;
  ::eventfd_read(lookup->done.get(), &ignored);  // the thread's writes happen before this
  if (lookup->problem != 0 || lookup->found.empty()) {
    return fail(ErrorCode::kNetwork, "cannot resolve {}: {}", quote(host),
                ::gai_strerror(lookup->problem));
  }
  return take_turns(lookup->found);
}

}  // namespace igp::http
