#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes in FOLDER a CA of its own (ca.pem) and what it signs: server (localhost), other (another host) and client,
# each as NAME.pem, NAME.key and both in NAME.both.
set -eu
cd "$1"
key="-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
# shellcheck disable=SC2086
openssl req -x509 $key -keyout ca.key -out ca.pem -days 2 -subj "/CN=Guanlan test CA" 2>/dev/null
sign() {
    printf 'subjectAltName=%s\n' "$2" >"$1.ext"
    # shellcheck disable=SC2086
    openssl req -new $key -keyout "$1.key" -out "$1.csr" -subj "/CN=$1" 2>/dev/null
    openssl x509 -req -in "$1.csr" -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile "$1.ext" \
        -out "$1.pem" 2>/dev/null
    cat "$1.key" "$1.pem" >"$1.both"
}
sign server "DNS:localhost,IP:127.0.0.1"
sign other "DNS:elsewhere.example"
sign client "DNS:client.example"
