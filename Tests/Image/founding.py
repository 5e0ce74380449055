"""`founding.py SOCKET AUTHORITIES PRINCIPAL USER` makes the first administrator, as the services' own user."""

import os
import sys
from pathlib import Path

import grpc

socket, authorities, principal, user = sys.argv[1:]
credentials = grpc.ssl_channel_credentials(Path(authorities).read_bytes())
# tupo.indicators.v1.CreateFirstAdministratorRequest: its field 1 is the principal.
name = principal.encode()
request = bytes([0x0A, len(name)]) + name
options = [("grpc.ssl_target_name_override", "localhost")]
with grpc.secure_channel(f"unix:{socket}", credentials, options=options) as channel:
    call = channel.unary_unary("/tupo.indicators.v1.AccessService/CreateFirstAdministrator")
    # It connects with the first call; by then all of Python that is needed was read, which the user may not read.
    os.setgroups([])
    os.setresgid(int(user), int(user), int(user))
    os.setresuid(int(user), int(user), int(user))
    call(request, timeout=60)
