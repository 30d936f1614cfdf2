# ruff: noqa: E501  (one line a case)
"""Figures: what a number measures, how it is meant, when, and whom it is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.language.tables import table
from servanda.model.records import Figure
from servanda.reading import figure_measured, figures, indicators

if TYPE_CHECKING:
    from servanda.reading.context import Context

Made = Callable[..., "Context"]
PUBLISHED = "2025-09-29"

# text = indicator value unit comparator kind period parties
CASES = """
Это стало возможным благодаря привлечению из Чехии в Перу инвестиций на сумму 13 млн долларов.
= fdi 13000000 USD = actual - CZ,PE
МАЗ поставит во Вьетнам 200 машин, а БелАЗ из Беларуси экспортирует 10 тракторов.
= exports 200 count = target - BY,VN
= exports 10 count = target - BY,VN
Чешский банк инвестирует 500 млн долларов в строительство порта в Перу.
= fdi 500000000 USD = target - CZ,PE
Чехия ежегодно инвестирует в Перу 200 млн долларов.
= fdi 200000000 USD = actual - CZ,PE
В Казахстане приняты меры по строительству 70 овощехранилищ.
= other 70 count = target - KZ
В Казахстане начато строительство 20 школ.
= other 20 count = actual - KZ
Беларусь и Вьетнам подписали договор об экспорте 100 единиц самосвалов.
= exports 100 count = target - BY,VN
Перу планирует увеличить импорт казахстанского масла до 3 тысяч тонн.
= imports 3000 tonne = target - PE,KZ
Чехия получила кредит 100 млн долларов с процентной ставкой 1,4%.
= funding 100000000 USD = actual - CZ
Товарооборот между Казахстаном и Алтайским краем составил 277 млн долларов.
= trade_turnover 277000000 USD = actual - KZ,RU
Министры Казахстана и Таджикистана встретились. Казахстан производит сельхозпродукции на 20 млрд долларов, при этом экспорт отрасли превышает 5 млрд долларов.
= production 20000000000 USD = actual - KZ
= exports 5000000000 USD > actual - KZ
Министры Казахстана и Японии встретились. Товарооборот Казахстана в этой отрасли достиг 321 млн долларов, из которых 297 млн приходится на экспорт.
= trade_turnover 321000000 USD = actual - KZ
= exports 297000000 USD = actual - KZ
Чехия строит станцию на севере Перу. Станция будет вырабатывать 12 млрд кВт·ч.
= production 12000000000 kilowatt_hour = target - PE
Сербия и Китай создадут фонд на 1 млрд евро.
= funding 1000000000 EUR = target - RS,CN
За последние 20 месяцев Сербия и Китай сблизились и намерены довести торговлю до 5 млрд евро.
= trade_turnover 5000000000 EUR = target - RS,CN
Сербия и Китай хотели бы увеличить товарооборот на 20%.
= trade_turnover 20 percent = target - RS,CN
Товарооборот Сербии и Китая составляет 1 млрд долл США.
= trade_turnover 1000000000 USD = actual - RS,CN
Китай вложит в Сербию 2 млрд евро. Посол Китая сказал, что Китай вложит в Сербию около 2 млрд евро.
= fdi 2000000000 EUR ~ target - CN,RS
4 сентября Президент Сербии поручил довести торговлю с Китаем до 2 млрд евро.
= trade_turnover 2000000000 EUR = target - RS,CN
Для достижения товарооборота Сербии и Китая в 9 млрд евро нужны новые дороги.
= trade_turnover 9000000000 EUR = target - RS,CN
Сербия и Китай создали совместный фонд развития на 16 млн евро.
= funding 16000000 EUR = actual - RS,CN
Число сербских студентов в Китае растет: квота увеличена с 25 мест до 75.
= students 25 count = actual - RS,CN
= students 75 count = actual - RS,CN
В прошлом году товарооборот Узбекистана и Венгрии достиг 900 млн долларов.
= trade_turnover 900000000 USD = actual 2024 UZ,HU
За 8 месяцев этого года взаимная торговля Узбекистана и Венгрии составила 650 млн долларов.
= trade_turnover 650000000 USD = actual 2025-01/2025-08 UZ,HU
Товарооборот Узбекистана и Венгрии превысил 1 млрд долларов.
= trade_turnover 1000000000 USD > actual - UZ,HU
Товарооборот Узбекистана и Венгрии вырос на 12,5 процента.
= trade_turnover 12.5 percent = change - UZ,HU
Товарооборот Узбекистана и Венгрии сократился на 4%.
= trade_turnover -4 percent = change - UZ,HU
Товарооборот Узбекистана и Венгрии удвоился.
= trade_turnover 2 times = change - UZ,HU
Узбекистан и Венгрия намерены удвоить товарооборот.
= trade_turnover 2 times = target - UZ,HU
Узбекистан и Венгрия договорились довести товарооборот до 2 млрд евро к 2030 году.
= trade_turnover 2000000000 EUR = target 2030 UZ,HU
Узбекистан и Венгрия планируют увеличить товарооборот на 20% к 2030 году.
= trade_turnover 20 percent = target 2030 UZ,HU
Ожидается, что к концу 2027 года товарооборот Узбекистана и Венгрии составит 1,5 млрд долларов.
= trade_turnover 1500000000 USD = target 2027 UZ,HU
В 2024 году товарооборот Узбекистана и Венгрии достиг 900 млн евро, в том числе экспорт – 300 млн, импорт – 600 млн.
= trade_turnover 900000000 EUR = actual 2024 UZ,HU
= exports 300000000 EUR = actual 2024 UZ,HU
= imports 600000000 EUR = actual 2024 UZ,HU
В 2024 году товарооборот Узбекистана и Венгрии вырос на 8%, достигнув 900 млн долларов.
= trade_turnover 8 percent = change 2024 UZ,HU
= trade_turnover 900000000 USD = actual 2024 UZ,HU
В 2023 году товарооборот Узбекистана и Венгрии составил 800 млн долларов, а за пять месяцев 2024 года – 400 млн.
= trade_turnover 800000000 USD = actual 2023 UZ,HU
= trade_turnover 400000000 USD = actual 2024-01/2024-05 UZ,HU
Товарооборот Узбекистана и Венгрии растет. За год он увеличился в 1,5 раза.
= trade_turnover 1.5 times = change - UZ,HU
Экспорт Сербии в Китай вырос на 15 процентов.
= exports 15 percent = change - RS,CN
Сербия экспортировала в Китай более 20 тысяч тонн меда.
= exports 20000 tonne > actual - RS,CN
Сербия готова поставлять в Китай до 5 тыс. тонн меда в год.
= exports 5000 tonne <= potential - RS,CN
Подписан контракт на экспорт 7 тысяч тонн меда из Сербии в Китай.
= exports 7000 tonne = target - RS,CN
Импорт Сербии из Китая составил 6 млрд долларов.
= imports 6000000000 USD = actual - RS,CN
С 2010 года Китай инвестировал в экономику Сербии более 5 млрд евро.
= fdi 5000000000 EUR > actual 2010/2025-09-29 CN,RS
Объем китайских инвестиций в Сербию превысил 5 млрд евро.
= fdi 5000000000 EUR > actual - CN,RS
В Сербии работают около 300 китайских компаний.
= companies 300 count ~ actual - CN,RS
В настоящее время в университетах Китая обучаются 1200 сербских студентов.
= students 1200 count = actual 2025-09-29 RS,CN
Между Сербией и Китаем подписано более сорока соглашений.
= agreements 40 count > actual - RS,CN
Сербия и Китай подписали 18 документов на сумму 2 млрд евро.
= agreements 18 count = actual - RS,CN
= agreements 2000000000 EUR = actual - RS,CN
Сербия и Китай реализуют 35 совместных проектов на сумму 4 млрд евро (4,3 млрд долларов).
= joint_projects 35 count = actual - RS,CN
= project_value 4000000000 EUR = actual - RS,CN
= project_value 4300000000 USD = actual - RS,CN
Проекты Сербии и Китая предполагают создание более 9 тысяч рабочих мест.
= jobs 9000 count > target - RS,CN
Объем перевозок между Сербией и Китаем вырос на треть.
= freight_volume 33.33 percent ~ change - RS,CN
Из Китая в Сербию перевезено 400 тыс. тонн грузов.
= freight_volume 400000 tonne = actual - CN,RS
Между Сербией и Китаем выполняется 14 рейсов в неделю.
= flights 14 count = actual - RS,CN
Пассажиропоток между Сербией и Китаем вырос вдвое.
= passenger_volume 2 times = change - RS,CN
В Сербии начато строительство завода с Китаем мощностью 60 тыс. тонн в год.
= production 60000 tonne = target - RS
Китай выделил Сербии грант в размере 30 млн юаней.
= funding 30000000 CNY = actual - CN,RS
На форум в Сербию прибыли свыше ста предпринимателей из Китая.
= other 100 count > actual - CN,RS
Сербия и Китай обсудили проект стоимостью от 3 до 5 млн евро.
= project_value 3000000 EUR >= potential - RS,CN
= project_value 5000000 EUR <= potential - RS,CN
В 2024 году товарооборот Сербии и Китая составил 6 млрд евро. Экспорт вырос на 5%.
= trade_turnover 6000000000 EUR = actual 2024 RS,CN
= exports 5 percent = change 2024 RS,CN
По итогам 2023 года товарооборот Сербии и Китая составил 6 млрд евро. При этом импорт достиг 4 млрд евро.
= trade_turnover 6000000000 EUR = actual 2023 RS,CN
= imports 4000000000 EUR = actual 2023 RS,CN
В 2023 году товарооборот Сербии и Китая вырос, а в стране действуют 95 китайских предприятий.
= companies 95 count = actual - CN,RS
В 2022 году Сербия и Китай торговали на рекордную сумму. Тогда товарооборот достиг 6 млрд евро.
= trade_turnover 6000000000 EUR = actual 2022 RS,CN
Сербия и Китай развивают торговлю. За 2024 год: экспорт составил 5 млн евро; импорт – 3 млн евро.
= exports 5000000 EUR = actual 2024 RS,CN
= imports 3000000 EUR = actual 2024 RS,CN
В июле 2024 года импорт Сербии из Китая составил 300 млн евро, а за аналогичный период прошлого года – 250 млн евро.
= imports 300000000 EUR = actual 2024-07 RS,CN
= imports 250000000 EUR = actual 2023-07 RS,CN
Объем китайских инвестиций превысил 5 млрд евро. Посол Китая прибыл в Сербию.
= fdi 5000000000 EUR > actual - CN,RS
Китайская компания построит в Сербии три завода. Общий объем инвестиций составит 83 млн евро.
= fdi 83000000 EUR = target - CN,RS
В Сербии строятся 65 ферм. Делегация Китая посетила одну из них.
= other 65 count = actual - RS
ВВП Сербии вырос на 4 процента, сообщил посол Китая.
= other 4 percent = change - RS
Крупнейшими покупателями сербских товаров стали Китай (5 млн евро) и Турция (3 млн евро).
= exports 5000000 EUR = actual - RS,CN
= exports 3000000 EUR = actual - RS,TR
Сербия ввозит зерно: из Китая – 5 тыс. тонн, из Турции – 3 тыс. тонн.
= imports 5000 tonne = actual - RS,CN
= imports 3000 tonne = actual - RS,TR
Количество китайских компаний в Сербии превысило 1,5 тыс.
= companies 1500 count > actual - CN,RS
Число совместных предприятий Сербии и Китая увеличилось в десять раз.
= companies 10 times = change - RS,CN
В Сербии действуют порядка 1000 совместных с Китаем предприятий.
= companies 1000 count ~ actual - CN,RS
Объем проблемных кредитов в Сербии составил 2 млрд евро.
= other 2000000000 EUR = actual - RS
Товарооборот Сербии и Китая растет, и страны идут к цели в 5 млрд евро.
= trade_turnover 5000000000 EUR = target - RS,CN
Стороны выразили заинтересованность в строительстве завода Сербии и Китая (35 млн евро).
= project_value 35000000 EUR = potential - RS,CN
До 5 млрд евро довести товарооборот Сербии и Китая предлагает посол.
= trade_turnover 5000000000 EUR = target - RS,CN
Стороны намерены увеличить товарооборот Сербии и Китая, который в прошлом году достиг 2 млрд евро, до 5 млрд евро.
= trade_turnover 2000000000 EUR = actual 2024 RS,CN
= trade_turnover 5000000000 EUR = target - RS,CN
Достигнута договоренность, что сербские компании импортируют из Китая 100 тыс. тонн бензина.
= imports 100000 tonne = target - RS,CN
На заводе в Сербии трудятся 1300 рабочих из Китая.
= jobs 1300 count = actual - RS,CN
Сербию посетили 200 тыс. туристов из Китая.
= other 200000 count = actual - CN,RS
Китай выделит 480 бюджетных мест для сербских студентов.
= students 480 count = target - RS,CN
В Китае получают образование свыше 3 тысяч сербских граждан.
= students 3000 count > actual - RS,CN
Внешнеторговый оборот Сербии достиг 50 млрд евро, отметил посол Китая.
= trade_turnover 50000000000 EUR = actual - RS
Экспорт Сербии в Китай вырос на треть, что на 5 процентов больше, чем годом ранее.
= exports 33.33 percent ~ change - RS,CN
= exports 5 percent = change - RS,CN
Поставки из Сербии увеличились. Например, в Китай – на 16 процентов.
= exports 16 percent = change - RS,CN
Общая помощь Китая Сербии превысила 1 млрд юаней.
= funding 1000000000 CNY > actual - CN,RS
В экспозиции Сербии и Китая представлено 169 картин.
= other 169 count = actual - RS,CN
В 2010 году экспорт Сербии в Китай составлял 30 млн, а теперь он достиг 250 млн евро.
= exports 30000000 EUR = actual 2010 RS,CN
= exports 250000000 EUR = actual - RS,CN
Крупнейший партнер – Турция, которая импортировала сербские товары стоимостью в 2 млрд евро.
= imports 2000000000 EUR = actual - TR,RS
Посол Китая рассказал о Сербии, куда его страна экспортировала товаров на 1 млрд евро.
= exports 1000000000 EUR = actual - CN,RS
Сербия продала Китаю 35 тысяч тонн меда.
= exports 35000 tonne = actual - RS,CN
Транзит из Сербии в Китай достиг 400 тыс. тонн, что на 58 процентов превышает показатель прошлого года.
= freight_volume 400000 tonne = actual - RS,CN
= freight_volume 58 percent = change - RS,CN
Время обработки грузов из Сербии в Китай сократилось на 3 процента.
= other -3 percent = change - RS,CN
Объем двустороннего обмена Сербии и Китая в 2017 году достиг рекордных 1,1 млрд евро.
= trade_turnover 1100000000 EUR = actual 2017 RS,CN
По итогам года товарооборот Сербии и Китая, как ожидается, приблизится к 10 млрд евро.
= trade_turnover 10000000000 EUR ~ target - RS,CN
В 2015 году Китай стал третьим партнером Сербии. Двусторонний товарооборот достиг 3 млрд евро.
= trade_turnover 3000000000 EUR = actual 2015 CN,RS
Целью Сербии и Китая является достижение товарооборота в 10 млрд евро.
= trade_turnover 10000000000 EUR = target - RS,CN
"""

# texts of which no number is a figure
NONE = """
Отношениям Сербии и Китая исполнилось 70 лет.
Сербия и Китай отмечают 70-летие дипломатических отношений.
Президенты Сербии и Китая обсудили три сферы сотрудничества.
Делегации Сербии и Китая встретились 21 и 22 октября 2024 года.
Сербия и Китай провели 8-е заседание комиссии.
Сербия и Китай приняли план «100 общих дел».
Президент Сербии прибыл в Китай с 2-х дневным визитом.
Сербия и Китай подписали соглашение № 17.
Это один из крупнейших проектов Сербии и Китая.
Сербия и Китай подписали два документа.
Сербия занимает 35 место среди партнеров Китая.
Авария в Сербии произошла около 5 утра, сообщил посол Китая.
Житель поселка пожаловался на цену билета: он отдал 500 тенге.
"""


def cases() -> list[tuple[str, list[str]]]:
    out: list[tuple[str, list[str]]] = []
    for line in CASES.strip().splitlines():
        if line.startswith("= "):
            out[-1][1].append(line[2:])
        else:
            out.append((line, []))
    return out


def line_of(figure: Figure) -> str:
    fields = (
        figure.indicator, figure.value, figure.unit, figure.comparator, figure.kind, figure.period or "-",
        ",".join(figure.parties),
    )  # fmt: skip
    return " ".join(str(field) for field in fields)


@pytest.mark.parametrize(("text", "expected"), cases())
def test_figures(context: Made, text: str, expected: list[str]) -> None:
    found = figures.find(context(text, published=PUBLISHED))
    assert [line_of(figure) for figure in found] == expected
    assert {figure.rule for figure in found} <= {rule.__name__ for rule in indicators.RULES}


@pytest.mark.parametrize("text", NONE.strip().splitlines())
def test_what_is_no_figure(context: Made, text: str) -> None:
    assert figures.find(context(text, published=PUBLISHED)) == []


def test_evidence_holds_indicator_and_number(context: Made) -> None:
    text = "По словам министра, в 2024 году товарооборот Сербии и Китая достиг 7 млрд евро, сообщает агентство."
    (figure,) = figures.find(context(text))
    assert figure.evidence.exact == "в 2024 году товарооборот Сербии и Китая достиг 7 млрд евро"


def test_a_list_gives_each_number_its_own_piece(context: Made) -> None:
    text = "Товарооборот Сербии и Китая составил 7 млрд евро, в том числе экспорт – 2 млрд, импорт – 5 млрд."
    pieces = [figure.evidence.exact for figure in figures.find(context(text))]
    assert pieces == ["Товарооборот Сербии и Китая составил 7 млрд евро", "экспорт – 2 млрд", "импорт – 5 млрд"]


def test_the_speaker_is_named(context: Made) -> None:
    text = "«Товарооборот Сербии и Китая вырос на 9 процентов», – заявил Президент Сербии Александр Вучич."
    (figure,) = figures.find(context(text))
    assert figure.speaker == "Александр Вучич"


def test_a_shared_noun_is_the_currency_of_a_party(context: Made) -> None:
    (figure,) = figures.find(context("Товарооборот Чехии и Китая достиг 7 млрд крон."))
    assert figure.unit == "CZK"
    (figure,) = figures.find(context("Товарооборот Беларуси и Китая достиг 7 млрд рублей."))
    assert figure.unit == "BYN"


def test_a_shared_noun_of_no_party_is_no_figure(context: Made) -> None:
    assert figures.find(context("Товарооборот Сербии и Китая достиг 7 млрд крон.")) == []


def test_what_was_tried_can_be_traced(context: Made) -> None:
    ctx = context("Товарооборот Сербии и Китая достиг 7 млрд евро.")
    ctx.trace._on = True
    figures.find(ctx)
    assert any("named_before: yes" in line for line in ctx.trace.lines)


def test_indicators_of_the_table_are_those_of_the_guide() -> None:
    known = {row["indicator"] for row in table("ru/indicators")} - {"same"}
    assert {figure_measured.indicator_of(word) for word in known} == known


SENTENCES = [text for text, _ in cases()] + NONE.strip().splitlines()


@given(st.lists(st.sampled_from(SENTENCES), max_size=6), st.sampled_from([" ", "\n", "\n\n"]), st.text(max_size=30))
def test_evidence_equals_its_slice_and_a_second_run_gives_the_same(
    context: Made, sentences: list[str], glue: str, noise: str
) -> None:
    text = noise + glue.join(sentences)
    one, other = (context(text, published=PUBLISHED) for _ in range(2))
    found = figures.find(one)
    assert figures.find(other) == found
    for figure in found:
        figure.evidence.verify(one.document)
