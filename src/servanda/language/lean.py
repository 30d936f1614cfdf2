"""spaCy without its command line: `import spacy` loads that too, for one function, and takes a third longer for it.

Where spaCy is there already nothing is done; afterwards `spacy.cli` can be imported as ever, and `spacy.info` finds it
when it is called.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


def _info(*arguments: Any, **options: Any) -> Any:
    from spacy.cli.info import info

    return info(*arguments, **options)


def load() -> None:
    """Import spaCy, its command line left out until somebody asks for it."""
    if "spacy" in sys.modules:
        return
    stand_in = ModuleType("spacy.cli.info")
    stand_in.info = _info  # type: ignore[attr-defined]
    left_out = {"spacy.cli": ModuleType("spacy.cli"), "spacy.cli.info": stand_in}
    sys.modules.update(left_out)
    try:
        import spacy  # noqa: F401
    finally:
        for name, module in left_out.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
