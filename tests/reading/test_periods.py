"""Time expressions: what they come to against the day of publication, and what the text alone fixes."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.language.tables import table
from servanda.model import edtf
from servanda.reading import period_rules
from servanda.reading.anchor import Anchor
from servanda.reading.cardinals import number_row
from servanda.reading.period_words import time_words
from servanda.reading.periods import find_periods

if TYPE_CHECKING:
    from spacy.tokens import Doc

Annotate = Callable[[str], "Doc"]
AnnotateLines = Callable[[Sequence[str]], list["Doc"]]
PUBLISHED = "2025-09-29"  # a Monday

# text | words | EDTF against PUBLISHED | kind | EDTF without it (=: the same)
PERIODS = """
За 8 месяцев этого года экспорт вырос. | За 8 месяцев этого года | 2025-01/2025-08 | period |
За девять месяцев текущего года экспорт вырос. | За девять месяцев текущего года | 2025-01/2025-09 | period |
За 11 месяцев 2024 года экспорт вырос. | За 11 месяцев 2024 года | 2024-01/2024-11 | period | =
За первые семь месяцев 2024 года экспорт вырос. | За первые семь месяцев 2024 года | 2024-01/2024-07 | period | =
По итогам первых 9 месяцев 2024 года – рост. | По итогам первых 9 месяцев 2024 года | 2024-01/2024-09 | period | =
За 10 месяцев экспорт вырос. | За 10 месяцев | 2024-01/2024-10 | period |
За 8 месяцев экспорт вырос. | За 8 месяцев | 2025-01/2025-08 | period |
В январе–августе экспорт вырос. | В январе–августе | 2025-01/2025-08 | period |
В январе-августе 2024 года экспорт вырос. | В январе-августе 2024 года | 2024-01/2024-08 | period | =
За январь-сентябрь 2024 года экспорт вырос. | За январь-сентябрь 2024 года | 2024-01/2024-09 | period | =
С января по август экспорт вырос. | С января по август | 2025-01/2025-08 | period |
Форум шел с октября по декабрь 2024 года. | с октября по декабрь 2024 года | 2024-10/2024-12 | period | =
Форум шел с декабря 2023 по февраль 2024 года. | с декабря 2023 по февраль 2024 года | 2023-12/2024-02 | period | =
Форум прошел в мае-июне 2025 года. | в мае-июне 2025 года | 2025-05/2025-06 | period | =
Форум прошел в мае. | в мае | 2025-05 | period |
Форум прошел в декабре. | в декабре | 2024-12 | period |
Форум пройдет в декабре. | в декабре | 2025-12 | period |
Форум пройдет в мае. | в мае | 2026-05 | period |
Форум прошел в мае этого года. | в мае этого года | 2025-05 | period |
Визит состоялся в январе прошлого года. | в январе прошлого года | 2024-01 | period |
Визит состоялся в июне 2015 года. | в июне 2015 года | 2015-06 | period | =
Визит состоялся в июне 2015 г. в Москве. | в июне 2015 г | 2015-06 | period | =
В прошлом году экспорт вырос. | В прошлом году | 2024 | period |
В минувшем году экспорт вырос. | В минувшем году | 2024 | period |
За прошедший год экспорт вырос. | За прошедший год | 2024 | period |
В позапрошлом году экспорт вырос. | В позапрошлом году | 2023 | period |
В этом году экспорт вырос. | В этом году | 2025 | period |
В нынешнем году экспорт вырос. | В нынешнем году | 2025 | period |
В следующем году откроется выставка. | В следующем году | 2026 | period |
В наступающем году откроется выставка. | В наступающем году | 2026 | period |
За 2024 год экспорт вырос. | За 2024 год | 2024 | period | =
По итогам 2024 года экспорт вырос. | По итогам 2024 года | 2024 | period | =
В 2024-м году экспорт вырос. | В 2024-м году | 2024 | period | =
Он был там в 1999-м. | в 1999-м | 1999 | period | =
В 2016-2019 годах построен завод. | В 2016-2019 годах | 2016/2019 | period | =
В 2023–2024 гг. построен завод. | В 2023–2024 гг | 2023/2024 | period | =
В 2023 и 2024 годах построены заводы. | В 2023 и 2024 годах | 2023/2024 | period | =
Второй этап строительства (2016-2019) завершен. | 2016-2019 | 2016/2019 | period | =
В период с 2020 по 2025 годы построен завод. | В период с 2020 по 2025 годы | 2020/2025 | period | =
С 2021 по 2023 год построен завод. | С 2021 по 2023 год | 2021/2023 | period | =
В 2025/26 учебном году откроют филиал. | В 2025/26 учебном году | 2025/2026 | period | =
В первом полугодии экспорт вырос. | В первом полугодии | 2025-01/2025-06 | period |
За первое полугодие 2023 года экспорт вырос. | За первое полугодие 2023 года | 2023-01/2023-06 | period | =
Во втором полугодии 2025 года экспорт вырос. | Во втором полугодии 2025 года | 2025-07/2025-12 | period | =
Во второй половине 2024 года экспорт вырос. | Во второй половине 2024 года | 2024-07/2024-12 | period | =
В третьем квартале 2024 года экспорт вырос. | В третьем квартале 2024 года | 2024-07/2024-09 | period | =
В I квартале 2025 г. экспорт вырос. | В I квартале 2025 г | 2025-01/2025-03 | period | =
В 1 квартале 2025 года экспорт вырос. | В 1 квартале 2025 года | 2025-01/2025-03 | period | =
В прошлом квартале экспорт вырос. | В прошлом квартале | 2025-04/2025-06 | period |
В прошлом месяце прошел форум. | В прошлом месяце | 2025-08 | period |
В следующем месяце пройдет форум. | В следующем месяце | 2025-10 | period |
На этой неделе прошел форум. | На этой неделе | 2025-09-29/2025-10-05 | period |
На прошлой неделе прошел форум. | На прошлой неделе | 2025-09-22/2025-09-28 | period |
Осенью 2024 года прошел форум. | Осенью 2024 года | 2024-09/2024-11 | period | =
Весной этого года прошел форум. | Весной этого года | 2025-03/2025-05 | period |
Зимой 2024 года прошел форум. | Зимой 2024 года | 2024 | period | =
В конце 2019 года завод закрыли. | В конце 2019 года | 2019 | period | =
В начале 2025 года завод открыли. | В начале 2025 года | 2025 | period | =
В середине декабря 2024 года завод открыли. | В середине декабря 2024 года | 2024-12 | period | =
За последние три года экспорт вырос. | За последние три года | 2022/2025 | period |
За последние пять месяцев экспорт вырос. | За последние пять месяцев | 2025-04/2025-09 | period |
За последний год экспорт вырос. | За последний год | 2024/2025 | period |
В ближайшие пять лет экспорт вырастет. | В ближайшие пять лет | 2025/2030 | period |
В течение ближайших трех лет экспорт вырастет. | В течение ближайших трех лет | 2025/2028 | period |
С начала года вложено 5 млн евро. | С начала года | 2025-01-01/2025-09-29 | since |
С начала 2025 года вложено 5 млн евро. | С начала 2025 года | 2025-01-01/2025-09-29 | since | 2025-01-01/..
С начала прошлого года вложено 5 млн евро. | С начала прошлого года | 2024-01-01/2025-09-29 | since |
С 2005 года вложено 5 млн евро. | С 2005 года | 2005/2025-09-29 | since | 2005/..
С прошлого года работает центр. | С прошлого года | 2024/2025-09-29 | since |
С мая 2024 года работает центр. | С мая 2024 года | 2024-05/2025-09-29 | since | 2024-05/..
С 1 января 2017 г. введен режим. | С 1 января 2017 г | 2017-01-01/2025-09-29 | since | 2017-01-01/..
Начиная с 2027 года учат языки. | Начиная с 2027 года | 2027/.. | since | =
Объем вырастет к 2030 году. | к 2030 году | 2030 | deadline | =
Объем вырастет к 2030. | к 2030 | 2030 | deadline | =
Завод построят до 2027 года. | до 2027 года | 2027 | deadline | =
Завод построят до конца года. | до конца года | 2025 | deadline |
Завод построят до конца 2026 года. | до конца 2026 года | 2026 | deadline | =
Завод построят к концу 2026 года. | к концу 2026 года | 2026 | deadline | =
Завод построят до 1 января 2028 года. | до 1 января 2028 года | 2028-01-01 | deadline | =
Завод построят не позднее мая 2026 года. | не позднее мая 2026 года | 2026-05 | deadline | =
Документы примут до 5 декабря. | до 5 декабря | 2025-12-05 | deadline |
Закон принят 3 апреля 2017 года. | 3 апреля 2017 года | 2017-04-03 | instant | =
Закон принят 03.04.2017 в Москве. | 03.04.2017 | 2017-04-03 | instant | =
Закон от 03.04.2017 вступил в силу. | от 03.04.2017 | 2017-04-03 | instant | =
Закон от 9 декабря 2010 года вступил в силу. | от 9 декабря 2010 года | 2010-12-09 | instant | =
Дата: 2025-09-28, Астана. | 2025-09-28 | 2025-09-28 | instant | =
Программа подписана 15 марта т.г. в Баку. | 15 марта т.г | 2025-03-15 | instant |
Программа подписана 15 марта текущего года. | 15 марта текущего года | 2025-03-15 | instant |
Программа подписана 15 марта. | 15 марта | 2025-03-15 | instant |
Программу подпишут 15 марта. | 15 марта | 2026-03-15 | instant |
Форум прошел 6–9 ноября 2016 года. | 6–9 ноября 2016 года | 2016-11-06/2016-11-09 | instant | =
Форум пройдет с 6 по 9 ноября. | с 6 по 9 ноября | 2025-11-06/2025-11-09 | instant |
Форум шел с 18 по 20 марта 2025 года. | с 18 по 20 марта 2025 года | 2025-03-18/2025-03-20 | instant | =
Форум пройдет 21-22 октября текущего года. | 21-22 октября текущего года | 2025-10-21/2025-10-22 | instant |
Шло с 30 марта по 2 апреля 2024 года. | с 30 марта по 2 апреля 2024 года | 2024-03-30/2024-04-02 | instant | =
По состоянию на 1 января 2016 года – 5. | По состоянию на 1 января 2016 года | 2016-01-01 | instant | =
На начало декабря 2016 года активы выросли. | На начало декабря 2016 года | 2016-12 | instant | =
Вчера прошли переговоры. | Вчера | 2025-09-28 | instant |
Сегодня прошли переговоры. | Сегодня | 2025-09-29 | instant |
Завтра пройдут переговоры. | Завтра | 2025-09-30 | instant |
Послезавтра пройдут переговоры. | Послезавтра | 2025-10-01 | instant |
Переговоры прошли во вторник. | во вторник | 2025-09-23 | instant |
Переговоры прошли в понедельник. | в понедельник | 2025-09-29 | instant |
Переговоры пройдут в пятницу. | в пятницу | 2025-10-03 | instant |
Переговоры прошли в минувшую пятницу. | в минувшую пятницу | 2025-09-26 | instant |
Переговоры прошли в пятницу, 26 сентября. | в пятницу, 26 сентября | 2025-09-26 | instant |
Два года назад завод закрыли. | Два года назад | 2023 | instant |
Год назад завод закрыли. | Год назад | 2024 | instant |
Полгода назад завод закрыли. | Полгода назад | 2025-03 | instant |
Через пять лет завод откроют. | Через пять лет | 2030 | instant |
В настоящее время работают 78 заводов. | В настоящее время | 2025-09-29 | now |
На сегодняшний день работают 78 заводов. | На сегодняшний день | 2025-09-29 | now |
На данный момент работают 78 заводов. | На данный момент | 2025-09-29 | now |
Экспорт вырос по сравнению с прошлым годом. | по сравнению с прошлым годом | 2024 | base |
Экспорт больше, чем в 2023 году. | чем в 2023 году | 2023 | base | =
Экспорт больше аналогичного периода прошлого года. | аналогичного периода прошлого года | 2024 | base |
Принята программа на 2017-2020 годы. | на 2017-2020 годы | 2017/2020 | plan | =
Согласованы тарифы на 2026 год. | на 2026 год | 2026 | plan | =
Выставка ЭКСПО-2017 закрылась. | 2017 | 2017 | name | =
Делегация посетила CERAWeek 2025 в Хьюстоне. | 2025 | 2025 | name | =
Завод построили в 1990-х годах. | в 1990-х годах | 1990/1999 | period | =
В середине 1970-х построили завод. | В середине 1970-х | 1970/1979 | period | =
В начале 90-х годов построили завод. | В начале 90-х годов | 1990/1999 | period | =
В 1983 окончили школу. | В 1983 | 1983 | period | =
С 2010 он возглавлял посольство. | С 2010 | 2010/2025-09-29 | since | 2010/..
Мирные годы (1994, 1997) запомнились. | 1994 | 1994 | period | =
Мирные годы (1994, 1997) запомнились. | 1997 | 1997 | period | =
Договор подписан 8 декабря того же года. | 8 декабря того же года |  | instant | =
Встреча прошла в марте того же года. | в марте того же года |  | period | =
В понедельник 22 сентября прошла встреча. | В понедельник 22 сентября | 2025-09-22 | instant |
Встреча прошла во вторник – 23 сентября. | во вторник – 23 сентября | 2025-09-23 | instant |
Пятого сентября прошла встреча. | Пятого сентября | 2025-09-05 | instant |
В ночь с 15 на 16 июля закрыли границу. | с 15 на 16 июля | 2025-07-15/2025-07-16 | instant |
Прошлой весной подписали план. | Прошлой весной | 2024-03/2024-05 | period |
Этим летом подписали план. | Этим летом | 2025-06/2025-08 | period |
Летом подписали план. | Летом | 2025-06/2025-08 | period |
Участники сегодняшней встречи подписали план. | сегодняшней | 2025-09-29 | instant |
Участники вчерашней встречи подписали план. | вчерашней | 2025-09-28 | instant |
Участники прошлогоднего саммита довольны. | прошлогоднего | 2024 | period |
Участники мартовского саммита довольны. | мартовского | 2025-03 | period |
Участники декабрьского саммита подписали план. | декабрьского | 2024-12 | period |
"""

NO_PERIODS = """
За 25 лет независимости построены города.
Это случилось в XX веке.
Связи длятся более 33 лет.
Октябрьская революция изменила мир.
Отчет стоит на https://www.example.org/2016-06-30/otchet и открыт.
Май – месяц прекрасный.
Прибыли 2024 человека.
Подписаны 12 документов.
Это произойдет через 15-20 лет.
Раствор 1:2 проверен.
Обсуждались 31 февраля 2024.
Ежегодно поставляется зерно.
"""


def rows(text: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines()]


@pytest.mark.parametrize("published", [PUBLISHED, ""])
def test_periods(annotate_lines: AnnotateLines, published: str) -> None:
    cases = rows(PERIODS)
    assert len(cases) >= 100
    wrong = []
    docs = annotate_lines([case[0] for case in cases])
    for (text, words, dated, kind, undated), doc in zip(cases, docs, strict=True):
        found = [(doc.text[p.start : p.end], p.edtf, p.kind) for p in find_periods(doc, published)]
        expected = dated if published or undated == "=" else undated
        if (words, expected, kind) not in found:
            wrong.append((text, found))
    assert wrong == []


def test_what_names_no_time(annotate_lines: AnnotateLines) -> None:
    cases = [case[0] for case in rows(NO_PERIODS)]
    docs = annotate_lines(cases)
    found = [(doc.text, p) for doc in docs for p in find_periods(doc, PUBLISHED) if p.edtf]
    assert found == []


def test_a_start_ends_where_the_next_one_begins(annotate: Annotate) -> None:
    text = "Сначала с 1 января 2016 года платят 18 процентов, а затем с 1 апреля 2017 года – 19 процентов."
    assert [p.edtf for p in find_periods(annotate(text), "")] == ["2016-01-01/2017-04-01", "2017-04-01/.."]


def test_the_year_of_a_paragraph_anchors_what_follows_in_it(annotate: Annotate) -> None:
    text = "В мае 2018 года президент посетил Москву. В прошлом году торговля выросла.\nВ прошлом году росли цены."
    assert [p.edtf for p in find_periods(annotate(text), "")] == ["2018-05", "2017", ""]


def test_two_years_in_a_paragraph_anchor_nothing(annotate: Annotate) -> None:
    text = "В 2014 году принят один закон, в 2016 году – другой. В прошлом году торговля выросла."
    assert [p.edtf for p in find_periods(annotate(text), "")] == ["2014", "2016", ""]


def test_the_full_date_at_the_beginning_anchors_years(annotate: Annotate) -> None:
    text = "25 ноября 2016 года прошел форум.\n\nВ прошлом году он не проводился. Сегодня гости уехали."
    assert [p.edtf for p in find_periods(annotate(text), "")] == ["2016-11-25", "2015", ""]


def test_the_day_of_publication_goes_before_the_text(annotate: Annotate) -> None:
    text = "В мае 2018 года президент посетил Москву. В прошлом году торговля выросла."
    assert [p.edtf for p in find_periods(annotate(text), "2025-09-29")] == ["2018-05", "2024"]


@pytest.mark.parametrize(
    ("published", "edtf_text"),
    [("2019-01-10", "2019-01-10"), ("2013-01-12", "2013-01-10"), ("2018-12-30", "2019-01-10")],
)
def test_a_day_of_the_week_helps_to_find_the_year(annotate: Annotate, published: str, edtf_text: str) -> None:
    doc = annotate("Об этом он говорил в четверг, 10 января, в Брюсселе.")
    assert [p.edtf for p in find_periods(doc, published)] == [edtf_text]


@pytest.mark.parametrize("published", ["2025", "2025-09", "2025-01/2025-03"])
def test_a_coarse_date_of_publication_fixes_what_it_can(annotate: Annotate, published: str) -> None:
    doc = annotate("В прошлом году и сегодня, в мае и завтра, в первом полугодии и на этой неделе.")
    for period in find_periods(doc, published):
        edtf.check(period.edtf)
    years = {p.edtf for p in find_periods(doc, published)}
    assert ("2024" in years) == ("/" not in published)


def test_first_and_last_ends(annotate: Annotate) -> None:
    (period,) = find_periods(annotate("За 8 месяцев 2024 года экспорт вырос."), "")
    assert (period.first, period.last) == ("2024-01", "2024-08")
    (period,) = find_periods(annotate("С 2005 года работает завод."), "")
    assert (period.first, period.last) == ("2005", "")


# -- properties -----------------------------------------------------------------------------------------------------

DAYS = st.dates(min_value=datetime.date(1950, 1, 1), max_value=datetime.date(2090, 12, 31))
MONTHS = {int(row["number"]): row.several("forms")[1] for row in table("ru/months")}


@given(DAYS, st.sampled_from(["{d} {m} {y} года", "{d:02d}.{n:02d}.{y}", "{y}-{n:02d}-{d:02d}", "{d} {m} {y} г."]))
def test_a_day_is_read_back(annotate: Annotate, day: datetime.date, style: str) -> None:
    written = style.format(d=day.day, m=MONTHS[day.month], n=day.month, y=day.year)
    found = find_periods(annotate(f"Договор подписан {written} в Астане."), "")
    assert [p.edtf for p in found] == [day.isoformat()]


@given(DAYS, DAYS)
def test_a_day_without_a_year_falls_near_the_day_of_publication(
    annotate: Annotate, day: datetime.date, published: datetime.date
) -> None:
    (period,) = find_periods(
        annotate(f"Договор подписан {day.day} {MONTHS[day.month]} в Астане."), published.isoformat()
    )
    if (day.month, day.day) != (2, 29):
        read = datetime.date.fromisoformat(period.edtf)
        assert (read.day, read.month) == (day.day, day.month)
        assert 0 <= (published - read).days <= 366  # a predicate of the past looks back


@given(st.integers(min_value=1, max_value=9999), st.integers(min_value=-600, max_value=600))
def test_months_count_over_years(year: int, offset: int) -> None:
    found = Anchor(year, 6, None).shifted_month(offset)
    assert found is not None
    assert found[0] * 12 + found[1] == year * 12 + 6 + offset


ANYTHING = st.text(alphabet=st.characters(codec="utf-8"), max_size=60)
WORDS = """
в с к до на за по 2024 1999 99999 31 0 года году гг. т.г. января–мая мае вчера этом прошлом последние через назад лет
месяцев 9999 квартале I первом конца начала - – , ( ) . 29 февраля 03.13.2017 2024-02-30
"""
PIECES = st.lists(st.sampled_from(sorted(set(WORDS.split()))), max_size=14)


@given(PIECES, ANYTHING, st.sampled_from(["", "2025-09-29", "0001-01-01", "9999-12-31", "2024"]))
def test_any_text_gives_dates_that_are_dates(annotate: Annotate, pieces: list[str], noise: str, published: str) -> None:
    doc = annotate(f"{noise} {' '.join(pieces)}")
    length = len(doc.text)
    for period in find_periods(doc, published):
        assert edtf.check(period.edtf) == period.edtf
        assert 0 <= period.start <= period.core < period.end <= length


@given(PIECES, ANYTHING)
def test_no_time_begins_where_none_is_looked_for(annotate: Annotate, pieces: list[str], noise: str) -> None:
    row = number_row(annotate(f"{noise} {' '.join(pieces)}"), time_words())
    begun = {n for n in range(len(row)) if period_rules.longest(row, n) is not None}
    assert begun <= set(period_rules.openings(row))


def test_no_time_of_the_examples_begins_where_none_is_looked_for(annotate: Annotate) -> None:
    for name in ("ru/moments", "ru/months", "ru/seasons", "ru/relative_times"):
        row = number_row(annotate("\n".join(row["example"] for row in table(name))), time_words())
        begun = {n for n in range(len(row)) if period_rules.longest(row, n) is not None}
        assert begun
        assert begun <= set(period_rules.openings(row))
