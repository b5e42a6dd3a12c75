"""The bodies of the UN process: who met, decided or acted."""

from types import NoneType

import attrs

from cyberconventions._dataset import current, per_dataset
from cyberconventions._states import fold
from cyberconventions.errors import UnknownEventError, check_fields, check_tuple, did_you_mean, quoted, wrong_type

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeAlias

    BodyLike: TypeAlias = "Body | str"


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
        check_fields(self, str, "text", "id", "name")
        check_fields(self, (str, NoneType), "text or None", "parent")
        check_tuple(self.names, str, "names")

    def is_called(self, name: str) -> bool:
        """Return whether this is one of the body's names, ignoring case and accents.

        Arguments:
            name: The name.

        >>> import cyberconventions as cc
        >>> cc.un.body("ccpcj").is_called("Commission on Crime Prevention and Criminal Justice")
        True
        """
        return fold(name) in {self.id, fold(self.name), *map(fold, self.names)}

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
    known = _bodies() if among is None else tuple(among)
    found = next((each for each in known if each.is_called(ref)), None)
    if found is None:
        hint = did_you_mean(ref, [name for each in known for name in (each.name, each.id, *each.names)])
        raise UnknownEventError(
            f"{quoted(ref)} is not a body on record{hint}; on record: {', '.join(each.name for each in known)}"
        )
    return found


@per_dataset()
def _bodies() -> tuple[Body, ...]:
    return current().values(
        "bodies.csv",
        lambda row: Body(row["id"], row["name"], row["parent"] or None, tuple(filter(None, row["names"].split("|")))),
    )
