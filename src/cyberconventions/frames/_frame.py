"""A frame of any library, and the two ways to answer it: at once, or as planned.

Frames in memory are answered at once, by numpy (``_eager.py``): pandas, pyarrow and, when Dask computes them, its
partitions. Frames that are planned are checked by their types, and nothing runs at the call: DuckDB and Spark get one
query in SQL that joins a small table of spellings (``_join.py``), as does Ibis (``_ibis.py``). polars' own expressions
(``_polars.py``) keep the rows where they are; a frame of polars in memory is planned, too, and run.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false
# (the libraries of frames are partly typed or not at all; what leaves this module is typed)

from importlib import import_module
from typing import TypeVar, cast

from cyberconventions.frames._columns import columns_of, library_of
from cyberconventions.frames._intervals import narwhals

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions.frames._columns import Native
    from cyberconventions.frames._question import Asked, Findings

FrameT = TypeVar("FrameT")


def answered(frame: FrameT, asked: "Asked") -> FrameT:
    """Return a frame with the columns added: of the same library, wrapped by narwhals if it was."""
    nw = narwhals()
    native: Native = nw.to_native(frame, pass_through=True)
    return wrapped(_answered(native, asked), frame, native)


def wrapped(found: "Native", frame: FrameT, native: "Native") -> FrameT:
    """Return what was made of a frame: as it is or, if the frame was wrapped by narwhals, wrapped again."""
    if native is frame:
        return cast("FrameT", found)
    version = type(frame).__module__  # One of narwhals' stable versions, or that of the day.
    again = import_module(version if version.startswith("narwhals.stable.") else "narwhals")
    return cast("FrameT", again.from_native(found))


def _answered(frame: "Native", asked: "Asked") -> "Native":
    library = library_of(frame, asked)
    from cyberconventions.frames import _eager

    if library in ("pandas", "pyarrow"):
        return _eager.answered(frame, asked)
    if library == "dask":
        return frame.map_partitions(_eager.answered, asked, meta=_eager.answered(frame._meta, asked))
    columns = columns_of(frame, asked)
    if library == "polars":
        from cyberconventions.frames import _polars

        if hasattr(frame, "collect"):
            return _polars.planned(frame, asked, columns, asked.warn)
        return _polars.answered(frame, asked, columns, lambda: counted(frame, asked))
    if library == "ibis":
        from cyberconventions.frames import _ibis

        return _ibis.answered(frame, asked, columns)
    from cyberconventions.frames import _join

    return _join.answered(library, frame, asked, columns)


def counted(frame: object, asked: "Asked") -> "Findings":
    """Count what is in a frame."""
    native: Native = narwhals().to_native(frame, pass_through=True)
    library = library_of(native, asked)
    from cyberconventions.frames import _check, _eager

    if library in ("pandas", "pyarrow"):
        return _eager.findings_of(native, asked)
    if library == "dask":
        return _check.counted_partitions(native, asked)
    return _check.counted(native, library, asked, columns_of(native, asked))
