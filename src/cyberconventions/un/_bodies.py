"""The bodies of the UN process: who met, decided or acted."""

import attrs

from cyberconventions._arguments import check_fields
from cyberconventions._dataset import current, per_dataset
from cyberconventions._states import fold
from cyberconventions.errors import (
    UnknownEventError,
    check_tuple,
    check_type,
    did_you_mean,
    quoted,
    several,
    wrong_type,
)

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeAlias

    BodyLike: TypeAlias = "Body | str"


_MOST_LISTED = 8  # in a message


@attrs.frozen(order=False)
class Body:
    """Who met, decided or acted: an organ of the United Nations, or the depositary of a treaty.

    Attributes:
        id: The dataset's id, ``"general-assembly"``.
        name: The name, ``"General Assembly"``.
        parent: The id of the body that set it up or that it is part of, if any.
        names: Other names it is known by.

    >>> import cyberconventions as cc
    >>> cc.un.body("GA")
    <Body general-assembly General Assembly>
    """

    id: str
    name: str
    parent: str | None = None
    names: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    def is_called(self, name: str) -> bool:
        """Return whether this is one of the body's names, ignoring case and accents.

        Arguments:
            name: The name.

        Raises:
            InvalidTypeError: It is not text.

        >>> import cyberconventions as cc
        >>> cc.un.body("ccpcj").is_called("Commission on Crime Prevention and Criminal Justice")
        True
        """
        check_type(name, str, "a body's name")
        return self._has(fold(name))

    def _has(self, key: str) -> bool:
        """Return whether a folded text is one of the body's names."""
        return key in {self.id, fold(self.name), *map(fold, self.names)}

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"<Body {self.id} {self.name}>"


def bodies() -> tuple[Body, ...]:
    """Return the bodies of the UN process.

    >>> import cyberconventions as cc
    >>> [each.name for each in cc.un.bodies() if each.parent == "general-assembly"]
    ['Third Committee', 'Ad Hoc Committee']
    """
    return _bodies()


def body(ref: "BodyLike", among: "Iterable[Body] | None" = None) -> Body:
    """Return the body with this name.

    Arguments:
        ref: Its id, its name, another name on record (``"GA"``, ``"CCPCJ"``), or a ``Body``.
        among: The bodies to search; those of the UN process where left out.

    Raises:
        UnknownEventError: None has this name; the message lists those on record.
        InvalidTypeError: The reference is neither text nor a ``Body``.

    >>> import cyberconventions as cc
    >>> cc.un.body("CCPCJ").name
    'Commission on Crime Prevention and Criminal Justice'
    """
    if isinstance(ref, Body):
        return ref
    if not isinstance(ref, str):
        raise wrong_type(ref, "a body's name or a Body")
    known = _bodies() if among is None else several(among, "several bodies")
    check_tuple(known, Body, "bodies")
    key = fold(ref)
    found = next((each for each in known if each._has(key)), None)  # pyright: ignore[reportPrivateUsage] - of this module
    if found is None:
        hint = did_you_mean(ref, [name for each in known for name in (each.name, each.id, *each.names)])
        listed = ", ".join(each.name for each in known[:_MOST_LISTED])
        more = f" and {len(known) - _MOST_LISTED} more" if len(known) > _MOST_LISTED else ""
        raise UnknownEventError(f"{quoted(ref)} is not a body on record{hint}; on record: {listed}{more}")
    return found


@per_dataset()
def _bodies() -> tuple[Body, ...]:
    return current().values(
        "bodies.csv",
        lambda row: Body(row["id"], row["name"], row["parent"] or None, tuple(filter(None, row["names"].split("|")))),
    )
