"""Runs the app on a production server (waitress) and says the address once it answers."""

import socket

import waitress

from dashboard.logs import log_event


def serve(app, settings) -> None:
    """Serve until interrupted. Raises SystemExit with a sentence if the address is taken."""
    try:
        server = waitress.create_server(app.server, host=settings.host, port=settings.port,
                                        threads=settings.threads, ident=None)
    except OSError as error:
        raise SystemExit(f"Cannot listen on {settings.host}:{settings.port} ({error.strerror or error}). "
                         "Set ATLAS_HOST or ATLAS_PORT to another address.") from None
    address = address_of(settings.host, server.effective_port)
    log_event("listening", address=address, threads=settings.threads)
    print(f"The atlas answers on {address}  (Ctrl+C stops it)", flush=True)
    server.run()


def address_of(host: str, port: int) -> str:
    """The address to type into a browser on this machine."""
    if host in ("0.0.0.0", "::", ""):
        host = "127.0.0.1"
    elif ":" in host and socket.has_ipv6:
        host = f"[{host}]"
    return f"http://{host}:{port}"
