"""States, blocs and regions: one line a case, the text and what is found in it.

`KZ+IT:compound`: codes and form; `~` the word is weak, `»` it stands in a title; `-` nothing is found.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from servanda.language.russian import Russian
from servanda.language.tables import Row, table
from servanda.reading.state_words import adjective_of, is_state
from servanda.reading.states import Search, StateMention, find_states

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAMES = """
Казахстан и Италия расширяют сотрудничество. → KZ:name IT:name
Президент Казахстана прибыл в Италию. → KZ:name IT:name
Республика Казахстан и Итальянская Республика подписали соглашение. → KZ:name IT:name
Между Республикой Казахстан и Республикой Узбекистан нет споров. → KZ:name UZ:name
Посол Исламской Республики Иран вручил грамоты. → IR:name
Посол Объединенных Арабских Эмиратов вручил грамоты. → AE:name
Инвесторы из ОАЭ и США посетили выставку. → AE:abbreviation US:abbreviation
Инвесторы из Эмиратов посетили выставку. → AE:name
Соединенные Штаты Америки поддержали резолюцию. → US:name
В Соединенных Штатах принят закон. → US:name
Америка и Китай ведут спор о пошлинах. → US:name CN:name
Представители КНР и КНДР встретились в июле. → CN:abbreviation KP:abbreviation
Китайская Народная Республика открыла рынок. → CN:name
Корейская Народно-Демократическая Республика закрыла границу. → KP:name
Южная Корея и Северная Корея ведут переговоры. → KR:name KP:name
Президент Республики Корея посетит завод. → KR:name
Президент Республики Кореи посетит завод. → KR:name
Великобритания вышла из соглашения. → GB:name
Соединенное Королевство вышло из соглашения. → GB:name
Посол Соединенного Королевства Великобритании и Северной Ирландии прибыл. → GB:name
Англия и Франция строят тоннель. → GB:name FR:name
Турецкая Республика и Турция суть одно. → TR:name TR:name
По приглашению Турецкой Республики делегация вылетела на юг. → TR:name
Кыргызстан, Киргизия и Кыргызская Республика суть одно. → KG:name KG:name KG:name
Беларусь, Белоруссия и Республика Беларусь суть одно. → BY:name BY:name BY:name
В Республике Беларусь прошли выборы. → BY:name
Молдова и Молдавия суть одно. → MD:name MD:name
Туркменистан и Туркмения суть одно. → TM:name TM:name
Российская Федерация и Россия суть одно. → RU:name RU:name
Граница с РФ закрыта. → RU:abbreviation
Федеративная Республика Германия и ФРГ суть одно. → DE:name DE:abbreviation
Королевство Нидерландов, Нидерланды и Голландия суть одно. → NL:name NL:name NL:name
Посол Королевства Нидерландов посетил порт. → NL:name
Ватикан и Святой Престол суть одно. → VA:name VA:name
Чехия и Чешская Республика суть одно. → CZ:name CZ:name
Саудовская Аравия и Королевство Саудовская Аравия суть одно. → SA:name SA:name
Договор с Королевством Саудовская Аравия вступил в силу. → SA:name
Кот-д’Ивуар экспортирует какао. → CI:name
Кот-д'Ивуар экспортирует какао. → CI:name
Республика Кот-д’Ивуар экспортирует какао. → CI:name
Босния и Герцеговина подала заявку. → BA:name
Боснии и Герцеговине дали отсрочку. → BA:name
В Буркина-Фасо и Сьерра-Леоне открыты посольства. → BF:name SL:name
Шри-Ланка и Мальдивы зависят от туризма. → LK:name MV:name
Антигуа и Барбуда голосовала за резолюцию. → AG:name
Тринидад и Тобаго голосовал за резолюцию. → TT:name
Сан-Томе и Принсипи голосовали за резолюцию. → ST:name
Новая Зеландия открыла представительство. → NZ:name
Южно-Африканская Республика и ЮАР суть одно. → ZA:name ZA:abbreviation
В Северной Македонии прошли выборы. → MK:name
Договор с Черногорией ратифицирован. → ME:name
Палестина получила статус наблюдателя. → PS:name
Делегации Гонконга и Тайваня приехали отдельно. → HK:name TW:name
Республика Союз Мьянма и Бирма суть одно. → MM:name MM:name
Государство Израиль и Иорданское Хашимитское Королевство подписали мир. → IL:name JO:name
Социалистическая Республика Вьетнам и СРВ суть одно. → VN:name VN:abbreviation
КАЗАХСТАН И КИТАЙ ПОДПИСАЛИ ДОГОВОР → KZ:name CN:name
республика Казахстан подписала договор → KZ:name
"""

ADJECTIVES = """
Казахстанская сторона передала ноту. → KZ:adjective
Казахская делегация и итальянские компании договорились. → KZ:adjective IT:adjective
С узбекским и узбекистанским бизнесом ведутся переговоры. → UZ:adjective UZ:adjective
Американские и британские инвесторы ждут. → US:adjective GB:adjective
Эмиратский фонд и саудовский банк вложат средства. → AE:adjective SA:adjective
Южнокорейские и северокорейские военные встретились. → KR:adjective KP:adjective
Корейские партнеры довольны. → KR:adjective~
Новозеландское мясо и южноафриканское вино подорожали. → NZ:adjective ZA:adjective
Шри-ланкийские чаеводы и пуэрто-риканские банки объявили о слиянии. → LK:adjective PR:adjective
Немецкий канцлер и германский бизнес едины. → DE:adjective DE:adjective
Чешскую и словацкую сборные поздравили. → CZ:adjective SK:adjective
Тоголезский министр посетил завод. → TG:adjective
Нигерийские и нигерские власти спорят. → NG:adjective NE:adjective
Доминиканский посол и доминикский посол встретились. → DO:adjective DM:adjective
Иранский народ отмечает праздник. → IR:adjective
Русский писатель приехал в гости. → RU:adjective~
Выступление прозвучало на казахском и русском языках. → KZ:adjective~ RU:adjective~
Школы перейдут на английский язык. → GB:adjective~
Европейские стандарты введены с января. → EU:adjective~
Центральноазиатские страны и центрально-азиатский регион растут. → Central Asia:adjective Central Asia:adjective
Ближневосточный кризис обсудили отдельно. → Middle East:adjective
"""

COMPOUNDS = """
Казахстанско-итальянские переговоры завершены. → KZ+IT:compound
Состоялись ирано-казахские переговоры. → IR+KZ:compound
Прошел казахско-узбекский форум. → KZ+UZ:compound
Создан российско-сербский совет. → RU+RS:compound
В украинско-турецких отношениях новый этап. → UA+TR:compound
Подписан азербайджано-турецкий протокол. → AZ+TR:compound
На афгано-пакистанской границе спокойно. → AF+PK:compound
Американо-китайский диалог возобновлен. → US+CN:compound
Индийско-российские связи крепнут. → IN+RU:compound
Индо-пакистанский спор решают. → IN+PK:compound
Франко-германская инициатива обсуждена. → FR+DE:compound
Англо-французский договор истек. → GB+FR:compound
Состоялся японо-узбекский форум. → JP+UZ:compound
Казахстанско-российско-китайский проект утвержден. → KZ+RU+CN:compound
Азербайджано-грузино-турецкая встреча прошла в мае. → AZ+GE+TR:compound
Казахстанско–венгерский совет собрался. → KZ+HU:compound
Казахстанско - монгольская комиссия собралась. → KZ+MN:compound
Казахстанско-южнокорейский центр открыт. → KZ+KR:compound
Арабо-израильский конфликт обсудили отдельно. → Arab world+IL:compound
Китайско-центральноазиатский формат расширен. → CN+Central Asia:compound
Российско-африканский форум открыт. → RU+Africa:compound
Греко-католическая церковь отметила праздник. → -
Финно-угорские народы собрались на съезд. → -
Австро-Венгрия распалась в 1918 году. → -
Научно-технические и торгово-экономические связи растут. → -
"""

DEMONYMS = """
Казахстанцы и узбекистанцы ездят без виз. → KZ:demonym UZ:demonym
Итальянцам выдают визы за день. → IT:demonym
Россияне, украинцы и белорусы приняли участие. → RU:demonym UA:demonym BY:demonym
Среди пострадавших трое китайцев и немец. → CN:demonym DE:demonym
Граждан Армении среди них нет, армян трое. → AM:name AM:demonym
Датчане и англичане вышли в финал. → DK:demonym GB:demonym
Грузин и турок среди студентов больше всего. → GE:demonym TR:demonym
Премию получила казахстанка. → KZ:demonym
Капитан Иван Серб подал рапорт. → -
"""

BLOCS = """
Товары из ЕАЭС и СНГ идут без пошлин. → EAEU:abbreviation CIS:abbreviation
Евразийский экономический союз снял барьеры. → EAEU:name
Европейский союз, Евросоюз и ЕС суть одно. → EU:name EU:name EU:abbreviation
Организация Объединенных Наций и ООН суть одно. → UN:name UN:abbreviation
Совет Безопасности ООН принял резолюцию. → UN:name
Саммит Шанхайской организации сотрудничества прошел в июле, саммит ШОС завершен. → SCO:name SCO:abbreviation
Организация исламского сотрудничества (ОИС) осудила атаку. → OIC:name OIC:abbreviation
Организация тюркских государств (ОТГ) собралась. → OTS:name OTS:abbreviation
В рамках СВМДА, ОБСЕ и ОДКБ обсудили безопасность. → CICA:abbreviation OSCE:abbreviation CSTO:abbreviation
БРИКС и АСЕАН расширяются. → BRICS:abbreviation ASEAN:abbreviation
Евразийский банк развития и ЕАБР суть одно. → EDB:name EDB:abbreviation
Всемирный банк и МВФ выделят кредит. → WB:name IMF:abbreviation
Всемирная торговая организация и ФАО обсудили продовольствие. → WTO:name FAO:abbreviation
ЮНЕСКО внесла объект в список. → UNESCO:abbreviation
Страны Центральной Азии и Южного Кавказа договорились. → Central Asia:name South Caucasus:name
Южная Осетия и Абхазия закрыли границу. → South Ossetia:name Abkhazia:name
Обстановка на Ближнем Востоке тревожит. → Middle East:name
Страны Латинской Америки проголосовали против. → Latin America:name
Страны Юго-Восточной Азии растут быстро. → South-East Asia:name
"""

CAPITALS = """
Начат новый этап между Киевом и Анкарой. → UA:capital TR:capital
Белград никогда не присоединится к санкциям. → RS:capital
Москва и Пекин выступили с заявлением. → RU:capital CN:capital
Встреча прошла в Астане. → KZ:capital~
Делегация прилетела из Рима. → IT:capital~
АСТАНА. В столице прошел форум. → KZ:capital~
Заявление сделано в городе Ташкенте. → UZ:capital~
"""

ABBREVIATIONS = """
Казахстан рад гостям. Посол РК вручил грамоты. → KZ:name KZ:abbreviation
Южная Корея рада гостям. Посол РК вручил грамоты. → KR:name KR:abbreviation
Посол РК вручил грамоты. → -
Узбекистан рад гостям. Посол РУз вручил грамоты. → UZ:name UZ:abbreviation
Посол РУз вручил грамоты. → UZ:abbreviation
Таджикистан рад гостям. Посол РТ вручил грамоты. → TJ:name TJ:abbreviation
Президент РТ открыл завод в Казани. → -
Азербайджан рад гостям. МИД АР передал ноту. → AZ:name AZ:abbreviation
Посол ИРИ вручил грамоты. → IR:abbreviation
"""

TRAPS = """
Того, что сделано, мало. → -
Кроме того, сторонам нужен договор. → -
Делегация Того прибыла на саммит. → TG:name
Перу писателя принадлежит и другой роман. → -
Министр обороны Перу подал в отставку. → PE:name
Чад от костра стелился по земле. → -
Беженцы ушли в Чад. → TD:name
Мало кто верил, что мали хватит. → -
В Мали введен комендантский час. → ML:name
Груз прибыл в Грузию. → GE:name
Все данные о Дании проверены. → DK:name
Нигер и Нигерия граничат. → NE:name NG:name
Гвинея, Гвинея-Бисау и Экваториальная Гвинея граничат с морем. → GN:name GW:name GQ:name
Папуа — Новая Гвинея вышла к морю. → PG:name
Папуа-Новая Гвинея вышла к морю. → PG:name
Содружество Доминики и Доминиканская Республика голосовали порознь. → DM:name DO:name
Демократическая Республика Конго и Республика Конго граничат. → CD:name CG:name
ДР Конго и Конго граничат. → CD:abbreviation CG:name
Судан и Южный Судан граничат. → SD:name SS:name
Река Иордан течет в Иордании. → JO:name
Папа Римский Франциск покинул Францию. → FR:name
Флот вышел в Индийский океан. → -
Учения прошли в Мексиканском заливе и Японском море. → -
Парламент Северной Ирландии распущен. → -
В Британской Колумбии горят леса. → -
Журналист уехал в Нью-Мексико. → -
По каналу Россия-24 показали репортаж. → -
Свиньи свободны от африканской чумы. → -
На форум приехали крымские татары. → -
Объем инвестиций составил 20 млн долларов США. → -
Цена выросла до 500 казахстанских тенге. → -
Кредит выдан в китайских юанях. → -
АО «Грузинская железная дорога» снизило тарифы. → GE:adjective»
Компания «Казахстан инжиниринг» строит завод. → KZ:name»
Посол заявил: «Казахстан готов поставлять зерно, и мы это докажем». → KZ:name
Приказ № 5 утвержден. → -
"""


def notation(mention: StateMention) -> str:
    return f"{'+'.join(mention.codes)}:{mention.form}{'~' * mention.weak}{'»' * mention.quoted}"


def cases(block: str) -> list[tuple[str, str]]:
    lines = [line.split(" → ") for line in block.strip().splitlines()]
    return [(text, expected) for text, expected in lines]


@pytest.fixture(scope="module")
def russian() -> Russian:
    return Russian()


def found(doc: Doc) -> str:
    return " ".join(map(notation, find_states(doc))) or "-"


@pytest.mark.parametrize(
    ("text", "expected"),
    cases(NAMES + ADJECTIVES.lstrip() + COMPOUNDS.lstrip() + DEMONYMS.lstrip() + BLOCS.lstrip()),
)
def test_what_a_text_names(russian: Russian, text: str, expected: str) -> None:
    assert found(next(iter(russian.annotate([text])))) == expected


@pytest.mark.parametrize(("text", "expected"), cases(CAPITALS + ABBREVIATIONS.lstrip() + TRAPS.lstrip()))
def test_what_a_text_only_seems_to_name(russian: Russian, text: str, expected: str) -> None:
    assert found(next(iter(russian.annotate([text])))) == expected


BLANK = spacy.blank("xx")
STATES = sorted({row["code"] for row in table("ru/state_names")})


@pytest.mark.parametrize("code", STATES)
def test_every_state_is_found_in_every_case(code: str) -> None:
    """No tagger is asked: the forms alone must do."""
    rows = [row for row in table("ru/state_names") if row["code"] == code and row["form"] == "name"]
    assert rows
    for form in (form for row in rows for form in row["forms"].split("|")):
        text = f"Все знают, что {form} упомянуто здесь."
        mentions = find_states(BLANK(text))
        assert [(m.codes, text[m.start : m.end]) for m in mentions] == [((code,), form)]


@pytest.mark.parametrize("code", [code for code in STATES if is_state(code)])
def test_the_first_row_of_a_state_has_five_cases_or_one_form(code: str) -> None:
    row = next(row for row in table("ru/state_names") if row["code"] == code)
    assert len(row["forms"].split("|")) in (1, 3, 4, 5, 6)


WORDS = [
    *table("ru/state_adjectives"), *table("ru/state_parts"), *table("ru/demonyms"), *table("ru/state_names"),
    *table("ru/bloc_names"),
]  # fmt: skip


def test_every_row_matches_its_example(russian: Russian) -> None:
    """Rows that need their state elsewhere in the text are read alone, the others many at once, a line each."""
    alone = [row for row in WORDS if "context" in row.fields.get("guard", "")]
    missed = [row.where for row in alone if row["code"] not in named(next(iter(russian.annotate([row["example"]]))))]
    others = [row for row in WORDS if row not in alone]
    for n in range(0, len(others), 60):
        batch = others[n : n + 60]
        text = "\n".join(row["example"] for row in batch)
        mentions = find_states(next(iter(russian.annotate([text]))))
        seen = {(text.count("\n", 0, mention.start), code) for mention in mentions for code in mention.codes}
        missed += [row.where for number, row in enumerate(batch) if (number, row["code"]) not in seen]
    assert missed == []


def named(doc: Doc) -> set[str]:
    return {code for mention in find_states(doc) for code in mention.codes}


def test_what_is_no_state_is_passed_over() -> None:
    rows: list[Row] = list(table("ru/not_states"))
    assert [row.where for row in rows if named(BLANK(row["example"]))] == []


@pytest.mark.parametrize("row", table("ru/adjective_endings").rows, ids=lambda row: row["ending"])
def test_adjective_endings(row: Row) -> None:
    name = adjective_of(row["example"])
    assert name is not None
    assert name.code in ("KZ", "Middle East")
    assert row["example"].endswith(row["ending"])


@pytest.mark.parametrize("row", table("ru/state_cues").rows, ids=lambda row: row["word"])
def test_cues_stand_in_their_examples(russian: Russian, row: Row) -> None:
    """What is weak beside a cue, or no mention at all beside a currency."""
    doc = next(iter(russian.annotate([f"Говорили про то, что {row['example']} здесь."])))
    mentions = find_states(doc)
    if row["cue"] == "currency":
        assert mentions == []
    elif row["cue"] == "language":
        assert [m.weak for m in mentions] == [True]
    else:
        assert any(m.weak for m in mentions if m.form == "capital")


def test_every_code_is_known() -> None:
    codes = {row["code"] for name in ("ru/state_names", "ru/bloc_names", "ru/state_adjectives") for row in table(name)}
    assert codes <= {row["code"] for row in table("world/parties")}


def test_offsets_and_tokens_agree(russian: Russian) -> None:
    text = "Президенты Кот-д’Ивуара и Боснии и Герцеговины прибыли на казахстанско-итальянский форум."
    doc = next(iter(russian.annotate([text])))
    for mention in find_states(doc):
        span = doc[mention.i : mention.j]
        assert span.start_char <= mention.start < mention.end <= span.end_char
    assert [text[m.start : m.end] for m in find_states(doc)] == [
        "Кот-д’Ивуара", "Боснии и Герцеговины", "казахстанско-итальянский",
    ]  # fmt: skip


PIECES = ["Иран", "казахско", "-", "итальянский", "«", "»", "\n", " ", "РК", "США", "а", "İ", "1"]


@given(st.lists(st.sampled_from(PIECES)))
def test_mentions_never_overlap_and_lie_in_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    mentions = find_states(BLANK(text))
    edges = [0, *(edge for m in mentions for edge in (m.start, m.end)), len(text)]
    assert edges == sorted(edges)
    assert all(m.codes and m.start < m.end and m.i < m.j for m in mentions)


@pytest.mark.parametrize(
    "name", ["ru/state_names", "ru/state_adjectives", "ru/demonyms", "ru/bloc_names", "ru/state_parts"]
)
def test_no_state_begins_where_none_is_looked_for(annotate: Callable[[str], Doc], name: str) -> None:
    search = Search(annotate("\n".join(row["example"] for row in table(name).rows[:150])))
    begun = {n for n in range(len(search.pieces)) if search._at(n)[0] is not None}
    assert begun
    assert all(search.words.opening[search.pieces[n].key] for n in begun)
