"""Direct and reported speech: one line a case, ⟦what is spoken⟧ marked in its text, ¶ for a line's end."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from servanda.reading.speech import Speech, find_reported, find_speech, voice_words
from servanda.reading.speech.layout import layout_of
from servanda.reading.speech.marks import find_pairs

if TYPE_CHECKING:
    from servanda.language.adapter import Adapter

Annotate = Callable[[str], Doc]

# style | text
DIRECT = """
dash | – ⟦Мы строим дорогу вместе⟧, – сказал министр.
dash | — ⟦Мы строим дорогу вместе⟧, — сказал министр.
dash | - ⟦Мы строим дорогу вместе⟧, - сказал министр.
dash | – ⟦Дорога открыта!⟧ – объявил посол.
dash | – ⟦Когда откроется дорога?⟧ – спросил посол.
dash | – ⟦Дорога открыта⟧, – сообщил посол. – ⟦Поезда идут каждый день.⟧
dash | – ⟦Дорога⟧, – сообщил посол, – ⟦открыта для всех.⟧
dash | – ⟦Дорога открыта, она – путь к морю⟧, – сообщил посол.
dash | Стороны обсудили транзит.  — ⟦Мы ценим наши отношения⟧, — сказал президент.  Затем прошел прием.
dash | Министр сказал, что работа идет. – ⟦Дорога готова⟧, – добавил он.
dash | – ⟦Число рейсов растет⟧, – отметил посол. -⟦В мае их будет пять.⟧
dash | Посол назвал главный вопрос:¶– ⟦Мы ждем открытия рейсов. Это важно для людей.⟧
dash | Министр рассказал о стройке.¶– ⟦Мы строим дорогу. Она пройдет через горы.⟧
dash | Министр отметил следующее:¶– ⟦Мы строим дороги и мосты.⟧
dash | – ⟦Откуда такая цена⟧, – недоумевает адвокат. – ⟦Мы этого не ждали.⟧
quotes | «⟦Мы строим дорогу⟧», – сказал министр.
quotes | "⟦Мы строим дорогу⟧", – сказал министр.
quotes | “⟦Мы строим дорогу⟧”, – сказал министр.
quotes | „⟦Мы строим дорогу⟧“, – сказал министр.
quotes | ''⟦Мы строим дорогу⟧'', – сказал министр.
quotes | ‘⟦Мы строим дорогу⟧’, – сказал министр.
quotes | '⟦Мы строим дорогу⟧', – сказал министр.
quotes | ''«⟦Мы строим дорогу⟧»'', – сказал министр.
quotes | «⟦Мы строим дорогу⟧,» – сказал министр.
quotes | «⟦Мы строим дорогу⟧ » , – сказал министр.
quotes | «⟦Мы строим дорогу!⟧» – сказал министр.
quotes | «⟦Мы строим дорогу⟧», сказал министр.
quotes | «⟦Мы строим дорогу⟧» - сказал министр.
quotes | «⟦Мы ждем гостей⟧», так ответил министр.
quotes | «⟦Мы строим дорогу⟧, – сказал министр. – ⟦Она нужна всем⟧».
quotes | «⟦Мы⟧, – сказал министр, – ⟦строим дорогу⟧».
quotes | «⟦Дорога готова⟧, — сказал министр. — ⟦Ждем гостей⟧», — приводит его слова газета.
quotes | Министр сказал: «⟦Мы строим дорогу⟧».
quotes | Министр сказал: "⟦Мы строим дорогу⟧", – и уехал.
quotes | Министр ясно дал понять: «⟦Дорога будет построена⟧».
quotes | По словам министра: «⟦Дорога будет построена в срок⟧».
quotes | Комментарий министерства иностранных дел: «⟦Визит состоится в мае⟧».
quotes | Иван Петров: «⟦Мы построим дорогу в срок⟧»
quotes | Министр Иван Петров определил задачу так: «⟦Вы строите дорогу, мы даем вагоны⟧».
quotes | «⟦Дорога открыта для всех⟧». Об этом сообщил министр.
quotes | «⟦Дорога открыта для всех⟧». Эти слова посла запомнили все.
quotes | Министр рассказал о стройке. «⟦Мы строим дорогу. Она нужна всем⟧».
quotes | Министр отметил рост торговли.¶¶"⟦Торговля растет третий год. Мы этому рады⟧".
quotes | «⟦Мы ждем гостей⟧», – сказал министр.¶«⟦Дорога открыта, и мы ей рады⟧».
quotes | «⟦Растет и роль Центра "Восток"⟧», – сказал министр.
quotes | "⟦Растет и роль Центра "Восток"⟧", – сказал министр.
quotes | "⟦Мы ценим роль Центра "Восток" и Фонда "Запад"⟧", – сказал министр.
quotes | «⟦Мы поддержим АО «НК «Восток»⟧», – сказал министр.
quotes | «⟦Мы рады.¶¶Дорога открыта в мае. Люди ждали ее⟧», – отметил министр.
quotes | «⟦Мы рады этой дороге.⟧¶¶«⟦Ее открыли в мае⟧», – отметил министр.
quotes | «⟦Мы ждем гостей из Кореи⟧», —¶¶сказала министр.
quotes | «⟦Никто не ждал такого роста⟧», – удивляется директор.
quotes | «⟦Рост составил пять процентов⟧», – говорится в сообщении ведомства.
block | По его словам, работа продолжается:¶¶⟦Мы построили мост. Теперь строим дорогу.⟧
block | В.Иванов: ⟦Рад видеть вас в Москве. Мы ценим нашу дружбу.⟧¶¶Ш.Каримов: ⟦Спасибо за приглашение. Мы друзья.⟧
fragment | По словам министра, между странами «⟦растет товарооборот: за год он удвоился⟧».
fragment | Посол отметил, что «⟦дорога станет мостом между народами⟧».
fragment | Президент назвал визит «⟦важной вехой в отношениях двух стран⟧».
fragment | Министр поблагодарил соседей за «⟦многолетнюю поддержку наших общих начинаний⟧».
fragment | Дорога «⟦открыла новую страницу в истории края⟧», заявил посол.
"""

# nothing is spoken in these
SILENT = """
Азербайджан – важный партнер Казахстана.
Поезда идут по коридору Север – Юг и маршруту Казахстан – Туркменистан – Иран.
– развитие торговли;¶– строительство дорог.
Обсуждены следующие вопросы:¶– Развитие торговли между странами.¶– Строительство новых дорог.
Президент поручил:¶– Построить новую дорогу.
Источник — пресс-служба министерства
Экспорт составил 5 млн долларов, импорт – 3 млн долларов.
Компания «Казахстан темир жолы» открыла рейсы.
Компания «Рассвет над рекой Урал», - сообщил министр.
В Астане состоялся форум «Казахстан – Италия».
В рамках группы дружбы «Казахстан-Италия» прошла встреча.
Президент рассказал о программе «Нурлы жол – путь в будущее».
Министр отметил роль выставки «Астана ЭКСПО-2017» и Плана нации «100 конкретных шагов».
Министр сообщил газете «Вести новой недели», что рейсы открыты.
Депутаты одобрили закон «О ратификации соглашения о торговле», сообщил спикер.
Посол сообщил, что приз в номинации «За вклад в развитие торговли» получил завод.
Орден «За заслуги перед народом» и медаль «За доблестный труд родине» вручил президент.
Министр назвал визит «историческим событием».
ВЕСТИ.РУ: «Казахстан начал добычу нефти на шельфе» - Добыча нефти началась в понедельник, сказал министр.
1-й этап: «Строительство первого горного комплекса» (2013-2015).
На форуме выступили «Золотые голоса великой степи».
Поставлен диагноз — «острое нарушение мозгового кровообращения», сообщил врач.
Спорщики «с высокой долей вероятности» говорят о погоде.
Законопроект предполагает снос «ветхих домов первой половины века».
– Когда откроются рейсы?¶– Скоро.
Министр отметил: работа идет.
«»
«...»
– – –
"" '' «» ‘’
«Мы строим дорогу
"""

# the clauses, nearest first | text
CLAUSES = """
сказал министр. | «⟦Мы строим дорогу⟧», – сказал министр.
сказал министр. | – ⟦Мы строим дорогу⟧, – сказал министр. Потом он уехал.
сказал министр Иван Петров в Баку. | «⟦Мы строим⟧», – сказал министр Иван Петров в Баку. «Тальго» ходит туда.
сказал он. / Министр добавил | Министр добавил: «⟦Мы строим дорогу⟧», – сказал он.
министр сказал | В понедельник в Баку министр сказал: «⟦Мы строим дорогу⟧».
По словам посла | По словам посла, дорога – это «⟦мост между народами двух стран⟧».
Министр рассказал | Министр рассказал о стройке. «⟦Мы строим дорогу. Она нужна всем⟧».
сказал посол. / приводит слова газета. | «⟦Путь открыт, и мы рады⟧, — сказал посол. — Ждем», — приводит слова газета.
"""

# who [verb] what: the clause in {braces}, the content ⟦marked⟧
REPORTED = """
{Министр отметил}, что ⟦торговля растет⟧.
{Министр отметил} ⟦рост торговли⟧.
{По словам министра}, ⟦торговля растет третий год⟧.
⟦Торговля, {по словам министра}, растет третий год⟧.
{По мнению посла Италии}, ⟦спрос вырастет⟧.
{Как отметил министр}, ⟦торговля растет третий год⟧.
⟦Визит, {как подчеркнул Иван Петров}, стал событием⟧.
{Министр подчеркнул} ⟦важность диалога с соседями⟧.
{Министр предложил} ⟦создать рабочую группу⟧.
{Министр сообщил} ⟦о начале строительства дороги⟧.
{Министр указал} ⟦на нехватку вагонов⟧.
{Президент считает}, что ⟦правительствам следует ускорить работу⟧.
{Посол уверен}, что ⟦рейсы откроют в срок⟧.
{Посол пояснил}, ⟦почему отложили форум⟧.
{Президент призвал} ⟦компании к сотрудничеству⟧.
{Президент выразил} ⟦готовность продолжить диалог⟧.
⟦Торговля выросла вдвое⟧, {сообщил министр экономики}.
⟦Торговля выросла вдвое⟧, – {сообщил министр экономики}.
⟦Торговля выросла вдвое⟧. Об этом {заявил министр экономики}.
"""


def marked(line: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its ⟦marks⟧, and the spans that they enclosed."""
    text, spans, start = "", [], 0
    for part in re.split(r"([⟦⟧])", line.replace("¶", "\n")):
        if part == "⟦":
            start = len(text)
        elif part == "⟧":
            spans.append((start, len(text)))
        else:
            text += part
    return text, spans


