"""Models and tables, loaded on import: the processes of a run are copies of the one that has imported this."""

from __future__ import annotations

import contextlib
import gc

from servanda.errors import LexiconError
from servanda.pipeline import warm

with contextlib.suppress(LexiconError):  # the first document that is read tells it
    warm()
gc.collect()
gc.freeze()  # what is loaded stays: neither looked through for garbage nor copied for that
