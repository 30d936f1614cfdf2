"""Posts that a verb stands for (`person|position|body`, with `:former`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.reading.tables import rows

if TYPE_CHECKING:
    from servanda.reading.context import Context

HEADED = r"""
Иван Петров возглавляет Центральный банк Чили. → Иван Петров|глава|Центральный банк Чили
Министерство финансов Чили возглавляет Хуан Перес. → Хуан Перес|глава|Министерство финансов Чили
Задержаны активисты Народной партии, возглавляемой Хуаном Пересом. → Хуан Перес|глава|Народная партия
Хуан Перес возглавлял Центральный банк Чили. → Хуан Перес|глава|Центральный банк Чили:former
Хуан Перес возглавит Центральный банк Чили. → -
Хуан Перес не возглавляет Центральный банк Чили. → -
Хуан Перес возглавил делегацию Чили. → -
Министр финансов Чили Хуан Перес возглавляет Министерство финансов Чили. → Хуан Перес|Министр финансов|CL
"""


@pytest.mark.parametrize(("text", "expected"), rows(HEADED))
def test_posts_by_verb(context: Callable[..., Context], text: str, expected: str) -> None:
    people = context(text).people
    found = [f"{p.name}|{h.position}|{h.body}{':former' * h.post.former}" for p in people.persons for h in p.held]
    assert ("; ".join(found) or "-") == expected