def cases(table: str) -> list[str]:
    return [line for line in table.strip().split("\n") if line]


@pytest.mark.parametrize("case", cases(DIRECT))
def test_direct_speech(annotate: Annotate, case: str) -> None:
    style, _, line = case.partition(" | ")
    text, spans = marked(line)
    found = find_speech(annotate(text))
    assert [text[s.start : s.end] for s in found] == [text[start:end] for start, end in spans]
    assert [(s.start, s.end) for s in found] == spans
    assert {s.style for s in found} == {style}


@pytest.mark.parametrize("line", cases(SILENT))
def test_names_lists_and_dashes_are_nobodys_words(annotate: Annotate, line: str) -> None:
    text = line.replace("¶", "\n")
    assert [text[s.start : s.end] for s in find_speech(annotate(text))] == []


@pytest.mark.parametrize("case", cases(CLAUSES))
def test_the_clauses_that_tell_who_speaks(annotate: Annotate, case: str) -> None:
    clauses, _, line = case.partition(" | ")
    text, spans = marked(line)
    speech = next(s for s in find_speech(annotate(text)) if (s.start, s.end) == spans[0])
    assert [text[start:end] for start, end in speech.clauses] == clauses.split(" / ")


@pytest.mark.parametrize(
    ("text", "carried"),
    [
        ("«Мы строим дорогу», – сказал министр.", [False]),
        ("Министр отметил рост торговли.\n\n«Торговля растет. Мы рады».", [True]),
        ("«Мы рады», сказал министр. «Торговля растет третий год».", [False, True]),
    ],
)
def test_a_speaker_is_carried_over(annotate: Annotate, text: str, carried: list[bool]) -> None:
    assert [s.carried for s in find_speech(annotate(text))] == carried


