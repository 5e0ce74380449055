"""Run as the services' own user: `founding.py SOCKET AUTHORITIES PRINCIPAL` makes the first administrator."""

import sys

import grpc

from pathlib import Path

socket, authorities, principal = sys.argv[1:]
credentials = grpc.ssl_channel_credentials(Path(authorities).read_bytes())
# tupo.indicators.v1.CreateFirstAdministratorRequest: its field 1 is the principal.
name = principal.encode()
request = bytes([0x0A, len(name)]) + name
options = [("grpc.ssl_target_name_override", "localhost")]
with grpc.secure_channel(f"unix:{socket}", credentials, options=options) as channel:
    channel.unary_unary("/tupo.indicators.v1.AccessService/CreateFirstAdministrator")(request, timeout=60)
