"""Amounts: what a number comes to, its unit, how it is meant; and which numbers are no figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.language.tables import table
from servanda.reading.atoms import atoms_of
from servanda.reading.numbers import Amount, find_amounts, find_numbers, plain

if TYPE_CHECKING:
    from spacy.tokens import Doc

Annotate = Callable[[str], "Doc"]
AnnotateLines = Callable[[Sequence[str]], list["Doc"]]

# text | the words of the amount | value (low..high) | unit | comparator
AMOUNTS = """
Поставлено 3 200 тонн зерна.                      | 3 200 тонн                 | 3200           | tonne    | =
Поставлено 14 570 тонн зерна.                     | 14 570 тонн                | 14570          | tonne    | =
Поставлено 1 250 000 тонн зерна.                  | 1 250 000 тонн             | 1250000        | tonne    | =
Сумма составила 1.844.036.360,12 рубля.           | 1.844.036.360,12 рубля     | 1844036360.12  | RUB      | =
Сумма составила 1,844,036.36 доллара.             | 1,844,036.36 доллара       | 1844036.36     | USD      | =
Сумма составила 1'500'000 евро.                   | 1'500'000 евро             | 1500000        | EUR      | =
Билет стоит 1.500 долларов.                       | 1.500 долларов             | 1500           | USD      | =
Вложено 1.5 млн долларов.                         | 1.5 млн долларов           | 1500000        | USD      | =
Вложено 1,844 млрд долларов.                      | 1,844 млрд долларов        | 1844000000     | USD      | =
Вложено 0,7 млрд евро.                            | 0,7 млрд евро              | 700000000      | EUR      | =
Подписаны два соглашения.                         | два                        | 2              | count    | =
Подписано двенадцать соглашений.                  | двенадцать                 | 12             | count    | =
Подписано сорок два соглашения.                   | сорок два                  | 42             | count    | =
Открыто сто двадцать пять школ.                   | сто двадцать пять          | 125            | count    | =
Прибыли тысяча двести гостей.                     | тысяча двести              | 1200           | count    | =
Выделено две тысячи триста пятьдесят рублей.      | две тысячи триста пятьдесят рублей | 2350           | RUB      | =
Вложен миллиард долларов.                         | миллиард долларов          | 1000000000     | USD      | =
Довести объем до одного миллиарда долларов.       | до одного миллиарда долларов | 1000000000     | USD      | =
Речь идет о двадцати миллиардах тенге.            | двадцати миллиардах тенге  | 20000000000    | KZT      | =
Вложено полтора миллиарда долларов.               | полтора миллиарда долларов | 1500000000     | USD      | =
Вложено свыше полутора миллиардов долларов.       | свыше полутора миллиардов долларов | 1500000000     | USD      | >
Вложено два с половиной миллиарда сумов.          | два с половиной миллиарда сумов | 2500000000     | UZS      | =
Вложено полмиллиона евро.                         | полмиллиона евро           | 500000         | EUR      | =
Прибыли полсотни предпринимателей.                | полсотни                   | 50             | count    | =
Подписаны два десятка документов.                 | два десятка                | 20             | count    | =
Прибыли свыше шестисот человек.                   | свыше шестисот             | 600            | count    | >
Прибыли свыше тысячи гостей.                      | свыше тысячи               | 1000           | count    | >
Приняты четыре тысячи двести студентов.           | четыре тысячи двести       | 4200           | count    | =
Довольны четырьмястами пятьюдесятью студентами.   | четырьмястами пятьюдесятью | 450            | count    | =
Перевезено 1 млн 200 тыс. тонн грузов.            | 1 млн 200 тыс. тонн        | 1200000        | tonne    | =
Перевезено 2 миллиона 300 тысяч тонн грузов.      | 2 миллиона 300 тысяч тонн  | 2300000        | tonne    | =
Перевезено 3 тысячи 500 тонн грузов.              | 3 тысячи 500 тонн          | 3500           | tonne    | =
Перевезено 2 тыс. 500 тонн грузов.                | 2 тыс. 500 тонн            | 2500           | tonne    | =
Обучаются более 4 тысяч студентов.                | более 4 тысяч              | 4000           | count    | >
Помощь оказана 15-ти тысячам предприятий.         | 15-ти тысячам              | 15000          | count    | =
Ожидается рост не менее 2-х процентов.            | не менее 2-х процентов     | 2              | percent  | >=
Экспорт составил $20 млрд.                        | $20 млрд                   | 20000000000    | USD      | =
Экспорт составил $4,34 млрд за год.               | $4,34 млрд                 | 4340000000     | USD      | =
Экспорт составил €5 млн.                          | €5 млн                     | 5000000        | EUR      | =
Экспорт составил US$ 5 млн.                       | US$ 5 млн                  | 5000000        | USD      | =
Экспорт составил USD 5 млн.                       | USD 5 млн                  | 5000000        | USD      | =
Экспорт составил 5 млн USD.                       | 5 млн USD                  | 5000000        | USD      | =
Тариф составил 500 ₸.                             | 500 ₸                      | 500            | KZT      | =
Тариф составил 900 ₽.                             | 900 ₽                      | 900            | RUB      | =
Выделено 500 млн тенге.                           | 500 млн тенге              | 500000000      | KZT      | =
Выделено 73 млрд. тенге на проекты.               | 73 млрд. тенге             | 73000000000    | KZT      | =
Выделено 100 млрд тг.                             | 100 млрд тг                | 100000000000   | KZT      | =
Вложено 2,3 млрд долл. США.                       | 2,3 млрд долл. США         | 2300000000     | USD      | =
Вложено 2,3 млрд долларов США в завод.            | 2,3 млрд долларов США      | 2300000000     | USD      | =
Вложено 20 млрд американских долларов.            | 20 млрд американских долларов | 20000000000    | USD      | =
Вложено 5 млн канадских долларов.                 | 5 млн канадских долларов   | 5000000        | CAD      | =
Вложено 5 млн белорусских рублей.                 | 5 млн белорусских рублей   | 5000000        | BYN      | =
Вложено 300 млн индийских рупий.                  | 300 млн индийских рупий    | 300000000      | INR      | =
Вложено 300 млн китайских юаней.                  | 300 млн китайских юаней    | 300000000      | CNY      | =
Вложено 300 млн юаней.                            | 300 млн юаней              | 300000000      | CNY      | =
Вложено 40 млрд японских иен.                     | 40 млрд японских иен       | 40000000000    | JPY      | =
Вложено 12 млн манатов.                           | 12 млн манатов             | 12000000       | AZN      | =
Вложено 12 млн туркменских манатов.               | 12 млн туркменских манатов | 12000000       | TMT      | =
Вложено 12 млн сомони.                            | 12 млн сомони              | 12000000       | TJS      | =
Вложено 12 млн кыргызских сомов.                  | 12 млн кыргызских сомов    | 12000000       | KGS      | =
Вложено 12 млн грузинских лари.                   | 12 млн грузинских лари     | 12000000       | GEL      | =
Вложено 12 млн фунтов стерлингов.                 | 12 млн фунтов стерлингов   | 12000000       | GBP      | =
Вложено 12 млн турецких лир.                      | 12 млн турецких лир        | 12000000       | TRY      | =
Экспорт вырос на 40%.                             | на 40%                     | 40             | percent  | =
Экспорт вырос на 40 %.                            | на 40 %                    | 40             | percent  | =
Экспорт вырос на 23 процента.                     | на 23 процента             | 23             | percent  | =
Экспорт вырос на 28,2%.                           | на 28,2%                   | 28.2           | percent  | =
Ставка выросла на 2 п.п.                          | на 2 п.п                   | 2              | percentage_point | =
Достигнут 15-процентный рост экспорта.            | 15-процентный              | 15             | percent  | =
Экспорт вырос на 30 с лишним процентов.           | на 30 с лишним процентов   | 30             | percent  | >
Экспорт вырос вдвое.                              | вдвое                      | 2              | times    | =
Экспорт вырос более чем втрое.                    | более чем втрое            | 3              | times    | >
Экспорт вырос в 1,5 раза.                         | в 1,5 раза                 | 1.5            | times    | =
Экспорт вырос в два раза.                         | в два раза                 | 2              | times    | =
Экспорт вырос в полтора раза.                     | в полтора раза             | 1.5            | times    | =
Экспорт вырос более чем в 4 раза.                 | более чем в 4 раза         | 4              | times    | >
Отмечен 3-кратный рост экспорта.                  | 3-кратный                  | 3              | times    | =
Отмечен двукратный рост экспорта.                 | двукратный                 | 2              | times    | =
Стороны намерены удвоить экспорт.                 | удвоить                    | 2              | times    | =
Экспорт утроился.                                 | утроился                   | 3              | times    | =
Экспорт вырос на четверть.                        | на четверть                | 25             | percent  | =
Экспорт вырос почти на треть.                     | почти на треть             | 33.33          | percent  | ~
На Китай приходится две трети экспорта.           | две трети                  | 66.67          | percent  | ~
На Китай приходится более половины экспорта.      | более половины             | 50             | percent  | >
Вложено 5–7 млрд долларов.                        | 5–7 млрд долларов          | 5000000000..7000000000 | USD      | =
Вложено 10 - 12 млн долларов.                     | 10 - 12 млн долларов       | 10000000..12000000 | USD      | =
Вложено 500 тыс. – 1 млн долларов.                | 500 тыс. – 1 млн долларов  | 500000..1000000 | USD      | =
Вложено от 3 до 5 млн долларов.                   | от 3 до 5 млн долларов     | 3000000..5000000 | USD      | =
Лечение обойдется от 26 до 30 тысяч евро.         | от 26 до 30 тысяч евро     | 26000..30000   | EUR      | =
Поставлено 3-4 тыс. тонн зерна.                   | 3-4 тыс. тонн              | 3000..4000     | tonne    | =
Вложено полтора-два миллиарда долларов. | полтора-два миллиарда долларов | 1500000000..2000000000 | USD | =
Участвуют пять-шесть компаний.                    | пять-шесть                 | 5..6           | count    | =
Экспорт вырос в 2-3 раза.                         | в 2-3 раза                 | 2..3           | times    | =
Вложено более 7 млрд долларов.                    | более 7 млрд долларов      | 7000000000     | USD      | >
Вложено больше 7 млрд долларов.                   | больше 7 млрд долларов     | 7000000000     | USD      | >
Экспорт вырос больше чем на 7 процентов.          | больше чем на 7 процентов  | 7              | percent  | >
Вложено не менее 7 млрд долларов.                 | не менее 7 млрд долларов   | 7000000000     | USD      | >=
Вложено как минимум 7 млрд долларов.              | как минимум 7 млрд долларов | 7000000000     | USD      | >=
Внести 300 тысяч долларов и более.                | 300 тысяч долларов и более | 300000         | USD      | >=
Вложено не более 7 млрд долларов.                 | не более 7 млрд долларов   | 7000000000     | USD      | <=
Доля не превышает 49 процентов.                   | не превышает 49 процентов  | 49             | percent  | <=
Вложено менее 7 млрд долларов.                    | менее 7 млрд долларов      | 7000000000     | USD      | <
Работают около 250 компаний.                      | около 250                  | 250            | count    | ~
Вложено порядка 3 млрд долларов.                  | порядка 3 млрд долларов    | 3000000000     | USD      | ~
Вложено примерно 3 млрд долларов.                 | примерно 3 млрд долларов   | 3000000000     | USD      | ~
Вложено почти 3 млрд долларов.                    | почти 3 млрд долларов      | 3000000000     | USD      | ~
Товарооборот превысил 20 млрд долларов.           | превысил 20 млрд долларов  | 20000000000    | USD      | >
Товарооборот превысил отметку в 20 млрд долларов. | превысил отметку в 20 млрд долларов | 20000000000    | USD      | >
Поставят порядка до 100 тыс. тонн зерна.          | порядка до 100 тыс. тонн   | 100000         | tonne    | ~
Выросло до уровня десяти миллиардов долларов.     | до уровня десяти миллиардов долларов | 10000000000    | USD      | =
Контракт на сумму свыше 5 млн долларов.           | на сумму свыше 5 млн долларов | 5000000        | USD      | >
Засеяно 1,1 млн гектаров.                         | 1,1 млн гектаров           | 1100000        | hectare  | =
Засеяно 65 тыс. га земли.                         | 65 тыс. га                 | 65000          | hectare  | =
Поставлено 4 млрд кубометров газа.                | 4 млрд кубометров          | 4000000000     | cubic_metre | =
Поставлено 4 млн куб. м газа.                     | 4 млн куб. м               | 4000000        | cubic_metre | =
Построена станция на 120 МВт.                     | на 120 МВт                 | 120            | megawatt | =
Передано 500 МВт·ч энергии.                       | 500 МВт·ч                  | 500            | megawatt_hour | =
Передано 40 млн кВт.ч энергии.                    | 40 млн кВт.ч               | 40000000       | kilowatt_hour | =
Перевезено 50 тыс. ДФЭ.                           | 50 тыс. ДФЭ                | 50000          | teu      | =
Добыто 2 млн баррелей нефти.                      | 2 млн баррелей             | 2000000        | barrel   | =
Проложено 300 км дорог.                           | 300 км                     | 300            | kilometre | =
Построено 5 тыс. кв. м жилья.                     | 5 тыс. кв. м               | 5000           | square_metre | =
Поставлено 5т зерна.                              | 5т                         | 5              | tonne    | =
Вложено 20млрд тенге.                             | 20млрд тенге               | 20000000000    | KZT      | =
"""

# text | number as written | the condition by which it is no figure
NO_FIGURES = """
Встреча прошла 15 марта.                       | 15           | part_of_a_date
Форум пройдет с 6 по 9 ноября.                 | 6            | part_of_a_date
Форум пройдет 21 и 22 октября.                 | 21           | part_of_a_date
В 2024 году экспорт вырос.                     | 2024         | year
Программа на 2021-2025 годы принята.           | 2021-2025    | year
Он был там в 1999-м.                           | 1999-м       | ordinal
Закон принят 03.04.2017 в Москве.              | 03.04.2017   | date
Сообщение вышло в 13:33.                       | 13:33        | clock
Проведена 56-я конференция.                    | 56-я         | ordinal
Дети 10–11-х классов учат язык.                | 10–11-х      | ordinal
Отмечено 25-летие независимости.               | 25-летие     | compound
Пробурена 500-метровая скважина.               | 500-метровая | compound
Принят закон № 53-ФЗ о пенсиях.                | 53-ФЗ        | compound
Школа № 12 открыта.                            | 12           | bears_it_as_name
Механизм работает по статье 6 соглашения.      | 6            | bears_it_as_name
Данные приводит таблица 1.                     | 1            | bears_it_as_name
Связям исполнилось 33 года.                    | 33           | length_of_time
За 8 месяцев экспорт вырос.                    | 8            | length_of_time
Переговоры длились 3,5 часа.                   | 3,5          | length_of_time
Участники COP29 собрались в Баку.              | 29           | joined_to_a_word
Реактор ВВЭР-1200 запущен.                     | 1200         | joined_to_a_word
Выставка ЭКСПО-2017 закрылась.                 | 2017         | joined_to_a_word
Развивается 3D-печать.                         | 3            | joined_to_a_word
План нации «100 конкретных шагов» выполняется. | 100          | name_in_quotation_marks
Он дал интервью каналу "Россия 24" вчера.      | 24           | name_in_quotation_marks
Велосипеды фирмы Argon 18 новые.               | 18           | after_a_foreign_name
Звоните по номеру 87775189995.                 | 87775189995  | long_number
Они встречались три раза.                      | три          | occasions
Это один из крупнейших партнеров.              | один         | bare_one
Сборная выиграла дома 2:1.                     | 2            | score_or_place
Во второй половине года экспорт вырос.         | половине     | part_of_time
Прошло четверть века.                          | четверть     | part_of_time
"""


def rows(text: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines()]


def ends(amount: Amount) -> str:
    low, high = str(amount.value), amount.high
    return low if high is None else f"{low}..{high}"


def test_amounts(annotate_lines: AnnotateLines) -> None:
    cases = rows(AMOUNTS)
    assert len(cases) >= 100
    wrong = []
    for (text, words, value, unit, comparator), doc in zip(
        cases, annotate_lines([case[0] for case in cases]), strict=True
    ):
        found = [(doc.text[a.start : a.end], ends(a), a.unit, a.comparator) for a in find_amounts(doc)]
        if (words, value, unit, comparator) not in found:
            wrong.append((text, found))
    assert wrong == []


def test_what_is_no_figure(annotate_lines: AnnotateLines) -> None:
    cases = rows(NO_FIGURES)
    wrong = []
    for (text, written, reason), doc in zip(cases, annotate_lines([case[0] for case in cases]), strict=True):
        found = {doc.text[a.core_start : a.end]: a.reason for a in find_numbers(doc)}
        mine = [given for words, given in found.items() if words.startswith(written) or written.startswith(words)]
        if reason not in mine or any(written in doc.text[a.core_start : a.end] for a in find_amounts(doc)):
            wrong.append((text, found))
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("У нас имеются 78 совместных проектов.", "проектов"),
        ("Встретились 10 крупнейших аграрных и логистических компаний.", "компаний"),
        ("Прибыли около 600 представителей деловых кругов.", "представителей"),
        ("Создано более 15 тысяч рабочих мест.", "мест"),
        ("Подписаны 12 важных, по словам министра, документов.", ""),
    ],
)
def test_what_is_counted(annotate: Annotate, text: str, noun: str) -> None:
    doc = annotate(text)
    amounts = find_amounts(doc)
    assert [doc[a.noun].text for a in amounts if a.noun >= 0][:1] == ([noun] if noun else [])


def test_plurals_without_a_number_are_vague(annotate: Annotate) -> None:
    assert find_amounts(annotate("Выставку посетят тысячи туристов, вложены сотни миллионов.")) == []


def test_a_change_takes_multiplier_and_unit_of_its_end(annotate: Annotate) -> None:
    low, high = find_amounts(annotate("Стороны намерены увеличить экспорт с 3 до 5 млрд долларов."))
    assert (low.value, low.unit, low.role) == (3_000_000_000, "USD", "from")
    assert (high.value, high.unit, high.role) == (5_000_000_000, "USD", "to")


def test_a_currency_is_carried_to_the_next_number(annotate: Annotate) -> None:
    amounts = find_amounts(annotate("Оборот достиг 321,9 млн долларов, из которых 297,5 млн приходится на экспорт."))
    assert [(a.value, a.unit) for a in amounts] == [(321_900_000, "USD"), (297_500_000, "USD")]


def test_a_currency_is_not_carried_into_the_next_paragraph(annotate: Annotate) -> None:
    amounts = find_amounts(annotate("Оборот достиг 321,9 млн долларов.\nПеревезено 297,5 млн."))
    assert [a.unit for a in amounts] == ["USD", ""]


def test_a_noun_that_currencies_share_names_all_of_them(annotate: Annotate) -> None:
    crowns, roubles = find_amounts(annotate("Вложено 5 млн крон и 5 млн рублей."))
    assert crowns.unit == ""
    assert {"CZK", "NOK", "SEK"} <= set(crowns.units)
    assert (roubles.unit, roubles.units) == ("RUB", ("RUB", "BYN"))


@pytest.mark.parametrize(
    ("text", "sign"), [("Взаимная торговля (+7,5% за год).", "+"), ("Экспорт упал (–3% за год).", "-")]
)
def test_signs(annotate: Annotate, text: str, sign: str) -> None:
    assert [a.sign for a in find_amounts(annotate(text))] == [sign]


def test_a_dash_in_a_list_is_no_minus(annotate: Annotate) -> None:
    amounts = find_amounts(annotate("Доля экспорта – 3%, импорта - 5%."))
    assert [a.sign for a in amounts] == ["", ""]


def test_offsets_are_those_of_the_text(annotate: Annotate) -> None:
    text = "Оборот\u00a0– 3\u202f200\u00a0тыс. тонн, рост – 5\u00a0%."
    doc = annotate(text)
    assert [text[a.start : a.end] for a in find_amounts(doc)] == ["3\u202f200\u00a0тыс. тонн", "5\u00a0%"]


# -- round trips ----------------------------------------------------------------------------------------------------

STYLES: dict[str, Callable[[Decimal], str]] = {
    "plain": lambda value: f"{value:f}".replace(".", ","),
    "spaced": lambda value: f"{value:,f}".replace(",", " ").replace(".", ","),
    "no-break": lambda value: f"{value:,f}".replace(",", "\u00a0").replace(".", ","),
    "thin": lambda value: f"{value:,f}".replace(",", "\u202f").replace(".", ","),
    "apostrophe": lambda value: f"{value:,f}".replace(",", "'").replace(".", ","),
}
FRAMES = ("Вложено {} евро.", "Перевезено более {} тонн грузов.", "Выделено около {} тенге на школы.")


@given(
    st.decimals(min_value=0, max_value=999_999_999, places=2), st.sampled_from(sorted(STYLES)), st.sampled_from(FRAMES)
)
def test_a_number_in_digits_is_read_back(annotate: Annotate, value: Decimal, style: str, frame: str) -> None:
    if not value % 1:
        value = value.to_integral_value()
    (amount,) = find_amounts(annotate(frame.format(STYLES[style](value))))
    assert amount.value == plain(value)


SCALES = {"тыс.": 10**3, "тысяч": 10**3, "млн": 10**6, "миллионов": 10**6, "млрд": 10**9, "трлн": 10**12}


@given(st.decimals(min_value=1, max_value=999, places=1), st.sampled_from(sorted(SCALES)))
def test_a_number_with_a_multiplier_is_read_back(annotate: Annotate, value: Decimal, scale: str) -> None:
    written = f"{value:f}".replace(".", ",")
    (amount,) = find_amounts(annotate(f"Вложено {written} {scale} долларов в экономику."))
    assert amount.value == plain(value * SCALES[scale])
    assert amount.unit == "USD"


def spelled(number: int) -> str:
    """A number below a million in the nominative, after the first form of each row of the table."""
    words = {
        int(row["value"]): row["word"]
        for row in table("ru/numbers")
        if row["role"] in ("unit", "teen", "ten", "hundred")
    }
    words |= {1: "один", 2: "два", 3: "три", 4: "четыре"}
    thousands, rest = divmod(number, 1000)
    out = []
    for group, feminine in ((thousands, True), (rest, False)):
        hundreds, below = group - group % 100, group % 100
        parts = [hundreds, *([below] if below in words else [below - below % 10, below % 10])]
        names = [words[part] for part in parts if part]
        if feminine and names:
            names[-1] = {"один": "одна", "два": "две"}.get(names[-1], names[-1])
            tens = group % 100 // 10
            ending = {1: "тысяча", 2: "тысячи", 3: "тысячи", 4: "тысячи"}.get(group % 10, "тысяч")
            names.append("тысяч" if tens == 1 else ending)
        out.extend(names)
    return " ".join(out)


@given(st.integers(min_value=5, max_value=999_999))
def test_a_number_in_words_is_read_back(annotate: Annotate, number: int) -> None:
    amounts = find_amounts(annotate(f"Перевезено {spelled(number)} тонн грузов."))
    assert [(a.value, a.unit) for a in amounts] == [(number, "tonne")]


@given(
    st.text(alphabet=st.characters(codec="utf-8"), max_size=80),
    st.text(alphabet="0123456789 ,.-–%$/:млнтыс", max_size=60),
)
def test_any_text_is_read_without_a_fault(annotate: Annotate, one: str, two: str) -> None:
    doc = annotate(f"{one} {two} {one}")
    text = doc.text
    at = 0
    for amount in find_numbers(doc):
        assert 0 <= amount.start <= amount.core_start < amount.end <= len(text)
        assert not text[amount.start].isspace()
        at = max(at, amount.end)
    starts = [atom.start for atom in atoms_of(doc)]
    assert starts == sorted(starts)