@pytest.mark.parametrize("line", cases(REPORTED))
def test_reported_speech(annotate: Annotate, line: str) -> None:
    text, spans = marked(line.replace("{", "").replace("}", ""))
    clause = re.sub(r"[⟦⟧]", "", line[line.index("{") + 1 : line.index("}")])
    found = find_reported(annotate(text))
    assert (*spans[0], clause) in [(r.start, r.end, text[r.clause[0] : r.clause[1]]) for r in found]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        (
            "Президент поддержал нашу инициативу, подчеркнув важность диалога.",
            ["нашу инициативу", "важность диалога"],
        ),
        (
            "Посол сообщил, что рейсы открыты, и предложил создать рабочую группу.",
            ["рейсы открыты", "создать рабочую группу"],
        ),
        ("Рейсы открыты, передает корреспондент агентства.", []),
        ("Рейсы открыты, сообщает Vesti.kz.", []),
        ("В документе подчеркивается важность диалога.", []),
        ("Мы считаем, что рейсы нужны.", []),
        ("Министр не обозначил сроки строительства.", []),
        ("«Мы считаем, что рейсы нужны», – сказал посол.", []),
    ],
)
def test_where_an_attribution_ends_and_what_is_none(annotate: Annotate, text: str, spans: list[str]) -> None:
    assert [text[r.start : r.end] for r in find_reported(annotate(text))] == spans


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("– уверяли в пресс-службе министерства.", "пресс-службе министерства"),
        ("– говорится в сообщении ведомства.", "сообщении ведомства"),
        ("По мнению автора статьи, рейсы нужны.", "автора статьи"),
        ("– сказал житель Баку.", "житель Баку"),
        ("– сказал он.", ""),
    ],
)
def test_the_words_for_a_speaker(annotate: Annotate, text: str, words: str) -> None:
    doc = annotate(text)
    found = voice_words(doc, (0, len(text)))
    assert (doc[found.first : found.last + 1].text if found else "") == words


