# ruff: noqa: E501  (one line a case)
"""Commitments: one line a case, the sentence and the records found in it.

`modality | actors | deadline | sector`, records parted by `//`, `-` no deadline; the evidence of each stands in
brackets, without any it is the whole sentence but its dot. Every sentence stands after a lead that names the two
states, in a text of 10 March 2025.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.reading import commitments

if TYPE_CHECKING:
    from servanda.model.records import Commitment
    from servanda.reading.context import Context

PUBLISHED = "2025-03-10"
LEADS = {
    "BY-VN": "Президент Беларуси Александр Лукашенко провел в Минске переговоры с Президентом Вьетнама Лыонг Кыонгом. "
    "Беларусь и Вьетнам связывает давняя дружба.",
    "RS-HU": "Президент Сербии Александр Вучич принял в Белграде Премьер-министра Венгрии Виктора Орбана. "
    "Сербия и Венгрия – соседи.",
    "AZ-TR": "Президент Азербайджана Ильхам Алиев встретился в Баку с Президентом Турции Реджепом Тайипом Эрдоганом. "
    "Азербайджан и Турция – братские страны.",
    "UZ-JP": "Президент Узбекистана Шавкат Мирзиёев провел переговоры с Премьер-министром Японии Сигэру Исибой. "
    "Узбекистан и Япония развивают диалог.",
}  # fmt: skip

BELARUS_VIETNAM = """
Стороны договорились открыть прямой рейс Минск – Ханой до конца 2026 года. → agreed | BY+VN | 2026 | transport
Достигнута договоренность о поставках белорусских тракторов. → agreed | BY+VN | - | industry
[Президенты условились создать совместное предприятие по выпуску шин]. → agreed | BY+VN | - | industry
[Стороны договорились о проведении Дней кино], [открытии торгового дома], [обмене студентами]. → agreed | BY+VN | - | culture // agreed | BY+VN | - | trade // agreed | BY+VN | - | education
Стороны договорились провести выставку и открыть торговый дом. → agreed | BY+VN | - | trade
Главы государств пришли к соглашению о строительстве молочного комбината. → agreed | BY+VN | - | agriculture
Стороны согласились создать рабочую группу по лесному хозяйству. → agreed | BY+VN | - | environment
По итогам переговоров решено учредить деловой совет. → agreed | BY+VN | - | trade
Принято решение ввести безвизовый режим для туристов с 1 июня 2025 года. → agreed | BY+VN | 2025-06-01 | migration
Соглашение предусматривает строительство завода по сборке грузовиков. → agreed | BY+VN | - | industry
Александр Лукашенко поручил правительству до 1 сентября 2025 года подготовить план поставок. → ordered | BY | 2025-09-01 | trade
Правительствам поручено разработать дорожную карту сотрудничества в промышленности. → ordered | BY+VN | - | industry
Министерствам двух стран поручено в кратчайшие сроки согласовать ветеринарные сертификаты. → ordered | BY+VN | - | agriculture
Поставлена задача довести товарооборот до одного миллиарда долларов к 2030 году. → ordered | BY+VN | 2030 | trade
Президент Беларуси дал поручение проработать вопрос открытия филиала университета. → ordered | BY | - | education
Беларусь намерена поставлять во Вьетнам калийные удобрения. → planned | BY | - | industry
Вьетнам планирует закупить сто карьерных самосвалов. → planned | VN | - | industry
В следующем году в Ханое планируется проведение Дней белорусской культуры. → planned | VN+BY | 2026 | culture
На май запланирован запуск сборочного производства автобусов. → planned | BY+VN | 2025-05 | industry
В Минске будет установлен бюст вьетнамского поэта. → planned | BY+VN | - | culture
Во Вьетнам будут поставляться молочные продукты. → planned | VN+BY | - | agriculture
Стороны подтвердили намерение подписать соглашение о свободной торговле. → planned | BY+VN | - | trade
Беларусь обязалась обучить вьетнамских врачей. → planned | BY | - | health
«[Мы ставим перед собой задачу удвоить товарооборот между нашими странами]», – сказал Александр Лукашенко. → planned | BY+VN | - | trade
«[Нам предстоит наладить прямые железнодорожные перевозки]», – заявил Александр Лукашенко. → planned | BY+VN | - | transport
Белорусская компания планирует построить в Ханое завод по выпуску молока. → planned | BY | - | industry
Вьетнам направит в Минск группу инженеров для изучения технологий. → planned | VN | - | science
Александр Лукашенко предложил создать совместный фонд развития технологий. → proposed | BY+VN | - | science
Президент Беларуси предложил правительствам разработать программу научного сотрудничества. → proposed | BY+VN | - | science
«[Считаем необходимым открыть консульство в Хошимине]», – отметил Александр Лукашенко. → proposed | BY+VN | - | migration
Александр Лукашенко считает, что [Межправительственная комиссия должна рассмотреть вопрос о пошлинах]. → proposed | Межправительственная комиссия | - | trade
Вьетнамская сторона предложила провести совместные учения. → proposed | BY+VN | - | security
Предложено организовать поставки мяса птицы. → proposed | BY+VN | - | agriculture
Беларусь готова построить во Вьетнаме завод по переработке древесины. → offered | BY | - | industry
Вьетнамская сторона выразила готовность увеличить закупки удобрений. → offered | VN | - | industry
«[Мы готовы предоставить Вьетнаму лицензию на выпуск тракторов]», – сказал Александр Лукашенко. → offered | BY | - | industry
Президент Вьетнама подтвердил готовность своей страны поддержать заявку Беларуси. → offered | VN | - | multilateral
Ведется строительство совместного предприятия по сборке автобусов. → underway | BY+VN | - | industry
Ученые двух стран приступили к изучению тропических растений. → underway | BY+VN | - | science
Прорабатывается вопрос создания логистического центра. → underway | BY+VN | - | transport
Ведутся переговоры о поставках сжиженного газа. → underway | BY+VN | - | energy
Начат процесс согласования соглашения о признании дипломов. → underway | BY+VN | - | education
Принимаются меры по упрощению таможенных процедур. → underway | BY+VN | - | trade
Президент Вьетнама поддержал инициативу Беларуси о создании евразийского форума. → supported | VN | - | multilateral
Александр Лукашенко [поблагодарил Вьетнам за поддержку предложения об открытии центра ООН в Минске]. → supported | VN | - | multilateral
Александр Лукашенко [пригласил вьетнамские компании к участию в приватизации заводов]. → invited | BY | - | industry
Президент Беларуси пригласил Президента Вьетнама посетить Минск. → invited | BY | - | multilateral
Министерствам поручено до 1 февраля подготовить план поставок. → ordered | BY+VN | 2026-02-01 | trade
Прямые рейсы между Минском и Ханоем возобновятся в мае. → planned | BY+VN | 2025-05 | transport
В Ханое пройдет выставка белорусских художников. → planned | VN+BY | - | culture
Вьетнам приглашен к участию в аграрном форуме. → invited | BY | - | agriculture
Вьетнам завершает строительство цеха по сборке тракторов. → underway | VN | - | industry
До конца года ожидается завершение строительства больницы. → planned | BY+VN | 2025 | health
«[Нам нужно построить в Беларуси новые теплицы]», – сказал Александр Лукашенко. → proposed | BY | - | agriculture
«[Мы намерены удвоить товарооборот]», – сказал Александр Лукашенко. → planned | BY+VN | - | trade
Наша общая цель – увеличить товарооборот до одного миллиарда долларов к 2030 году. → planned | BY+VN | 2030 | trade
Вьетнам поддерживает вступление Беларуси в торговую организацию. → supported | VN | - | trade
Стороны подчеркнули необходимость открытия торгового дома. → proposed | BY+VN | - | trade
Александр Лукашенко приказал министру открыть новый госпиталь. → ordered | BY | - | health
Завод, заложенный в прошлом году, будет сдан до конца 2025 года. → planned | BY+VN | 2025 | industry
"""

SERBIA_HUNGARY = """
Стороны договорились построить нефтепровод Алгё – Нови-Сад до 2027 года. → agreed | RS+HU | 2027 | energy
Достигнуто соглашение об увеличении пропускной способности газопровода. → agreed | RS+HU | - | energy
Венгрия намерена хранить в своих хранилищах сербский газ. → planned | HU | - | energy
Ведется реконструкция железной дороги Белград – Будапешт. → underway | RS+HU | - | transport
«[Мы готовы расширить поставки электроэнергии]», – подчеркнул Виктор Орбан. → offered | HU | - | energy
Сербия планирует до 2028 года объединить рынки электроэнергии. → planned | RS | 2028 | energy
Правительства двух стран условились упростить пересечение границы. → agreed | RS+HU | - | migration
Белград не присоединится к санкциям против энергетических компаний. → planned | RS | - | energy
Вдоль границы строится новый автомобильный мост. → underway | RS+HU | - | transport
Виктор Орбан предложил увеличить квоты для сербских студентов. → proposed | RS+HU | - | education
Венгрия окажет Сербии содействие в модернизации газовых сетей. → planned | HU | - | energy
Стороны сошлись во мнении, что необходимо создать совместную пограничную службу. → agreed | RS+HU | - | security
Президент Сербии выступил с предложением создать фонд охраны Дуная. → proposed | RS+HU | - | investment
"""

AZERBAIJAN_TURKEY = """
Стороны взяли на себя обязательство увеличить взаимный товарооборот до 15 миллиардов долларов. → planned | AZ+TR | - | trade
В 2026 году планируется запустить газопровод в Нахичевань. → planned | AZ+TR | 2026 | energy
Турция и Азербайджан намерены производить боеприпасы на совместном предприятии. → planned | TR+AZ | - | security
«[Предлагаем создать общий энергетический рынок]», – сказал Реджеп Тайип Эрдоган. → proposed | TR+AZ | - | energy
Ильхам Алиев призвал турецкие компании к участию в восстановлении Карабаха. → invited | AZ | - | multilateral
На освобожденных территориях возводятся школы и больницы при участии турецких компаний. → underway | TR+AZ | - | health
Президенты поручили министрам подготовить программу развития туризма. → ordered | AZ+TR | - | tourism
Министерство транспорта Азербайджана приступило к расширению порта Алят. → underway | AZ | - | transport
К 2030 году планируется довести объем перевозок по железной дороге до пяти миллионов тонн. → planned | AZ+TR | 2030 | transport
Реджеп Тайип Эрдоган [передал приглашение посетить Анкару Ильхаму Алиеву]. → invited | TR | - | multilateral
"""

UZBEKISTAN_JAPAN = """
Япония выделит Узбекистану кредит на модернизацию больниц. → planned | JP | - | health
Принято решение об открытии японского центра в Самарканде. → agreed | JP+UZ | - | multilateral
«[Предстоит разработать программу обучения инженеров]», – сказал Шавкат Мирзиёев. → planned | UZ+JP | - | education
Японская сторона готова поделиться опытом очистки воды. → offered | JP | - | water
Рабочей группе поручено внести предложения по экспорту винограда. → ordered | Рабочая группа | - | trade
«[Важно ускорить реализацию проектов в энергетике]», – отметил Шавкат Мирзиёев. → proposed | UZ+JP | - | energy
«[Правительствам следует упростить выдачу виз]», – отметил Шавкат Мирзиёев. → proposed | UZ+JP | - | migration
Разрабатывается соглашение о защите инвестиций. → underway | UZ+JP | - | investment
Стороны договорились активизировать сотрудничество в сфере искусственного интеллекта. → agreed | UZ+JP | - | ai
Япония поддержала инициативу Узбекистана об объявлении года защиты ледников. → supported | JP | - | environment
В 2026 году в Токио состоится саммит, к которому [планируется принять совместную программу]. → planned | UZ+JP | - | multilateral
Будут созданы совместные лаборатории по изучению землетрясений. → planned | UZ+JP | - | science
Компания «Марубени» планирует построить в Узбекистане солнечную станцию к 2027 году. → planned | Компания «Марубени» | 2027 | energy
Стороны договорились, что японские банки предоставят кредит на строительство метро. → agreed | UZ+JP | - | finance
Шавкат Мирзиёев внес предложение о запуске чартерных рейсов между Ташкентом и Токио. → proposed | UZ+JP | - | transport
«[Хотел бы предложить провести в Ташкенте форум ректоров]», – сказал Шавкат Мирзиёев. → proposed | UZ+JP | - | education
Проводится работа по подготовке соглашения о сотрудничестве в космосе. → underway | UZ+JP | - | space
"""

NO_BELARUS_VIETNAM = """
Стороны договорились и впредь укреплять дружбу между народами.
Стороны выразили готовность к дальнейшему сотрудничеству.
Взаимодействие двух стран будет укрепляться.
Визит будет способствовать развитию отношений.
«Мы готовы углублять партнерство», – сказал Александр Лукашенко.
Президенты подтвердили стремление расширять контакты.
В 2010 году планировалось построить завод в Ханое.
Ранее Беларусь была готова поставлять тракторы.
Беларусь не планирует закрывать посольство.
Если будет построен завод, экспорт вырастет.
Следовало бы открыть консульство.
Когда планируется открыть рейс?
Следует отметить рост торговли.
Необходимо строить дороги.
Стороны обсудили возможность создания совместного предприятия.
Стороны выразили заинтересованность в открытии торгового дома.
Рассмотрены перспективы строительства завода.
Президент Вьетнама завтра посетит тракторный завод.
В мае состоится заседание Межправительственной комиссии.
Товарооборот будет расти.
Проект станет основой сотрудничества.
Завод построен в 2019 году.
Подписано соглашение о свободной торговле.
Отношения между странами развиваются динамично.
Реализуются совместные проекты.
Президент поблагодарил коллегу за гостеприимство.
Президент поблагодарил Вьетнам за поддержку инициативы.
Документы готовы к подписанию.
Приглашаем всех желающих на день открытых дверей.
Вьетнам является одним из главных покупателей удобрений.
Молодой человек решил поступить в университет.
Высокая готовность пожарных служб вызывает уважение.
Отмечена необходимость развития контактов деловых кругов.
Продукция завода должна соответствовать стандартам.
Мы будем прилагать все усилия для мира.
Сегодня в столице будет солнечно.
Президент собирается с мыслями.
Он ведет машину в город.
Ожидается увеличение экспорта.
Наша общая задача – усилить взаимодействие.
Планируется провести встречу министров.
Стороны обсудили документы, которые будут подписаны в Минске.
Беларусь создает условия для инвесторов.
Благодаря реформе будут созданы рабочие места.
"""

NO_SERBIA_HUNGARY = """
Стороны подтвердили приверженность дальнейшему углублению стратегического партнерства.
Отношения Сербии и Венгрии будут развиваться поступательно.
Виктор Орбан выразил надежду на скорое открытие железной дороги.
Построенный в прошлом году мост соединил два берега.
Предложенный Венгрией проект вызвал интерес.
Планируемый маршрут пройдет через Суботицу.
"""

NO_AZERBAIJAN_TURKEY = """
Договоренности президентов укрепят мир на Южном Кавказе.
Ильхам Алиев отметил, что совместные усилия способствуют стабильности.
Поезд следует до станции Баку.
Эрдоган должен был посетить Гянджу в прошлом году.
"""

NO_UZBEKISTAN_JAPAN = """
Необходимость развития туризма очевидна.
Врачи рекомендовали больному больше гулять.
Задержанный мужчина будет доставлен в суд.
"""

#: counterparts: modality | actors | counterparts
TOWARDS = """
Беларусь намерена поставлять во Вьетнам калийные удобрения. → planned | BY | VN
Вьетнамская сторона выразила готовность увеличить закупки удобрений. → offered | VN | BY
Президент Вьетнама поддержал инициативу Беларуси о создании совместного форума. → supported | VN | BY
Александр Лукашенко пригласил вьетнамские компании к участию в приватизации заводов. → invited | BY | VN
Стороны договорились открыть торговый дом. → agreed | BY+VN | -
"""
CASES = {
    "BY-VN": BELARUS_VIETNAM, "RS-HU": SERBIA_HUNGARY, "AZ-TR": AZERBAIJAN_TURKEY, "UZ-JP": UZBEKISTAN_JAPAN,
}  # fmt: skip
NONE = {
    "BY-VN": NO_BELARUS_VIETNAM, "RS-HU": NO_SERBIA_HUNGARY, "AZ-TR": NO_AZERBAIJAN_TURKEY,
    "UZ-JP": NO_UZBEKISTAN_JAPAN,
}  # fmt: skip
POSITIVE = [(lead, line) for lead, table in CASES.items() for line in table.strip().splitlines()]
NEGATIVE = [(lead, line) for lead, table in NONE.items() for line in table.strip().splitlines()]
SENTENCES = [line.split(" → ")[0].translate({ord("["): "", ord("]"): ""}) for _, line in POSITIVE] + [
    line for _, line in NEGATIVE
]


def found(context: Callable[..., Context], lead: str, sentence: str) -> list[Commitment]:
    return commitments.find(context(f"{LEADS[lead]}\n\n{sentence}", published=PUBLISHED))


def shown(record: Commitment) -> str:
    return " | ".join((record.modality, "+".join(record.actors), record.deadline or "-", record.sector))


@pytest.mark.parametrize(("lead", "line"), POSITIVE)
def test_what_is_promised(context: Callable[..., Context], lead: str, line: str) -> None:
    marked, expected = line.split(" → ")
    sentence = marked.replace("[", "").replace("]", "")
    records = found(context, lead, sentence)
    assert " // ".join(shown(record) for record in records) == expected
    evidence = re.findall(r"\[(.+?)\]", marked) or [sentence.rstrip(".")]
    assert [record.evidence.exact for record in records] == evidence


@pytest.mark.parametrize(("lead", "sentence"), NEGATIVE)
def test_what_is_no_promise(context: Callable[..., Context], lead: str, sentence: str) -> None:
    assert [record.evidence.exact for record in found(context, lead, sentence)] == []


@pytest.mark.parametrize("line", TOWARDS.strip().splitlines())
def test_towards_whom(context: Callable[..., Context], line: str) -> None:
    sentence, expected = line.split(" → ")
    (record,) = found(context, "BY-VN", sentence)
    counterparts = "+".join(record.counterparts) or "-"
    assert f"{record.modality} | {'+'.join(record.actors)} | {counterparts}" == expected


def test_the_speaker_is_carried(context: Callable[..., Context]) -> None:
    (record,) = found(context, "RS-HU", "«Мы готовы расширить поставки электроэнергии», – подчеркнул Виктор Орбан.")
    assert (record.speaker, record.rule) == ("Виктор Орбан", "offered.inf")


def test_the_deed_is_told_in_the_words_of_the_text(context: Callable[..., Context]) -> None:
    (record,) = found(context, "RS-HU", "Венгрия намерена хранить в своих хранилищах сербский газ.")
    assert record.action == "хранить в своих хранилищах сербский газ"


def test_the_trace_tells_what_was_vetoed(context: Callable[..., Context]) -> None:
    ctx = context(f"{LEADS['BY-VN']}\n\nСтороны выразили готовность к дальнейшему сотрудничеству.", published=PUBLISHED)
    ctx.trace._on = True
    assert commitments.find(ctx) == []
    assert any("wish" in line for line in ctx.trace.lines)


@settings(max_examples=20)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6), st.booleans())
def test_evidence_is_a_slice_and_a_second_reading_is_the_same(
    context: Callable[..., Context], sentences: list[str], lines: bool
) -> None:
    text = LEADS["BY-VN"] + ("\n" if lines else " ") + ("\n" if lines else " ").join(sentences)
    first, second = (commitments.find(context(text, published=PUBLISHED)) for _ in range(2))
    assert first == second
    for record in first:
        assert text[record.evidence.start : record.evidence.end] == record.evidence.exact
        assert record.actors


@settings(max_examples=30)
@given(st.text(alphabet='«»"(),–—.:;!?\n аовиДог 5', max_size=60))
def test_marks_without_sense_break_nothing(context: Callable[..., Context], noise: str) -> None:
    text = f"Стороны договорились {noise} открыть рейс."
    for record in commitments.find(context(text)):
        assert record.evidence.exact in text
