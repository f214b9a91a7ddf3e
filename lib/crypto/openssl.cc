// SPDX-FileCopyrightText: 2026 The igpack authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/openssl.h"

namespace igp::crypto {}  // namespace igp::crypto
