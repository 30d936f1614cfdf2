"""Write the tables of states, blocs, regions and places under `src/servanda/lexicon/`.

Run it after a change in `tools/*.tsv`:  python -m tools.make_states
It takes CLDR's names of territories (babel) and what stands in `tools/states.tsv`, `blocs.tsv`, `cities.tsv`,
`regions.tsv`, `not_states.tsv`; those files are where mistakes are mended, never the tables themselves.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel import Locale

from tools.name_forms import demonym, phrase

HERE = Path(__file__).resolve().parent
LEXICON = HERE.parent / "src" / "servanda" / "lexicon"
GUARDS = {"~": "weak", "!p": "person", "!s": "start", "!w": "seat", "?": "context"}
ENDINGS = {
    "казахстанск": ("ий", "ого", "ому", "им", "ом", "ая", "ой", "ою", "ую", "ое", "ие", "их", "ими"),
    "ближневосточн": ("ый", "ым", "ые", "ых", "ыми"),
}  # fmt: skip
NO_STATE = {"AC", "CP", "DG", "EA", "IC", "TA", "QO", "EZ", "EU", "UN", "XA", "XB", "ZZ"}


def source(name: str, columns: int) -> Iterator[list[str]]:
    """The rows of a file beside this one, `-` read as empty."""
    for number, line in enumerate((HERE / name).read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            cells = [("" if cell.strip() == "-" else cell.strip()) for cell in line.split("\t")]
            if len(cells) != columns:
                raise SystemExit(f"{name}:{number}: {len(cells)} fields, {columns} expected")
            yield cells


def parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def guards(marked: str) -> str:
    return "|".join(name for mark, name in GUARDS.items() if mark in marked)


def plain(marked: str) -> str:
    return re.sub(r"(![^ |]*|[*~?]|/[a-z0]+\b)", "", re.sub(r"!ст=\S+", "", marked))


def forms(marked: str, *, long: bool = False) -> str:
    return "|".join(dict.fromkeys(phrase(marked.replace("?", ""), long=long)))


def genitive(all_forms: str) -> str:
    listed = all_forms.split("|")
    return listed[1] if len(listed) > 1 else listed[0]


def write(name: str, title: str, faults: str, declared: str, rows: Iterable[tuple[str, ...]]) -> None:
    """One table with its header, whose last line declares the columns; equal rows once."""
    lines = [
        f"# title: {title}",
        "# origin: CLDR (Unicode, by babel) and our own lists; written by tools/make_states.py",
        "# licence: Apache-2.0; names of territories Unicode-3.0",
        f"# faults: {faults}",
        f"# columns: {declared}",
        "\t".join(re.split(r"[ ?]", column.strip())[0] for column in declared.split(";")),
    ]
    head = len(lines)
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        if row[:-1] not in seen:
            seen.add(row[:-1])
            lines.append("\t".join(row))
    path = LEXICON / f"{name}.tsv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{name}: {len(lines) - head} rows\n")


def cldr_names() -> dict[str, str]:
    """Russian names of CLDR by code, abbreviations written out."""
    names = {}
    for code, name in Locale("ru").territories.items():
        if re.fullmatch(r"[A-Z]{2}", code) and code not in NO_STATE:
            written = re.sub(r"\s*\(.*\)", "", name)
            for short, whole in (("о-ва", "острова"), ("о-в", "остров"), ("Св.", "Святой"), ("ё", "е")):
                written = written.replace(short, whole)
            names[code] = written
    return names


def state_names() -> Iterator[tuple[str, ...]]:
    given = {row[0]: row for row in source("states.tsv", 7)}
    taken: set[str] = set()
    for code, name in sorted(cldr_names().items()):
        row = given.get(code) or [code, *[""] * 6]
        listed = [(n, False) for n in parts(row[1])] + [(n, True) for n in parts(row[2])]
        known = {fold(form) for n, long in listed for form in forms(n, long=long).split("|")}
        if fold(name) not in known | taken and name not in parts(row[6]):
            listed.append((name, True))
            taken.add(fold(name))
        for marked, long in listed:
            declined = forms(marked, long=long)
            example = f"Делегация {genitive(declined)} прибыла на переговоры."
            yield plain(marked), code, "name", guards(marked), declined, example
        for short in parts(row[6]):
            word = plain(short)
            example = f"Делегация {word} прибыла на переговоры."
            if short.endswith("?"):
                example = f"Делегация {word} вернулась в {phrase(parts(row[1])[0])[3]}."
            yield word, code, "abbreviation", guards(short), word, example


def fold(word: str) -> str:
    return word.lower().replace("ё", "е").replace("’", "'")


def bloc_names() -> Iterator[tuple[str, ...]]:
    for code, _sort, names, _adjectives, _parts, short in source("blocs.tsv", 6):
        for marked in parts(names):
            declined = forms(marked)
            example = f"На форуме говорили о будущем {genitive(declined)}."
            yield plain(marked), code, "name", guards(marked), declined, example
        for marked in parts(short):
            word = plain(marked)
            example = f"Стороны отметили роль {word} в мире."
            if marked.endswith("?") and names:
                example = f"{phrase(parts(names)[0])[0]} ({word}) растет."
            yield word, code, "abbreviation", guards(marked), word, example


def adjectives() -> Iterator[tuple[str, ...]]:
    rows = [(r[0], r[3]) for r in source("states.tsv", 7)] + [(r[0], r[3]) for r in source("blocs.tsv", 6)]
    for code, cell in rows:
        for marked in parts(cell):
            word = plain(marked)
            yield word, code, guards(marked), f"Прибыла {word[:-2]}ая делегация."


def compound_parts() -> Iterator[tuple[str, ...]]:
    rows = [(r[0], r[3], r[4]) for r in source("states.tsv", 7)] + [(r[0], r[3], r[4]) for r in source("blocs.tsv", 6)]
    for code, cell, extra in rows:
        firsts = [plain(word)[:-2] + "о" for word in parts(cell)] if len(code) == 2 else []
        for first in dict.fromkeys([*firsts, *map(plain, parts(extra))]):
            if "-" in first:
                continue
            other = "российские" if code != "RU" else "китайские"
            yield first, code, f"Состоялись {first}-{other} переговоры."


def demonyms() -> Iterator[tuple[str, ...]]:
    for row in source("states.tsv", 7):
        for marked in parts(row[5]):
            declined = demonym(marked.rstrip("~").replace("!pl=болгары", ""))
            word = plain(marked.replace("!pl=болгары", ""))
            yield word, row[0], guards(marked), "|".join(dict.fromkeys(declined)), f"В числе участников – {word}."


def places() -> Iterator[tuple[str, ...]]:
    for code, capitals, cities in source("cities.tsv", 3):
        for sort, cell in (("capital", capitals), ("city", cities)):
            for marked in parts(cell):
                declined = forms(marked)
                example = f"В программе визита – посещение {genitive(declined)}."
                if "!p" in marked:
                    example = f"Форум прошел в городе {phrase(marked)[5]}."
                yield plain(marked), code, sort, guards(marked), declined, example
    for code, sort, names in source("regions.tsv", 3):
        for marked in parts(names):
            declined = forms(marked)
            example = f"Речь шла и о будущем {genitive(declined)}."
            if "!p" in marked:
                example = f"Заводы строят в {phrase(marked)[5]} и на севере."
            yield plain(marked), code, sort, guards(marked), declined, example


def no_states() -> Iterator[tuple[str, ...]]:
    for marked, example in source("not_states.tsv", 2):
        yield plain(marked), forms(marked), example


def world() -> Iterator[tuple[str, ...]]:
    english = Locale("en").territories
    for code in sorted(cldr_names()):
        yield code, "state", english[code]
    for row in source("blocs.tsv", 6):
        yield row[0], row[1], row[0]


def main() -> None:
    """Write all tables."""
    code = "code = world/parties.code"
    form, guard = "form = abbreviation | name", "guard? = context | person | start | weak"
    write(
        "world/parties",
        "states, blocs and regions by their codes",
        "none known",
        "code; sort = bloc | region | state; name",
        world(),
    )
    write("ru/state_names", "names and abbreviations of states, in all cases",
          "weak: read with care; context: only where the text names the state; person, start: see reading/states.py",
          f"name; {code}; {form}; {guard}; forms; example", state_names())  # fmt: skip
    write("ru/bloc_names", "names and abbreviations of blocs, organisations and regions, in all cases", "none known",
          f"name; {code}; {form}; guard? = context | start | weak; forms; example", bloc_names())  # fmt: skip
    write("ru/state_adjectives", "adjectives of states, blocs and regions",
          "«русский» is of the people as often as of the state",
          f"adjective; {code}; guard? = weak; example", adjectives())  # fmt: skip
    write("ru/adjective_endings", "endings of adjectives", "none known", "ending; example",
          ((e, stem + e) for stem, endings in ENDINGS.items() for e in endings))  # fmt: skip
    write(
        "ru/state_parts", "first parts of compound adjectives", "none known", f"part; {code}; example", compound_parts()
    )
    write("ru/demonyms", "members of peoples and citizens of states, in all cases", "peoples are given their state",
          f"demonym; {code}; guard? = person | weak; forms; example", demonyms())  # fmt: skip
    write("ru/places", "cities, regions and venues with the state that they lie in, in all cases",
          "large cities and those where diplomacy meets; some names are borne by several places; "
          "seat: stands for its state",
          f"name; {code.replace('code', 'code?', 1)}; sort = capital | city | other | region | venue; "
          "guard? = person | seat | start | weak; forms; example", places())  # fmt: skip
    write("ru/not_states", "names that hold a state's name and mean something else", "far from complete",
          "name; forms; example", no_states())  # fmt: skip


if __name__ == "__main__":
    main()
