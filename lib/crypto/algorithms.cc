// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/algorithms.h"

#include <openssl/core_dispatch.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/provider.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <span>
#include <string_view>
#include <vector>

#include "crypto/openssl.h"

namespace igp::crypto {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kDigests[] = {"SHA2-256", "SHA2-384", "SHA2-512", "SHA2-224", "SHA1"};
constexpr std::string_view kKeys[] = {"EC", "ED25519", "RSA", "RSA-PSS"};
constexpr std::string_view kSignatures[] = {"ECDSA", "ED25519", "RSA"};

/// What is accepted of one of OpenSSL's operations.
struct Accepted {
  int operation;
  std::span<const std::string_view> names;
  std::string_view form = {};  ///< to be found in the properties, of what reads or writes a key
};

constexpr Accepted kAccepted[] = {
    {.operation = OSSL_OP_DIGEST, .names = kDigests},
    {.operation = OSSL_OP_KEYMGMT, .names = kKeys},
    {.operation = OSSL_OP_SIGNATURE, .names = kSignatures},
    {.operation = OSSL_OP_DECODER,
     .names = kKeys,
     .form = "input=der,structure=SubjectPublicKeyInfo"},
    {.operation = OSSL_OP_ENCODER,
     .names = kKeys,
     .form = "output=der,structure=SubjectPublicKeyInfo"},
};

/// A library that has no algorithms cannot verify: nothing safe can follow.
void require(bool ok) {
  if (!ok) std::abort();
}

bool accepts(const Accepted& accepted, const OSSL_ALGORITHM& offered) {
  // The first of several names, which colons separate, is the one that OpenSSL prints.
  const std::string_view names = offered.algorithm_names;
  const std::string_view name = names.substr(0, names.find(':'));
  return std::ranges::find(accepted.names, name) != accepted.names.end() &&
         std::string_view(offered.property_definition).contains(accepted.form);
}

/// What OpenSSL's default provider has of everything accepted.
struct Offers {
  OSSL_PROVIDER* provider;
  std::array<std::vector<OSSL_ALGORITHM>, std::size(kAccepted)> algorithms;
};

Offers choose_offers() {
  initialize_openssl();
  Offers out{.provider = OSSL_PROVIDER_load(nullptr, "default"), .algorithms = {}};
  require(out.provider != nullptr);
  for (std::size_t i = 0; i < std::size(kAccepted); ++i) {
    int no_cache = 0;
    const OSSL_ALGORITHM* offered =
        OSSL_PROVIDER_query_operation(out.provider, kAccepted[i].operation, &no_cache);
    for (; offered != nullptr && offered->algorithm_names != nullptr; ++offered) {
      if (accepts(kAccepted[i], *offered)) out.algorithms[i].push_back(*offered);
    }
    out.algorithms[i].push_back({});  // the end
  }
  return out;
}

/// Chosen once, and never given back.
const Offers& offers() {
  static const Offers* const kOffers = new Offers(choose_offers());
  return *kOffers;
}

const OSSL_ALGORITHM* query_operation(void* /*context*/, int operation, int* no_cache) {
  *no_cache = 0;
  for (std::size_t i = 0; i < std::size(kAccepted); ++i) {
    if (kAccepted[i].operation == operation) return offers().algorithms[i].data();
  }
  return nullptr;
}

/// Makes a provider whose algorithms believe that they are the default provider's.
int start_provider(const OSSL_CORE_HANDLE* /*handle*/, const OSSL_DISPATCH* /*core*/,
                   const OSSL_DISPATCH** functions, void** context) {
  static const OSSL_DISPATCH kFunctions[] = {
      {OSSL_FUNC_PROVIDER_QUERY_OPERATION, reinterpret_cast<void (*)()>(query_operation)},
      {0, nullptr}};
  *functions = kFunctions;
  *context = OSSL_PROVIDER_get0_provider_ctx(offers().provider);
  return 1;
}

OSSL_LIB_CTX* make_context() {
  constexpr const char* kName = "accepted";
  offers();
  OSSL_LIB_CTX* context = OSSL_LIB_CTX_new();
  require(context != nullptr && OSSL_PROVIDER_add_builtin(context, kName, start_provider) == 1 &&
          OSSL_PROVIDER_load(context, kName) != nullptr);
  return context;
}

OSSL_LIB_CTX* accepted_context() {
  static OSSL_LIB_CTX* const kContext = make_context();
  return kContext;
}

EVP_MD* fetch_digest(const char* name) {
  EVP_MD* digest = EVP_MD_fetch(accepted_context(), name, nullptr);
  require(digest != nullptr);
  return digest;
}

}  // namespace

AcceptedAlgorithms::AcceptedAlgorithms() : before_(OSSL_LIB_CTX_set0_default(accepted_context())) {}
AcceptedAlgorithms::~AcceptedAlgorithms() { OSSL_LIB_CTX_set0_default(before_); }

const EVP_MD* evp_md(HashAlgorithm algorithm) {
  static const EVP_MD* const kMethods[] = {fetch_digest("SHA2-256"), fetch_digest("SHA2-384"),
                                           fetch_digest("SHA2-512")};
  return kMethods[static_cast<std::size_t>(algorithm)];
}

}  // namespace igp::crypto
