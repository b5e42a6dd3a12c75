"""The desk, on the command line: on which articles a request from one State to another can rest."""

from cyberconventions._answers import Answer
from cyberconventions._desk import cooperation

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions._command_line import _commands
    from cyberconventions._command_line._commands import Asked

EXIT_STATUS = {Answer.YES: 0, Answer.NO: 1, Answer.UNKNOWN: 3}


def desk(asked: "Asked") -> "_commands.Answer":
    """Print the memo, or as JSON the mapping; the exit status says whether there is a basis.

    "Not known" has a status of its own, so that no program takes it for "none".
    """
    found = cooperation(
        requesting=asked["requesting"],
        requested=asked["requested"],
        measure=asked["measure"],
        on=asked["day"],
        territory=asked["territory"],
        offence=asked["offence"],
        treaties=None if asked["treaty"] is None else [asked["treaty"]],
    )
    status = EXIT_STATUS[found.answer]
    return (found.to_dict(), [], status) if asked["json"] else (None, [found.text()], status)
