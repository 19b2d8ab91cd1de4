"""Headers that every answer carries: a strict Content-Security-Policy and its usual companions."""

from flask import request

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}


def content_security_policy(script_hashes, ancestors="'self'") -> str:
    """The policy of the page: our own files only, and Dash's two inline scripts by their hashes.

    MapLibre runs its worker from a blob; AG Grid and React set inline styles.
    """
    return "; ".join([
        "default-src 'none'",
        f"script-src 'self' {' '.join(sorted(script_hashes))}",
        "worker-src blob:",
        "child-src blob:",
        "connect-src 'self'",
        "img-src 'self' data: blob:",
        "style-src 'self' 'unsafe-inline'",
        "font-src 'self' data:",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        f"frame-ancestors {ancestors}",
    ])


def protect(app) -> None:
    """Add the headers to every answer of a Dash app whose callbacks are all registered.

    Only `/embed`, the map made to be put into other pages, may be framed by others.
    """
    policy = content_security_policy(app.csp_hashes())
    embedded = content_security_policy(app.csp_hashes(), "*")

    @app.server.after_request
    def add_headers(response):
        if request.path == "/embed":
            response.headers["Content-Security-Policy"] = embedded
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", policy)
        if request.path == "/embed":
            response.headers.pop("X-Frame-Options")
        return response
