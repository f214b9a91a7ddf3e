#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The igpack authors
# SPDX-License-Identifier: Apache-2.0
# serve_bench.sh IGPACK [SECONDS [ROUNDS]]: igpack serve against nginx with a static file, in turn.
# The same pack and as many threads on both sides, nginx as igpack without an access log. Prints
# requests per second (median of the rounds) of full answers and of 304, and igpack's part of
# nginx's. Needs wrk, nginx and curl.
set -euo pipefail
igpack=$(realpath "$1")
seconds=${2:-3}
rounds=${3:-3}
source_dir=$(cd "$(dirname "$0")/../.." && pwd)
threads=$(nproc)

work=$(mktemp -d)
servers=()
cleanup() {
  for pid in "${servers[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait || true
  rm -rf "$work"
}
trap cleanup EXIT
cd "$work"
export XDG_STATE_HOME=$work/state
mkdir contracts logs
cp -R "$source_dir/contracts/policy-pack" contracts/
"$igpack" pack >/dev/null

"$igpack" serve -q --threads "$threads" --listen 127.0.0.1:0 --port-file port 2>serve.log &
servers+=($!)
for _ in $(seq 200); do
  [ -s port ] && break
  sleep 0.05
done
ours=http://127.0.0.1:$(cat port)/v1/policy/packs/policy-pack-v0

# nginx cannot be told to take a free port; one is found by letting the kernel choose.
free_port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cat >nginx.conf <<EOC
worker_processes $threads;
daemon off;
user $(id -un);
pid $work/nginx.pid;
error_log $work/logs/error.log;
events { worker_connections 1024; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000000;
  client_body_temp_path $work/a; proxy_temp_path $work/b; fastcgi_temp_path $work/c;
  uwsgi_temp_path $work/d; scgi_temp_path $work/e;
  server { listen 127.0.0.1:$free_port reuseport; root $work/dist; }
}
EOC
chmod 755 "$work"
nginx -c "$work/nginx.conf" 2>nginx.log &
servers+=($!)
theirs=http://127.0.0.1:$free_port/policy-pack/v0/policy-pack-v0.tar
for _ in $(seq 200); do
  curl -sfo /dev/null "$theirs" && break
  sleep 0.05
done
curl -sf "$ours" | cmp - dist/policy-pack/v0/policy-pack-v0.tar

# rate URL [HEADER]: requests per second
rate() {
  wrk -t1 -c32 -d"${seconds}s" ${2:+-H "$2"} "$1" | awk '/^Requests\/sec/ {print $2}'
}
etag() { curl -sfI "$1" | tr -d '\r' | awk 'tolower($1) == "etag:" {sub(/^[^ ]* /, ""); print}'; }
median() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }

our_condition="If-None-Match: $(etag "$ours")"
their_condition="If-None-Match: $(etag "$theirs")"
for _ in $(seq "$rounds"); do
  rate "$ours" >>ours.200
  rate "$theirs" >>theirs.200
  rate "$ours" "$our_condition" >>ours.304
  rate "$theirs" "$their_condition" >>theirs.304
done
for status in 200 304; do
  a=$(median <ours.$status)
  b=$(median <theirs.$status)
  awk -v s="$status" -v a="$a" -v b="$b" \
    'BEGIN {printf "%s: igpack %.0f/s, nginx %.0f/s, ratio %.2f\n", s, a, b, a / b}'
done
