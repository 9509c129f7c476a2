"""What can go wrong, as the user is told of it.

KgError             one line that names the file and says what to do; the command exits with 2
└── InputError      one input cannot be read; a build skips it, says so and exits with 1
"""

from __future__ import annotations


class KgError(Exception):
    """The call cannot be carried out. The message is a single line for the user."""


class InputError(KgError):
    """One input cannot be read: `what` it is, `why`, and what to do; `str(error)` has both."""

    def __init__(self, what: object, why: str) -> None:
        super().__init__(f"{what}: {why}")
        self.what, self.why = str(what), why

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str]]:
        return InputError, (self.what, self.why)  # as one process hands it to another
