"""The compiled kernel, if it is there: three steps of the annotation in C, with the same answers to the bit.

The install builds it where there is a compiler; where there is none, the same is done in NumPy and Python.
`SERVANDA_PURE=1` in the environment leaves it aside.
"""

from __future__ import annotations

import contextlib
import os

__all__ = ["MOST_TAGS", "PURE", "built", "compiled"]

MOST_TAGS = 8  # of a sequence, for which the kernel finds the best path
PURE = "SERVANDA_PURE"

built = False
if not os.environ.get(PURE):
    with contextlib.suppress(ImportError):
        from servanda.language import _kernel as compiled

        built = True
