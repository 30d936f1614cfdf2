"""A series of figures as a picture, drawn by Altair and vl-convert without network; the same figures, the same bytes.

Every mark is a stated figure in the column of its year. A bar under it is its period, a vertical line what its words
allow, an arrow where they name no end; targets are diamonds; two values for one thing are joined and ringed.
"""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from servanda.errors import ServandaError
from servanda.report.plot import OTHERS, Mark, Plot
from servanda.report.visible import visible

if TYPE_CHECKING:
    from altair import Chart as Layer

FORMS = (".svg", ".png", ".html", ".json")

# Okabe and Ito: told apart by people of any colour vision; red and amber are left to the disagreements
_COLOURS = ("#0072b2", "#009e73", "#cc79a7", "#56b4e9", "#7b5ea7", "#3d3d3d")
_OTHERS_COLOUR = "#8a8a8a"
_RED, _AMBER = "#c1121f", "#d98200"
_INK, _GREY, _LIGHT = "#222222", "#666666", "#e4e4e4"
_SHAPES = {"actual": "circle", "target": "diamond", "potential": "triangle-up"}
_ROOM = 0.12  # of the axis, above the highest label
_LABELS = 24  # marks that may carry their value
_COLUMNS = 16  # years that may carry their number
_NAME = 34  # letters of a reporter in the legend
_SHORTEST = datetime.timedelta(days=12)  # shorter periods have no bar
_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"  # the first one comes with vl-convert


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture as a Vega-Lite specification."""

    spec: Mapping[str, Any]

    def svg(self) -> str:
        """As SVG; its font falls back to the reader's own."""
        return str(_converter().vegalite_to_svg(dict(self.spec), allowed_base_urls=[]))

    def png(self, scale: float = 2) -> bytes:
        """As PNG of `scale` pixels a point."""
        return bytes(_converter().vegalite_to_png(dict(self.spec), scale=scale, allowed_base_urls=[]))

    def html(self) -> str:
        """As a page of its own that shows each figure's sources when it is pointed at; it asks for nothing outside.

        vl-convert writes the specification into a script as it is: no text of a document may close that script.
        """
        spec = json.loads(json.dumps(self.spec).replace("<", "‹"))
        return str(_converter().vegalite_to_html(spec, bundle=True))

    def json(self) -> str:
        """The specification, for other tools of Vega-Lite."""
        return json.dumps(self.spec, ensure_ascii=False, indent=2, sort_keys=True) + "\n"

    def to_bytes(self, ending: str) -> bytes:
        """In the form that a file's ending names, one of `FORMS`; ServandaError for any other."""
        if ending == ".png":
            return self.png()
        texts = {".svg": self.svg, ".html": self.html, ".json": self.json}
        if ending not in texts:
            raise ServandaError(f"{ending!r} is no form of chart", remedy=f"end the name in {', '.join(FORMS)}")
        return texts[ending]().encode("utf-8")


def chart(plot: Plot, size: tuple[int, int] = (640, 240)) -> Chart:
    """Draw a plot, `size` being that of the area within its axes; ServandaError when Altair is not installed."""
    _converter()
    import altair as alt

    plain: dict[str, Any] = {"orient": "top", "symbolStrokeWidth": 0, "symbolOpacity": 1}
    whose = alt.Legend(title="Whose word", columns=3, labelLimit=_NAME * 6, symbolType="circle", **plain)
    reporters = alt.Scale(domain=list(map(_short, plot.legend)), range=_palette(plot.legend))
    colour = alt.Color("reporter:N", legend=whose, scale=reporters)
    kinds = [kind for kind in _SHAPES if any(mark.kind == kind for mark in (*plot.marks, *plot.floating))]
    sorts = alt.Legend(title=None, symbolFillColor=_GREY, **plain) if len(kinds) > 1 else None
    shapes = alt.Scale(domain=kinds, range=[_SHAPES[kind] for kind in kinds])
    shape = alt.Shape("kind:N", scale=shapes, legend=sorts)
    layers = [
        *_ground(plot), *_periods(plot, colour), *_allowed(plot, colour), *_links(plot), *_marks(plot, colour, shape),
        *_targets_without_year(plot, colour),
    ]  # fmt: skip
    title = alt.TitleParams(visible(plot.series.title), anchor="start", frame="group")
    made = alt.layer(*layers).properties(
        width=size[0], height=size[1], background="white", title=title, description=_description(plot)
    )
    small: dict[str, Any] = {
        "labelColor": _INK, "labelFontSize": 11, "titleColor": _GREY, "titleFontSize": 11, "titleFontWeight": "normal",
    }  # fmt: skip
    made = made.configure(font=_FONT, padding=12).configure_view(stroke=None).configure_axis(**small)
    made = made.configure_title(fontSize=16, color=_INK, offset=10)
    return Chart(json.loads(made.configure_legend(columnPadding=18, offset=6, **small).to_json()))


