"""Which dataset a block of code chose, and the datasets that were opened: what only those pay for who have their own.

The variable stands in a module, as a function that names it can be pickled then.
Both hold values of ``_dataset.Dataset``, which stands on the floor above.
"""

from contextvars import ContextVar
from typing import Any
from weakref import WeakValueDictionary

# One for each block around, the innermost last; the bundled dataset where there is none.
CHOSEN: ContextVar[tuple[Any, ...]] = ContextVar("cyberconventions.dataset", default=())
# A value outlives the block in which it was asked for, and its sources are looked up in these then. By their ids: going
# through a WeakSet is an error while another thread adds to it.
OPENED: WeakValueDictionary[int, Any] = WeakValueDictionary()
