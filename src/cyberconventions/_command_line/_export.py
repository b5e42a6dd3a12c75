"""The whole record as files for other tools, on the command line."""

from cyberconventions._export import export

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions._command_line._commands import Answer, Asked


def write_export(asked: "Asked") -> "Answer":
    """Write the files, and list them."""
    paths = export(asked["target"], format=asked["file_format"], overwrite=asked["overwrite"])
    return {"written": [*paths]}, [f"Written: {path}" for path in paths], 0
