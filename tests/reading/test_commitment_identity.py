# ruff: noqa: E501  (one line a case)
"""One promise told twice: how many of two sentences are left."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from servanda.reading import commitments

if TYPE_CHECKING:
    from servanda.reading.context import Context
from tests.reading.tables import rows

LEAD = "Президент Чехии встретился с Президентом Польши. Чехия и Польша – соседи."
CASES = """
Чехия построит в Кракове школу. Чехия построит в Кракове новую школу к 2027 году. → 1
Чехия построит в Кракове школу. Польша построит в Праге школу. → 2
Чехия построит в Кракове школу к 2026 году. Чехия построит в Кракове школу к 2028 году. → 2
Чехия вложит в порт 5 млн долларов. Чехия вложит в порт 7 млн долларов. → 2
Чехия построит в Кракове школу. Чехия построит в Гданьске больницу. → 2
Министерство Чехии продолжает работу по продвижению чешских товаров на рынки Польши. Чехия построит в Кракове школу. → 1
Экономические связи договорились укреплять Чехия и Польша. Чехия построит в Кракове школу. → 1
Стороны выразили готовность к дальнейшему сотрудничеству и обмену опытом в сфере туризма. Чехия построит в Кракове школу. → 1
"""


@pytest.mark.parametrize(("text", "left"), rows(CASES))
def test_how_many_are_left(context: Callable[..., Context], text: str, left: str) -> None:
    found = commitments.find(context(f"{LEAD} {text}", published="2025-03-10"))
    assert len(found) == int(left)


def test_the_deadline_of_the_one_is_kept_with_the_words_of_the_other(context: Callable[..., Context]) -> None:
    text = f"{LEAD} К 2027 году Чехия построит школу. Чехия построит в Кракове новую школу искусств."
    (promise,) = commitments.find(context(text, published="2025-03-10"))
    assert (promise.deadline, promise.action) == ("2027", "построит в Кракове новую школу искусств")
