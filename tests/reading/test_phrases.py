# ruff: noqa: E501  (one line a case)
"""How far names reach: one line a case, the prepositions' class, the head word, the text, the name in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.language.russian import Russian
from servanda.reading import groups, phrases

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from servanda.reading.context import Context

CASES = """
document → соглашение → Подписано соглашение о выплате компенсаций с Uranium One за рост добычи. → соглашение о выплате компенсаций с Uranium One
document → Меморандум → Меморандум между Министерством торговли Литвы, акиматом области и АО "Восток" подписан. → Меморандум между Министерством торговли Литвы, акиматом области и АО "Восток"
document → Соглашение → Соглашение о строительстве в Акмолинской области завода по переработке пшеницы подписано. → Соглашение о строительстве в Акмолинской области завода по переработке пшеницы
document → Соглашение → Подписаны Соглашение о признании сертификатов «халяль» и План сотрудничества. → Соглашение о признании сертификатов «халяль»
document → План → Подписаны Соглашение о торговле и План сотрудничества в области туризма на 2025–2027 годы. → План сотрудничества в области туризма на 2025–2027 годы
document → контракт → Подписан контракт с Jiangsu Holdings на экспорт 200 тыс. тонн ячменя. → контракт с Jiangsu Holdings на экспорт 200 тыс. тонн ячменя
document → меморандум → Подписан меморандум о туризме по итогам визита. → меморандум о туризме
document → соглашение → Подписано соглашение о туризме в рамках визита. → соглашение о туризме
document → соглашение → Подписано соглашение о туризме с участием министров. → соглашение о туризме
document → Стратегия → Стратегия развития порта до 2030 года утверждена. → Стратегия развития порта до 2030 года
document → План → Утвержден План мероприятий по развитию торговли зерном. → План мероприятий по развитию торговли зерном
document → соглашение → Подписано соглашение о предоставлении Сербии государственного кредита. → соглашение о предоставлении Сербии государственного кредита
document → договор → Казахстан и Корея подписали договор о торговле, туризме и науке. → договор о торговле, туризме и науке
document → устав → Министры изучили Устав ООН и доклад. → Устав ООН
document → соглашение → Подписано соглашение на полях форума. → соглашение
project → завод → Построен завод по производству сыра в Алматинской области. → завод по производству сыра
project → комбинат → Запущены завод по производству сыра и комбинат по переработке шкур в Уральске. → комбинат по переработке шкур
project → комплекс → Построен историко-культурный комплекс, посвященный великому мыслителю. → историко-культурный комплекс, посвященный великому мыслителю
project → памятник → В Риме установлен памятник великому казахскому поэту Абаю. → памятник великому казахскому поэту Абаю
project → цех → Строится цех по производству металла мощностью 33 тыс. тонн в год. → цех по производству металла
project → рудник → Открыт рудник по добыче медной и цинковой руды на месторождении Кундызды в Казахстане. → рудник по добыче медной и цинковой руды на месторождении Кундызды
project → дорога → Построена железная дорога Карс — Ыгдыр — Нахчыван и вокзал. → железная дорога Карс — Ыгдыр — Нахчыван
project → филиал → Начал работу филиал Политехнического университета Марке. → филиал Политехнического университета Марке
project → мост → Построен мост через реку Чу. → мост через реку Чу
body → комиссия → Работает Межправительственная Российско-Индийская комиссия по торговому, научному и культурному сотрудничеству. → Межправительственная Российско-Индийская комиссия по торговому, научному и культурному сотрудничеству
body → фонд → Работает казахско-азербайджанский Фонд прямых инвестиций. → казахско-азербайджанский Фонд прямых инвестиций
body → палата → Создана казахско-иранская торгово-промышленная палата. → казахско-иранская торгово-промышленная палата
body → совет → Провел заседание Межгосударственный экологический совет (МЭС) стран СНГ. → Межгосударственный экологический совет (МЭС) стран СНГ
body → дом → Открыт Торговый дом Казахстана в Тегеране. → Торговый дом Казахстана в Тегеране
body → группа → Создана рабочая группа по сотрудничеству в аграрной сфере. → рабочая группа по сотрудничеству в аграрной сфере
body → комитет → Работает сербский комитет по торговле, экономическому и научному сотрудничеству. → сербский комитет по торговле, экономическому и научному сотрудничеству
body → комиссия → Комиссия сегодня провела заседание. → Комиссия
body → комиссия → Комиссия по словам министра работает. → Комиссия
"""


def cases() -> list[tuple[str, ...]]:
    return [tuple(line.split(" → ")) for line in CASES.strip().splitlines()]


@pytest.mark.parametrize(("prepositions", "word", "text", "expected"), cases())
def test_reach(context: Callable[..., Context], prepositions: str, word: str, text: str, expected: str) -> None:
    made = context(text)
    head = next(token for token in made.doc if token.lemma_ == word.lower())
    i, j = phrases.left(made.doc, head), phrases.right(made, head, prepositions=prepositions)
    assert made.doc[i:j].text == expected


MARKS = """
АО "НК "Имя" купило завод. → "НК "Имя"
Проект «Чистая вода» начат. → «Чистая вода»
Фонд «Развитие „Юг“» открыт. → «Развитие „Юг“»
Компания «Kim’s Travel» открыта. → «Kim’s Travel»
Компания «Восток закрыта. → -
"""


@pytest.mark.parametrize(("text", "expected"), [tuple(line.split(" → ")) for line in MARKS.strip().splitlines()])
def test_quotation_marks(annotate: Callable[[str], Doc], text: str, expected: str) -> None:
    doc = annotate(text)
    start = next(token.i for token in doc if phrases.opens(doc, token.i))
    end = phrases.quoted_end(doc, start)
    assert (doc[start : end + 1].text if end > start else "-") == expected


GROUPS = """
великому казахскому поэту приехали → великому казахскому поэту → Dat
торговому, научному и культурному сотрудничеству сегодня → торговому, научному и культурному сотрудничеству → Dat
двух стран сегодня → двух стран → Gen
глубокой переработке зерна → глубокой переработке → Dat
«Чистая вода» начата → «Чистая вода» → ?
сегодня начата → - → ?
"""


@pytest.mark.parametrize(
    ("text", "expected", "case"), [tuple(line.split(" → ")) for line in GROUPS.strip().splitlines()]
)
def test_groups(annotate: Callable[[str], Doc], text: str, expected: str, case: str) -> None:
    doc = annotate("Помогли " + text + ".")
    group = groups.group_at(doc, 1, len(doc))
    assert (doc[group.i : group.j].text if group else "-") == expected
    if case != "?":
        assert group is not None
        assert group.case == case


@given(st.text(alphabet='аб Яя«»"„“,.;()–-1й\n', max_size=60))
def test_any_text_has_ends_within_it(adapter: Russian, text: str) -> None:
    doc = next(iter(adapter.annotate([text])))
    for token in doc:
        assert token.i <= phrases.quoted_end(doc, token.i) < max(1, len(doc))
        assert token.sent.start <= phrases.left(doc, token) <= token.i
