#!/bin/sh
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
# Compares igpack's GraphQL engine with graphql-js. Skipped without Node and the package `graphql`
# below $IGPACK_NODE_MODULES.
#
# usage: run.sh DRIVER COUNT [SEED]
set -eu
modules=${IGPACK_NODE_MODULES:-$HOME/.cache/igpack/interop/node/node_modules}
if ! command -v node >/dev/null || [ ! -d "$modules/graphql" ]; then
  echo "graphql is not installed below $modules"
  exit 77
fi
NODE_PATH=$modules exec node "$(dirname "$0")/differential.cjs" "$@"
