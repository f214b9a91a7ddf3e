// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "sigstore/verify/inclusion.h"

#include <algorithm>

#include "crypto/merkle.h"
#include "sigstore/checkpoint.h"
#include "sigstore/verify/check.h"
#include "sigstore/verify/checkpoint_signature.h"

namespace igp::sigstore {
namespace {

Status demand(bool holds, std::string_view otherwise) {
  if (holds) return {};
  return fail(ErrorCode::kInclusionInvalid, "{}", otherwise);
}

Status verify_path(const TlogEntry& entry, std::int64_t tree_size, ByteView root_hash) {
  const InclusionProof& proof = *entry.inclusion_proof;
  const Bytes root = IGP_TRY(crypto::merkle_root_from_path(
      proof.log_index, tree_size, crypto::merkle_leaf_hash(entry.canonicalized_body),
      proof.hashes));
  return demand(std::ranges::equal(root, root_hash),
                "inclusion proof does not lead to the root hash");
}

Status verify_with_checkpoint(const LogEntry& entry) {
  const InclusionProof& proof = *entry.entry->inclusion_proof;
  const Checkpoint checkpoint = IGP_TRY(parse_checkpoint(proof.checkpoint));
  IGP_CHECK(verify_checkpoint(checkpoint, *entry.log, entry.log_key));
  IGP_CHECK(require(Check::kCheckpointSize,
                    demand(proof.tree_size == checkpoint.tree_size,
                           "inclusion proof is for another tree size than the checkpoint")));
  IGP_CHECK(require(Check::kProofRoot,
                    demand(proof.root_hash == checkpoint.root_hash,
                           "inclusion proof has another root hash than the checkpoint")));
  return require(Check::kInclusion,
                 verify_path(*entry.entry, checkpoint.tree_size, checkpoint.root_hash));
}

}  // namespace

Status verify_inclusion(const LogEntry& entry, BundleFormat format) {
  if (!entry.entry->inclusion_proof) return {};
  const InclusionProof& proof = *entry.entry->inclusion_proof;
  // Rekor v1 counts over all its trees, v2 has one.
  const bool index_agrees = !entry.body.rekor_v2 || entry.entry->log_index == proof.log_index;
  IGP_CHECK(require(Check::kLogIndex, demand(index_agrees, "log index is not the proven one")));
  if (!proof.checkpoint.empty()) return verify_with_checkpoint(entry);
  Status missing;
  if (format != BundleFormat::kV01)
    missing = fail(ErrorCode::kCheckpointInvalid, "inclusion proof has no checkpoint");
  IGP_CHECK(require(Check::kCheckpointPresent, std::move(missing)));
  return require(Check::kInclusion, verify_path(*entry.entry, proof.tree_size, proof.root_hash));
}

}  // namespace igp::sigstore
