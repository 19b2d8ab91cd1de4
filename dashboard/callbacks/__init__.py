"""Callbacks only translate: what the reader does into a question, the answer into the page."""

from dashboard.callbacks import answers, choices, downloads, looking


def register(app, repository, settings) -> None:
    """Register every callback of the page."""
    choices.register(app)
    looking.register(app)
    answers.register(app, repository, settings)
    downloads.register(app)
