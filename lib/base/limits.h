// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

// Caps on everything that outside input can make large. The only home of such numbers; each has a
// boundary test (at the cap, and one more).
#pragma once

#include <cstddef>
#include <cstdint>

namespace igp::limits {

inline constexpr std::size_t kKiB = 1024;
inline constexpr std::size_t kMiB = 1024 * kKiB;
inline constexpr std::size_t kGiB = 1024 * kMiB;

// --- base
inline constexpr std::size_t kJsonBytes = 16 * kMiB;  ///< a JSON document other than Rego data
inline constexpr int kJsonDepth = 128;                ///< nesting of a JSON document

// --- crypto
inline constexpr std::size_t kKeyFileBytes = 64 * kKiB;  ///< a PEM key file
inline constexpr std::size_t kPemBlocks = 64;            ///< blocks in one PEM text
inline constexpr int kRsaBits = 8192;  ///< an RSA modulus; checking time grows with its square
inline constexpr std::size_t kPasswordBytes = 4 * kKiB;  ///< a password from a file or prompt
inline constexpr std::size_t kEd25519BlobBytes =
    64 * kMiB;  ///< content under pure Ed25519, held in memory
inline constexpr std::size_t kPkcs11UriBytes = 4 * kKiB;
inline constexpr std::size_t kPkcs11Slots = 256;    ///< looked at for one token
inline constexpr std::size_t kPkcs11Objects = 256;  ///< keys that fit one URI
inline constexpr std::size_t kPkcs11AttributeBytes = 64 * kKiB;
inline constexpr std::size_t kSignerAnswerBytes = 64 * kKiB;  ///< output of a signer command

// --- regex
inline constexpr std::size_t kRegexPatternBytes = 64 * kKiB;  ///< the text of an expression
inline constexpr std::size_t kRegexProgramBytes = 8 * kMiB;   ///< what it compiles to

// --- archive, pack
inline constexpr std::size_t kArchiveEntries = 65536;
inline constexpr std::size_t kArchiveNameBytes = 4096;
inline constexpr int kArchiveDepth = 64;                       ///< path components
inline constexpr std::uint64_t kArchiveFileBytes = 1 * kGiB;   ///< one file of an archive
inline constexpr std::uint64_t kArchiveTotalBytes = 4 * kGiB;  ///< all files of an archive
inline constexpr std::size_t kManifestBytes = 16 * kMiB;
inline constexpr std::size_t kDigestListBytes = 16 * kMiB;  ///< a list for digest --check

// --- http
inline constexpr std::size_t kUrlBytes = 8 * kKiB;
inline constexpr std::size_t kHttpRequestLineBytes = 8 * kKiB;
inline constexpr std::size_t kHttpHeaderBytes = 16 * kKiB;
inline constexpr std::size_t kHttpHeaderCount = 100;
inline constexpr std::size_t kHttpRequestBodyBytes = 1 * kMiB;
inline constexpr std::size_t kHttpWriteSliceBytes = 1 * kMiB;   ///< sent within one write timeout
inline constexpr std::size_t kHttpAnswerBodyBytes = 16 * kMiB;  ///< an answer held in memory
inline constexpr std::size_t kHttpAnswerHeaderBytes = 128 * kKiB;  ///< status line and fields
inline constexpr std::size_t kHttpErrorBodyBytes = 64 * kKiB;  ///< kept of an answer that is no 2xx
inline constexpr std::size_t kInlineBundleBytes =
    4 * kKiB;  ///< X-Cosign-Bundle; proxies refuse more

// --- graphql
inline constexpr std::size_t kGraphqlDocumentBytes = 64 * kKiB;
inline constexpr std::size_t kGraphqlTokens = 10000;
inline constexpr int kGraphqlDepth = 32;             ///< nesting in a document, and of an answer
inline constexpr std::size_t kGraphqlAliases = 100;  ///< aliased fields in a document
inline constexpr std::size_t kGraphqlFieldPairs = 1'000'000;  ///< compared for mergeability
inline constexpr std::size_t kGraphqlAnswerFields = 50'000;   ///< fields resolved for one answer
inline constexpr std::size_t kGraphqlErrors = 100;            ///< reported for one request

// --- yaml
inline constexpr std::size_t kYamlJsonBytes = 256 * kMiB;  ///< a document with its aliases expanded
inline constexpr int kYamlDepth = 500;

// --- rego
inline constexpr std::size_t kRegoModuleBytes = 16 * kMiB;
inline constexpr int kRegoParseDepth = 1000;                  ///< nesting of terms in source
inline constexpr std::size_t kRegoDocumentBytes = 2 * kGiB;   ///< a base or input document
inline constexpr int kRegoDocumentDepth = 2000;               ///< nesting of such a document
inline constexpr std::size_t kRegoRangeNumbers = 10'000'000;  ///< numbers.range
inline constexpr std::size_t kRegoShiftBits = 1'000'000;      ///< bits.lsh
inline constexpr std::size_t kRegoCidrAddresses = 1'048'576;  ///< net.cidr_expand
inline constexpr std::size_t kRegoCachedPatterns =
    1000;                                              ///< compiled regular expressions and globs
inline constexpr std::size_t kRegoCachedSchemas = 10;  ///< of GraphQL
inline constexpr std::size_t kRegoGraphqlTokens = 1'000'000;  ///< in one document
inline constexpr int kRegoGraphqlDepth = 500;                 ///< nesting of its nodes
inline constexpr std::size_t kRegoGraphqlSteps = 10'000'000;  ///< of one validation
inline constexpr std::size_t kTimeZoneFileBytes = 1 * kMiB;   ///< of the system's tz database
inline constexpr std::size_t kGlobPatternBytes = 16 * kKiB;
inline constexpr int kGlobDepth = 50;                      ///< braces in braces
inline constexpr std::size_t kRegoGraphPaths = 1'000'000;  ///< graph.reachable_paths
inline constexpr std::size_t kRegoEvalBytes = 8 * kGiB;    ///< memory of one evaluation's values
inline constexpr std::size_t kRegoStackBytes = 4 * kMiB;   ///< machine stack of one evaluation
inline constexpr std::size_t kRegoTraceFrames = 256;       ///< frames kept in an error's trace
inline constexpr std::size_t kRegoBuiltinErrors = 1000;    ///< errors kept that stopped nothing
inline constexpr std::uint32_t kRegoTypeNodes = 16'384;    ///< of an inferred type; more is `any`
inline constexpr std::uint32_t kRegoTypeDepth = 1000;      ///< of an inferred type; more is `any`
inline constexpr std::uint64_t kRegoTypeSteps = 100'000'000;  ///< then nothing is a type error
inline constexpr std::size_t kJwtKeyBytes = 1 * kMiB;         ///< a certificate, JWK or JWK set
inline constexpr std::size_t kJwtKeys = 256;                  ///< keys of a JWK set
inline constexpr std::size_t kX509Bytes = 1 * kMiB;           ///< certificates or keys of one call
inline constexpr std::size_t kX509NameComparisons = 1'000'000;  ///< of names with constraints
inline constexpr int kJsonSchemaDepth = 200;                    ///< schemas applied inside schemas
inline constexpr std::size_t kJsonSchemaSteps = 10'000'000;     ///< schemas applied in one call
inline constexpr std::size_t kTemplateBytes = 1 * kMiB;         ///< strings.render_template
inline constexpr int kTemplateDepth = 200;                      ///< actions and calls inside others
inline constexpr std::size_t kTemplateSteps = 10'000'000;       ///< nodes executed in one call
inline constexpr std::size_t kTemplateOutputBytes = 64 * kMiB;
inline constexpr std::size_t kGlobsMatchSteps = 1'000'000;  ///< regex.globs_match

// --- tuf (the specification leaves them to the client)
inline constexpr std::size_t kTufRootBytes = 512 * kKiB;
inline constexpr std::size_t kTufTimestampBytes = 16 * kKiB;
inline constexpr std::size_t kTufSnapshotBytes = 2 * kMiB;
inline constexpr std::size_t kTufTargetsBytes = 5 * kMiB;
inline constexpr std::size_t kTufTargetBytes = 16 * kMiB;  ///< a target that is held in memory
inline constexpr int kTufRootRotations = 256;              ///< new roots in one refresh
inline constexpr std::size_t kTufDelegations = 32;         ///< roles asked for one target

// --- sigstore
inline constexpr std::size_t kBundleBytes = 8 * kMiB;
inline constexpr std::size_t kTlogEntries = 32;
inline constexpr std::size_t kTimestamps = 32;
inline constexpr std::size_t kChainCertificates = 10;      ///< certificates in one chain
inline constexpr std::size_t kInclusionHashes = 64;        ///< a tree of 2^64 leaves needs no more
inline constexpr std::size_t kDsseSignatures = 32;         ///< parsed; exactly one is accepted
inline constexpr std::size_t kCheckpointSignatures = 100;  ///< signature lines of a signed note
inline constexpr std::size_t kTrustRootBytes = 4 * kMiB;
inline constexpr std::size_t kTrustRootEntries = 64;  ///< logs or authorities of one kind
inline constexpr std::size_t kInTotoSubjects = 4096;  ///< subjects of an in-toto statement
inline constexpr std::size_t kSigningConfigBytes = 256 * kKiB;
inline constexpr std::size_t kSigningConfigServices = 64;      ///< of one kind
inline constexpr std::size_t kIdentityTokenBytes = 64 * kKiB;  ///< a JSON Web Token
inline constexpr std::size_t kIdentityClaimBytes = 4 * kKiB;   ///< one claim of it that is used
inline constexpr std::size_t kServiceAnswerBytes = 1 * kMiB;   ///< Fulcio, Rekor, an OIDC provider
inline constexpr std::size_t kTimestampAnswerBytes = 64 * kKiB;
inline constexpr std::size_t kSigners = 32;               ///< keys and identities a call may expect
inline constexpr std::size_t kBundles = 1024;             ///< bundles that a call may name
inline constexpr std::size_t kPolicyMessages = 100;       ///< denials of a policy that are kept
inline constexpr std::size_t kPredicateBytes = 4 * kMiB;  ///< signed; base64 fits into a bundle

// --- delivery
inline constexpr std::size_t kServedPackBytes = 512 * kMiB;  ///< a tar, which is served from memory
inline constexpr std::size_t kDownloadInMemoryBytes = 8 * kMiB;  ///< larger ones wait on disk
// --- evidence
inline constexpr std::size_t kEvidenceBytes = 64 * kKiB;  ///< a snapshot or a limits file
inline constexpr std::size_t kEvidenceNameBytes = 256;    ///< a service or a release
inline constexpr std::size_t kTokenFileBytes = 64 * kKiB;
inline constexpr std::size_t kTokenBytes = 4 * kKiB;  ///< one bearer token
inline constexpr std::size_t kTokens = 64;            ///< in a server's token file
inline constexpr std::size_t kEvidenceAnswerBytes = 256 * kKiB;
inline constexpr std::size_t kTerminationLogBytes = 4096;  ///< what Kubernetes keeps

}  // namespace igp::limits
