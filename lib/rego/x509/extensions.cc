// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>

#include "rego/x509/certificate.h"

namespace igp::rego::x509 {
namespace {

using namespace std::string_view_literals;

constexpr int kKeyUsages = 9;

// Contents of OBJECT IDENTIFIERs, in the order of Go's x509.ExtKeyUsage.
constexpr std::string_view kExtKeyUsages[] = {
    "\x55\x1d\x25\x00"sv,                          // any
    "\x2b\x06\x01\x05\x05\x07\x03\x01"sv,          // server authentication
    "\x2b\x06\x01\x05\x05\x07\x03\x02"sv,          // client authentication
    "\x2b\x06\x01\x05\x05\x07\x03\x03"sv,          // code signing
    "\x2b\x06\x01\x05\x05\x07\x03\x04"sv,          // e-mail protection
    "\x2b\x06\x01\x05\x05\x07\x03\x05"sv,          // IPSEC end system
    "\x2b\x06\x01\x05\x05\x07\x03\x06"sv,          // IPSEC tunnel
    "\x2b\x06\x01\x05\x05\x07\x03\x07"sv,          // IPSEC user
    "\x2b\x06\x01\x05\x05\x07\x03\x08"sv,          // time stamping
    "\x2b\x06\x01\x05\x05\x07\x03\x09"sv,          // OCSP signing
    "\x2b\x06\x01\x04\x01\x82\x37\x0a\x03\x03"sv,  // Microsoft server gated crypto
    "\x60\x86\x48\x01\x86\xf8\x42\x04\x01"sv,      // Netscape server gated crypto
    "\x2b\x06\x01\x04\x01\x82\x37\x02\x01\x16"sv,  // Microsoft commercial code signing
    "\x2b\x06\x01\x04\x01\x82\x37\x3d\x01\x01"sv,  // Microsoft kernel code signing
};
constexpr auto kOcsp = "\x2b\x06\x01\x05\x05\x07\x30\x01"sv;
constexpr auto kIssuers = "\x2b\x06\x01\x05\x05\x07\x30\x02"sv;
constexpr std::uint8_t kUriTag = context_tag(6);

Fail malformed(std::string_view what) {
  return fail(ErrorCode::kCertificateMalformed, "x509: {}", what);
}

/// The content of the SEQUENCE that the value of an extension is.
Result<ByteView> open_sequence(ByteView value, std::string_view otherwise) {
  DerReader reader(value);
  const auto content = reader.next(kSequenceTag);
  if (!content) return malformed(otherwise);
  return *content;
}

Status read_key_usage(ByteView value, KnownExtensions& out) {
  DerReader reader(value);
  const auto bits = take_bit_string(reader);
  if (!bits) return malformed("invalid key usage");
  out.key_usage = 0;
  for (int i = 0; i < kKeyUsages; ++i) {
    if (bits->bit(static_cast<std::size_t>(i))) out.key_usage |= 1 << i;
  }
  return {};
}

Status read_basic_constraints(ByteView value, KnownExtensions& out) {
  constexpr std::string_view kWrong = "invalid basic constraints";
  const ByteView content = IGP_TRY(open_sequence(value, kWrong));
  DerReader reader(content);
  if (reader.at(kBooleanTag)) {
    const auto is_ca = take_boolean(reader);
    if (!is_ca) return malformed(kWrong);
    out.is_ca = *is_ca;
  }
  out.max_path_length = -1;
  if (reader.at(kIntegerTag)) {
    const auto length = take_int64(reader);
    if (!length || *length < 0) return malformed(kWrong);
    out.max_path_length = *length;
  }
  out.has_basic_constraints = true;
  return {};
}

Status read_crl_points(ByteView value, KnownExtensions& out) {
  constexpr std::string_view kWrong = "invalid CRL distribution point";
  const ByteView content = IGP_TRY(open_sequence(value, "invalid CRL distribution points"));
  for (DerReader list(content); !list.empty();) {
    const auto point = list.next(kSequenceTag);
    if (!point) return malformed(kWrong);
    DerReader reader(*point);
    if (!reader.at(context_group_tag(0))) continue;
    const auto name = reader.next(context_group_tag(0));
    DerReader inside(name.value_or(ByteView()));
    const auto full_name = inside.next(context_group_tag(0));
    if (!name || !full_name) return malformed(kWrong);
    for (DerReader names(*full_name); names.at(kUriTag);) {
      const auto uri = names.next(kUriTag);
      if (!uri) return malformed(kWrong);
      out.crl_urls.push_back(as_text(*uri));
    }
  }
  return {};
}

Status read_authority_key_id(const Extension& extension, KnownExtensions& out) {
  constexpr std::string_view kWrong = "invalid authority key identifier";
  if (extension.critical) {
    return malformed("authority key identifier incorrectly marked critical");
  }
  const ByteView content = IGP_TRY(open_sequence(extension.value, kWrong));
  DerReader reader(content);
  if (!reader.at(context_tag(0))) return {};
  const auto id = reader.next(context_tag(0));
  if (!id) return malformed(kWrong);
  out.authority_key_id = *id;
  return {};
}

Status read_subject_key_id(const Extension& extension, KnownExtensions& out) {
  if (extension.critical) return malformed("subject key identifier incorrectly marked critical");
  DerReader reader(extension.value);
  const auto id = reader.next(kOctetStringTag);
  if (!id) return malformed("invalid subject key identifier");
  out.subject_key_id = *id;
  return {};
}

Status read_policy_constraints(ByteView value, KnownExtensions& out) {
  constexpr std::string_view kWrong = "invalid policy constraints extension";
  const ByteView content = IGP_TRY(open_sequence(value, kWrong));
  DerReader reader(content);
  for (const auto& [n, limit] :
       {std::pair(0, &out.require_explicit_policy), std::pair(1, &out.inhibit_policy_mapping)}) {
    if (!reader.at(context_tag(n))) continue;
    const auto number = take_int64(reader, context_tag(n));
    if (!number) return malformed(kWrong);
    *limit = *number;
  }
  return {};
}

Status read_ext_key_usage(ByteView value, KnownExtensions& out) {
  constexpr std::string_view kWrong = "invalid extended key usages";
  const ByteView content = IGP_TRY(open_sequence(value, kWrong));
  for (DerReader reader(content); !reader.empty();) {
    const auto oid = reader.next(kOidTag);
    auto numbers = oid ? read_oid(*oid) : std::nullopt;
    if (!numbers) return malformed(kWrong);
    const auto* known = std::ranges::find(kExtKeyUsages, as_text(*oid));
    if (known == std::end(kExtKeyUsages)) {
      out.unknown_ext_key_usage.push_back(*std::move(numbers));
    } else {
      out.ext_key_usage.push_back(static_cast<int>(known - std::begin(kExtKeyUsages)));
    }
  }
  return {};
}

/// Whole subidentifiers of any size, none with needless octets.
bool is_oid(ByteView content) {
  if (content.empty() || content.back() >= 0x80) return false;
  bool at_start = true;
  for (const std::uint8_t octet : content) {
    if (at_start && octet == 0x80) return false;
    at_start = octet < 0x80;
  }
  return true;
}

Status read_policies(ByteView value, KnownExtensions& out) {
  constexpr std::string_view kWrong = "invalid certificate policies";
  const ByteView content = IGP_TRY(open_sequence(value, kWrong));
  std::set<std::string_view> seen;
  out.has_policies = true;
  for (DerReader list(content); !list.empty();) {
    const auto policy = list.next(kSequenceTag);
    DerReader reader(policy.value_or(ByteView()));
    const auto oid = reader.next(kOidTag);
    if (!policy || !oid || !is_oid(*oid) || !seen.insert(as_text(*oid)).second) {
      return malformed(kWrong);
    }
    out.policies.push_back(*oid);
  }
  return {};
}

Status read_policy_mappings(ByteView value, KnownExtensions& out) {
  constexpr std::string_view kWrong = "invalid policy mappings extension";
  const ByteView content = IGP_TRY(open_sequence(value, kWrong));
  for (DerReader list(content); !list.empty();) {
    const auto mapping = list.next(kSequenceTag);
    DerReader reader(mapping.value_or(ByteView()));
    const auto issuer = reader.next(kOidTag);
    const auto subject = reader.next(kOidTag);
    if (!mapping || !issuer || !subject) return malformed(kWrong);
    out.policy_mappings.push_back({*issuer, *subject});
  }
  return {};
}

Status read_authority_access(const Extension& extension, KnownExtensions& out) {
  constexpr std::string_view kWrong = "invalid authority info access";
  if (extension.critical) return malformed("authority info access incorrectly marked critical");
  const ByteView content = IGP_TRY(open_sequence(extension.value, kWrong));
  for (DerReader list(content); !list.empty();) {
    const auto access = list.next(kSequenceTag);
    DerReader reader(access.value_or(ByteView()));
    const auto method = reader.next(kOidTag);
    if (!access || !method || !read_oid(*method)) return malformed(kWrong);
    if (!reader.at(kUriTag)) continue;
    const auto uri = reader.next(kUriTag);
    if (!uri) return malformed(kWrong);
    if (as_text(*method) == kOcsp) out.ocsp_servers.push_back(as_text(*uri));
    if (as_text(*method) == kIssuers) out.issuing_urls.push_back(as_text(*uri));
  }
  return {};
}

/// Reads the extension 2.5.29.`last`; `handled` says whether all of it is understood.
Status read_standard(std::int64_t last, const Extension& extension, KnownExtensions& out,
                     bool& handled) {
  switch (last) {
    case 14:
      return read_subject_key_id(extension, out);
    case 15:
      return read_key_usage(extension.value, out);
    case kAltNamesExtension:
      out.names = IGP_TRY(parse_alt_names(extension.value));
      handled = !out.names.empty();
      return {};
    case 19:
      return read_basic_constraints(extension.value, out);
    case kNameConstraintsExtension:
      out.constraints = IGP_TRY(parse_name_constraints(extension.value));
      out.constraints_critical = extension.critical;
      handled = !out.constraints.has_others;
      return {};
    case 31:
      return read_crl_points(extension.value, out);
    case 32:
      return read_policies(extension.value, out);
    case 33:
      return read_policy_mappings(extension.value, out);
    case 35:
      return read_authority_key_id(extension, out);
    case 36:
      return read_policy_constraints(extension.value, out);
    case 37:
      return read_ext_key_usage(extension.value, out);
    case 54: {
      DerReader reader(extension.value);
      out.inhibit_any_policy = take_int64(reader);
      if (!out.inhibit_any_policy) return malformed("invalid inhibit any policy extension");
      return {};
    }
    default:
      handled = false;
      return {};
  }
}

}  // namespace

Result<KnownExtensions> read_extensions(const std::vector<Extension>& extensions) {
  const Oid authority_access = {1, 3, 6, 1, 5, 5, 7, 1, 1};
  KnownExtensions out;
  for (const Extension& extension : extensions) {
    const Oid& id = extension.id;
    bool handled = true;
    if (id.size() == 4 && id[0] == 2 && id[1] == 5 && id[2] == 29) {
      IGP_CHECK(read_standard(id[3], extension, out, handled));
    } else if (id == authority_access) {
      IGP_CHECK(read_authority_access(extension, out));
    } else {
      handled = false;
    }
    if (extension.critical && !handled) out.unhandled_critical.push_back(id);
  }
  return out;
}

}  // namespace igp::rego::x509
