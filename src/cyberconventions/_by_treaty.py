"""Errata, misprints and unknowns of a treaty, whatever name it is given by."""

from cyberconventions import _corrections
from cyberconventions._corrections import Erratum, Misprint, Unknown
from cyberconventions._treaties import treaty as treaty_of

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions._treaties import TreatyLike


def errata(treaty: "TreatyLike | None" = None) -> tuple[Erratum, ...]:
    """Return the errata of the page the dataset started from.

    Arguments:
        treaty: Only those about this treaty, given by any of its names; all of them, those about the UN process
            included, where left out.

    Raises:
        UnknownTreatyError: The dataset has no such treaty.
        InvalidTypeError: The reference is neither text, a number nor a ``Treaty``.

    >>> import cyberconventions as cc
    >>> [each.row for each in cc.errata("Lanzarote Convention")], len(cc.errata())
    ([14, 15, 16], 22)
    """
    return _corrections.errata(_id_of(treaty))


def misprints(treaty: "TreatyLike | None" = None) -> tuple[Misprint, ...]:
    """Return the misprints found in official tables.

    Arguments:
        treaty: Only those in tables of this treaty, given by any of its names; all of them where left out.

    Raises:
        UnknownTreatyError: The dataset has no such treaty.
        InvalidTypeError: The reference is neither text, a number nor a ``Treaty``.

    >>> import cyberconventions as cc
    >>> print(cc.misprints(201)[0])
    Armenia, ratification: 2020-09-17 is printed for 2020-09-07. ...
    """
    return _corrections.misprints(_id_of(treaty))


def unknowns(treaty: "TreatyLike | None" = None) -> tuple[Unknown, ...]:
    """Return what the record of a treaty does not know, apart from the days and clauses that it marks itself.

    An act of unknown day is marked as such, and so is a clause that was not seen (``Rules.not_seen``). An unknown has
    no act: a Party or signatory that a count implies and nobody names, a deposit that nobody saw.

    Arguments:
        treaty: Only those of this treaty, given by any of its names; all of them where left out.

    Raises:
        UnknownTreatyError: The dataset has no such treaty.
        InvalidTypeError: The reference is neither text, a number nor a ``Treaty``.

    >>> import cyberconventions as cc
    >>> cc.unknowns("Palermo Convention")
    (<Unknown untoc kind of consent BRB IRN KOR SLE>,)
    """
    return _corrections.unknowns(_id_of(treaty))


def _id_of(treaty: "TreatyLike | None") -> str | None:
    return None if treaty is None else treaty_of(treaty).id
