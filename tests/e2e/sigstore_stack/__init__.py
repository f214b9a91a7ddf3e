# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
"""A whole Sigstore on loopback: Fulcio, Rekor and a timestamp authority, and what they depend on."""
