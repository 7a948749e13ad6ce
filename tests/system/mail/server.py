#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real SMTP server for tests.

    server.py FOLDER [--port N] [--user NAME --password WORD] [--tls starttls|implicit|none] [--certificate-name NAME]

Prints "ready PORT" once it listens. Mails are stored as FOLDER/NNNN.eml (content) and NNNN.json (envelope, login).
Commands come on standard input, each answered with "ok": "fault NAME COUNT" (the next COUNT mails), "quit".
It ends when its standard input ends, so it never outlives the test.
"""
import argparse
import asyncio
import json
import pathlib
import ssl
import subprocess
import sys
import threading

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

FAULTS = {
    "none",
    "temporary",  # 451 after DATA, nothing stored
    "permanent",  # 550 after DATA, nothing stored
    "reject-recipient",  # 550 at RCPT TO; counts receivers
    "defer-recipient",  # 450 at RCPT TO; counts receivers
    "close-before-data",  # connection cut at DATA, nothing stored
    "close-after-data",  # stored, connection cut before the answer
    "hang-after-data",  # stored, never answered
}


class Store:
    def __init__(self, folder):
        self.folder = folder
        self.count = 0
        self.fault = "none"
        self.remaining = 0

    def take_fault(self, *names):
        if self.remaining > 0 and self.fault in names:
            self.remaining -= 1
            return self.fault
        return "none"

    def keep(self, envelope, session, over_tls):
        self.count += 1
        name = self.folder / f"{self.count:04d}"
        content = envelope.original_content
        login = session.auth_data.decode() if isinstance(session.auth_data, bytes) else ""
        facts = {"from": envelope.mail_from, "to": envelope.rcpt_tos, "login": login, "tls": over_tls}
        name.with_suffix(".eml").write_bytes(content)
        partial = name.with_suffix(".partial")
        partial.write_text(json.dumps(facts))
        partial.rename(name.with_suffix(".json"))  # the envelope appears last: a mail seen is a mail complete


class Handler:
    def __init__(self, store):
        self.store = store

    async def handle_RCPT(self, server, session, envelope, address, options):
        fault = self.store.take_fault("reject-recipient", "defer-recipient")
        if fault != "none":
            return "550 5.1.1 no such mailbox" if fault == "reject-recipient" else "450 4.2.1 busy, try later"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(self, server, session, envelope):
        fault = self.store.take_fault("temporary", "permanent", "close-before-data", "close-after-data",
                                      "hang-after-data")
        if fault == "temporary":
            return "451 4.3.0 try again later"
        if fault == "permanent":
            return "550 5.7.1 refused by policy"
        if fault != "close-before-data":
            self.store.keep(envelope, session, server.transport.get_extra_info("ssl_object") is not None)
        if fault in ("close-before-data", "close-after-data"):
            server.transport.abort()
            await asyncio.sleep(3600)
        if fault == "hang-after-data":
            await asyncio.sleep(3600)
        return "250 2.0.0 stored"


def make_certificate(folder, name):
    """A self-signed certificate that is its own authority: clients are given ca.pem."""
    certificate, key = folder / "ca.pem", folder / "key.pem"
    alternative = "IP:127.0.0.1,DNS:localhost" if name == "localhost" else f"DNS:{name}"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
         "2", "-subj", f"/CN={name}", "-addext", f"subjectAltName={alternative}", "-keyout", str(key), "-out",
         str(certificate)], check=True, capture_output=True)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    return context


def obey(store, loop):
    """Reads commands until standard input ends."""
    for line in sys.stdin:
        words = line.split()
        if not words or words[0] == "quit":
            break
        if words[0] == "fault" and len(words) == 3 and words[1] in FAULTS:
            store.fault, store.remaining = words[1], int(words[2])
            print("ok", flush=True)
        else:
            print(f"what is '{line.strip()}'?", flush=True)
    loop.call_soon_threadsafe(loop.stop)


def parse_arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--user", default="")
    parser.add_argument("--password", default="")
    parser.add_argument("--tls", choices=["starttls", "implicit", "none"], default="starttls")
    parser.add_argument("--certificate-name", default="localhost")
    return parser.parse_args()


def main():
    arguments = parse_arguments()
    store = Store(arguments.folder)
    store.count = len(list(arguments.folder.glob("*.json")))  # a restarted server goes on counting
    context = None
    if arguments.tls != "none":
        context = make_certificate(arguments.folder, arguments.certificate_name)

    def authenticate(server, session, envelope, mechanism, data):
        right = (isinstance(data, LoginPassword) and data.login == arguments.user.encode()
                 and data.password == arguments.password.encode())
        return AuthResult(success=right, handled=False, auth_data=data.login if right else None)

    def connection():
        return SMTP(Handler(store), hostname="localhost", loop=loop, enable_SMTPUTF8=True,
                    tls_context=context if arguments.tls == "starttls" else None,
                    require_starttls=arguments.tls == "starttls", auth_required=bool(arguments.user),
                    auth_require_tls=arguments.tls == "starttls", authenticator=authenticate)

    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    server = loop.run_until_complete(
        loop.create_server(connection, "127.0.0.1", arguments.port,
                           ssl=context if arguments.tls == "implicit" else None))
    print(f"ready {server.sockets[0].getsockname()[1]}", flush=True)
    threading.Thread(target=obey, args=(store, loop), daemon=True).start()
    loop.run_forever()


if __name__ == "__main__":
    main()
