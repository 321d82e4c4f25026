"""Errors that a user can mend."""


class InputError(ValueError):
    """A wrong input, told so that the user can mend it.

    The message names the input, says what is allowed, what came, and what to do. It is shown
    as text, by the pages and by the command line, and nothing loaded before is lost.
    """
