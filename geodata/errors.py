"""What can go wrong with data, in few classes; each is a builtin at heart.

A message says what was found, what was expected, and where.
"""


class GeodataError(Exception):
    """Anything this package raises on purpose."""


class DataFileError(GeodataError, ValueError):
    """A data file cannot be used as it is. Carries every problem found, not only the first."""

    def __init__(self, problems):
        self.problems = list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class QueryError(GeodataError, ValueError):
    """An address asks for something in a form that cannot be understood. `problems`: `QueryProblem`s, or plain
    sentences where only programs ask."""

    def __init__(self, problems):
        self.problems = list(problems)
        super().__init__(" ".join(str(problem) for problem in self.problems))

    def say(self, language: str = "en") -> list[str]:
        """A sentence for each problem, in a language where there is one."""
        return [problem if isinstance(problem, str) else problem.say(language) for problem in self.problems]


class UnknownRecordError(GeodataError, KeyError):
    """No record has this id."""

    def __str__(self):
        return f"No record has the id {self.args[0]!r}."