def test_quotation_marks_are_paired() -> None:
    text = "Он в АО «НК «Восток» и в „Лиге «Запад»“. Kim’s, д'Артаньян и 'имя'."
    pairs = find_pairs(text, [(0, len(text))])
    assert [text[p.start : p.end] for p in pairs] == ["Восток", "Лиге «Запад»", "Запад", "имя"]


# -- properties ----------------------------------------------------------------------------------------------------

MARKS = "«»“”„\"''‘’–—-:,.!?… \n("
WORDS = ("Министр", "сказал", "что", "дорога", "открыта", "и", "Иван Петров", "По словам", "мы", "строим", "форум")


def whole(text: str, doc: Doc, speeches: list[Speech]) -> None:
    """Nothing leaves the text or overlaps, every piece has a letter, no piece ends in a blank or comma."""
    end = 0
    for speech in speeches:
        assert end <= speech.start < speech.end <= len(text)
        piece = text[speech.start : speech.end]
        assert any(ch.isalpha() for ch in piece)
        assert piece == piece.strip()
        assert not piece.endswith(",")
        assert all(0 <= a < b <= len(text) for a, b in speech.clauses)
        end = speech.end
    for item in find_reported(doc):
        assert 0 <= item.start < item.end <= len(text)
        assert 0 <= item.clause[0] < item.clause[1] <= len(text)
        assert 0 <= item.verb < len(doc)


@settings(max_examples=40)
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(MARKS, min_size=1, max_size=4)), max_size=40))
def test_any_row_of_words_and_marks(annotate: Annotate, parts: list[str]) -> None:
    text = " ".join(parts)
    doc = annotate(text)
    whole(text, doc, find_speech(doc))


@given(st.text(max_size=200))
def test_any_text(annotate: Annotate, text: str) -> None:
    doc = annotate(text)
    whole(doc.text, doc, find_speech(doc))


@settings(max_examples=30)
@given(st.text("«»“”„\"'‘’`‹› \n", max_size=120))
def test_marks_alone_say_nothing(annotate: Annotate, text: str) -> None:
    doc = annotate(text)
    assert find_speech(doc) == []
    assert find_reported(doc) == []


@given(st.text("«»“”„\"'‘’`а \n.,–", max_size=120))
def test_pairs_are_nested(text: str) -> None:
    lines, at = [], 0
    for line in text.split("\n"):
        if line:
            lines.append((at, at + len(line)))
        at += len(line) + 1
    open_ends: list[int] = []
    for pair in find_pairs(text, lines):
        assert 0 <= pair.open < pair.start <= pair.end <= pair.close <= len(text)
        while open_ends and open_ends[-1] <= pair.open:
            open_ends.pop()
        assert not open_ends or pair.close <= open_ends[-1]
        open_ends.append(pair.close)


@pytest.mark.parametrize(
    "piece", ["« слово ", "»", "– Слово , – сказать . ", '" ', "сказать : « Слово » . ", "«Слово\n"]
)
def test_work_grows_with_the_text(piece: str) -> None:
    """Four times the text takes about four times the steps, counted as look-ups of the layout."""

    def steps(times: int) -> int:
        words = re.findall(r"\w+|[^\w ]", piece) * times
        verb = [word == "сказать" for word in words]
        doc = Doc(
            spacy.blank("xx").vocab,
            words=words,
            pos=["VERB" if v else ("NOUN" if w.isalpha() else "PUNCT") for w, v in zip(words, verb, strict=True)],
            morphs=["VerbForm=Fin" if v else "" for v in verb],
            lemmas=[word.lower() for word in words],
            sent_starts=[n % 200 == 0 for n in range(len(words))],
        )
        layout, count = layout_of(doc), 0

        def counted(name: str) -> Callable[..., object]:
            method = getattr(layout, name)

            def call(*given: object, **named: object) -> object:
                nonlocal count
                count += 1
                return method(*given, **named)

            return call

        for name in ("feature", "is_word", "before", "after", "first_from", "token_at", "sentence"):
            setattr(layout, name, counted(name))
        find_speech(doc)
        find_reported(doc)
        return count

    assert steps(800) <= 5 * steps(200) + 1000


def test_one_doc_is_read_once(annotate: Annotate, adapter: Adapter) -> None:
    doc = annotate("«Мы строим дорогу», – сказал министр.")
    first = find_speech(doc, adapter.code)
    first.clear()
    assert len(find_speech(doc, adapter.code)) == 1
