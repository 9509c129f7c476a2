"""Where the pages are mapped: here, in this process, or shared out among several.

An engine is told what to do with one item and given all of them; it gives the results in the order of the items. What
it is told must be a pure function, and one that can be pickled: then no result depends on the engine.
"""

from kg.engine.beside import at_once, beside, can_fork
from kg.engine.local import Engine, Growing, in_process, pool, processors, suited

__all__ = ["Engine", "Growing", "at_once", "beside", "can_fork", "in_process", "pool", "processors", "suited"]
