"""Headers that every answer carries: a strict Content-Security-Policy and its usual companions."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}


def content_security_policy(script_hashes) -> str:
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
        "frame-ancestors 'self'",
    ])


def protect(app) -> None:
    """Add the headers to every answer of a Dash app whose callbacks are all registered."""
    policy = content_security_policy(app.csp_hashes())

    @app.server.after_request
    def add_headers(response):
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.pop("Server", None)
        return response
