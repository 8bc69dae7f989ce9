"""The kinds of failure a user meets; every room raises these and the terminal turns them into exit status.

They stand outside the rooms because all of them, and ``cli``, must agree on which messages reach a
user as one to three plain lines and which are defects that deserve a traceback.
"""


class InputError(ValueError):
    """A file, codebook or argument from the user cannot be used: exit status 2.

    The message is one to three lines that say where, what was found and what was expected. Nothing has
    been written when it is raised.
    """


class BuildFailed(RuntimeError):
    """Work was done and went wrong, such as a chapter whose cell raised: exit status 1.

    The message names the report, the chapter, the cell and the error.
    """


class Interrupted(RuntimeError):
    """The user stopped the work: exit status 130.

    The message says what is finished and stays.
    """