def _converter() -> Any:
    try:
        import altair  # noqa: F401
        import vl_convert
    except ImportError as error:
        raise ServandaError(
            "Altair and vl-convert are not installed", remedy="pip install 'servanda[charts]'"
        ) from error
    return vl_convert


def _ground(plot: Plot) -> list[Layer]:
    """The columns of the years, and the axes."""
    import altair as alt

    first, last = plot.years[0], plot.years[-1]
    step = math.ceil(len(plot.years) / _COLUMNS)
    middles = [alt.DateTime(year=year, month=7, date=2, utc=True) for year in plot.years[::step]]
    domain = [alt.DateTime(year=year, month=1, date=1, utc=True) for year in (first, last + 1)]
    axis = alt.Axis(values=middles, format="%Y", grid=False, ticks=False, domainColor=_GREY, labelPadding=6,
                    title=list(plot.notes()), titleAnchor="start", titleAlign="left", titlePadding=12)  # fmt: skip
    x = alt.X("day:T", axis=axis, scale=alt.Scale(type="utc", domain=domain, nice=False))
    bottom = plot.bottom * (1 + _ROOM)
    room = (plot.top - bottom) * _ROOM
    amounts = alt.Axis(title=plot.axis, format="~r" if plot.top < 1 else ",~f", tickCount=6, gridColor=_LIGHT,
                       domain=False, ticks=False)  # fmt: skip
    y = alt.Y("value:Q", axis=amounts, scale=alt.Scale(domain=[bottom, plot.top + room], nice=False))
    borders = [{"day": f"{year:04d}-01-01", "value": 0} for year in range(first, last + 2)]
    return [
        _layer(borders).mark_rule(color=_LIGHT, strokeWidth=1).encode(x=x),
        _layer(borders).mark_point(opacity=0).encode(x=x, y=y),
    ]


def _periods(plot: Plot, colour: Any) -> list[Layer]:
    """A bar as long as each period, and lines between whole years of one reporter."""
    bars = [_row(mark) for mark in plot.marks if mark.first and mark.last and mark.last - mark.first > _SHORTEST]
    lines = [{**_row(mark), "line": n} for n, line in enumerate(plot.lines()) for mark in line]
    bar = _layer(bars).mark_rule(strokeWidth=4, opacity=0.25)
    line = _layer(lines).mark_line(strokeWidth=1.5, opacity=0.7)
    return [
        bar.encode(x="first:T", x2="last:T", y="value:Q", color=colour),
        line.encode(x="day:T", y="value:Q", color=colour, detail="line:N"),
    ]


def _allowed(plot: Plot, colour: Any) -> list[Layer]:
    """What the words of each figure allow: a line with caps, an arrow where it has no end."""
    rows = [_row(mark) for mark in plot.marks]
    ends = [
        {**row, "value": row[side]}
        for row in rows for side in ("low", "high") if row["opens"] != _AWAY[side] and row[side] != row["value"]
    ]  # fmt: skip
    layers = [
        _layer(rows).mark_rule(strokeWidth=1.2).encode(x="day:T", y="low:Q", y2="high:Q", color=colour),
        _layer(ends).mark_tick(orient="horizontal", size=7, thickness=1.2).encode(x="day:T", y="value:Q", color=colour),
    ]
    for side, shape in (("low", "triangle-down"), ("high", "triangle-up")):
        arrows = [{**row, "value": row[side]} for row in rows if row["opens"] == _AWAY[side]]
        layers.append(_layer(arrows).mark_point(shape=shape, size=30, filled=True, opacity=1).encode(
            x="day:T", y="value:Q", color=colour))  # fmt: skip
    return layers


_AWAY = {"low": "down", "high": "up"}


def _links(plot: Plot) -> list[Layer]:
    """Disagreements: a line between the two values, and a ring around each."""
    layers = []
    for colour, kinds in ((_AMBER, {"mirror", "difference"}), (_RED, {"contradiction"})):
        found = [link for link in plot.links if link.kind in kinds]
        lines = [{**_row(mark), "line": n} for n, link in enumerate(found) for mark in link.ends]
        layers += [
            _layer(lines).mark_line(color=colour, strokeDash=[3, 2], strokeWidth=1.3).encode(
                x="day:T", y="value:Q", detail="line:N"),
            _layer(lines).mark_point(color=colour, size=210, strokeWidth=1.8, opacity=1, filled=False).encode(
                x="day:T", y="value:Q"),
        ]  # fmt: skip
    return layers


def _marks(plot: Plot, colour: Any, shape: Any) -> list[Layer]:
    """The figures themselves, and their values beside them where there are not too many."""
    rows = [_row(mark) for mark in plot.marks]
    tooltip = ["amount:N", "period:N", "whose:N", "sources:N"]
    layers = [_layer(rows).mark_point(size=75, filled=True, opacity=1).encode(
        x="day:T", y="value:Q", color=colour, shape=shape, tooltip=tooltip)]  # fmt: skip
    if sum(bool(mark.label) for mark in plot.marks) <= _LABELS:
        for below, side, away in ((False, "high", -11), (True, "low", 12)):
            labels = [{**_row(m), "value": _row(m)[side]} for m in plot.marks if m.label and m.below is below]
            text = _layer(labels).mark_text(dy=away, fontSize=11, color=_INK)
            layers.append(text.encode(x="day:T", y="value:Q", text="label:N"))
    return layers


def _targets_without_year(plot: Plot, colour: Any) -> list[Layer]:
    """Targets that name no year: a broken line from side to side."""
    import altair as alt

    ends = [f"{plot.years[0]:04d}-01-01", f"{plot.years[-1]:04d}-12-31"]
    rows = [{**_row(mark), "first": ends[0], "last": ends[1]} for mark in plot.floating]
    heights: dict[float, str] = {}
    for mark in plot.floating:
        heights.setdefault(mark.value, f"target {mark.label}, no year told")
    texts = [{"day": ends[0], "value": value, "label": label} for value, label in sorted(heights.items())]
    return [
        _layer(rows).mark_rule(strokeDash=[6, 4], strokeWidth=1.3).encode(
            x="first:T", x2="last:T", y="value:Q", color=colour,
            tooltip=[alt.Tooltip("amount:N"), alt.Tooltip("whose:N"), alt.Tooltip("sources:N")]),
        _layer(texts).mark_text(dy=-7, dx=4, align="left", fontSize=11, color=_GREY).encode(
            x="day:T", y="value:Q", text="label:N"),
    ]  # fmt: skip


def _layer(rows: Sequence[Mapping[str, Any]]) -> Layer:
    import altair as alt

    return alt.Chart(alt.InlineData(values=list(rows)))


def _row(mark: Mark) -> dict[str, Any]:
    """A mark for Vega-Lite; what documents say in it can command no screen."""
    return {
        "first": _iso(mark.first), "day": _iso(mark.day), "last": _iso(mark.last), "value": mark.value,
        "low": mark.low, "high": mark.high, "opens": mark.opens, "kind": mark.kind, "label": mark.label,
        "reporter": _short(mark.legend), "whose": visible(mark.reporter), "amount": mark.amount,
        "period": mark.period, "sources": visible(mark.sources),
    }  # fmt: skip


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def _short(name: str) -> str:
    shown = visible(name) or "not known"
    return shown if len(shown) <= _NAME else shown[: _NAME - 1] + "…"


def _palette(legend: Sequence[str]) -> list[str]:
    return [_OTHERS_COLOUR if name == OTHERS else colour for name, colour in zip(legend, _COLOURS, strict=False)]


def _description(plot: Plot) -> str:
    told = "; ".join(f"{mark.period}: {mark.amount} ({visible(mark.reporter)})" for mark in plot.marks)
    return f"{visible(plot.series.title)}. {told}"
