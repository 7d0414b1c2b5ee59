"""What each part of a chart looks like where no stylesheet reaches: on paper and in files.

The screen has the same from `assets/_charts.scss`; a test holds the two against each other.
"""

from collections.abc import Mapping

Look = Mapping[str, str]
FACE = "Inter"
TEXT: Look = {"fill": "#15191d", "font-size": "13px"}
LOOKS: Mapping[str, Look] = {
    "k-chart__line": {
        "fill": "none",
        "stroke": "#12436d",
        "stroke-width": "2",
        "stroke-linejoin": "round",
    },
    "k-chart__dot": {"fill": "#12436d", "stroke": "#fff"},
    "k-chart__dot--open": {"fill": "#fff", "stroke": "#12436d", "stroke-width": "2"},
    "k-chart__beyond": {"fill": "#c8500f", "stroke": "#fff"},
    "k-chart__other": {"fill": "#75848f"},
    "k-chart__square": {"fill": "#fff", "stroke": "#4b5660", "stroke-width": "2"},
    "k-chart__grid": {"fill": "none", "stroke": "#e6eaed"},
    "k-chart__band": {"fill": "#eaf0f5"},
    "k-chart__mean": {"fill": "none", "stroke": "#4b5660", "stroke-width": "1.5"},
    "k-chart__limit": {"fill": "none", "stroke": "#7b8b98", "stroke-dasharray": "2 3"},
    "k-chart__aim": {"fill": "none", "stroke": "#801650", "stroke-width": "1.8", "stroke-dasharray": "7 4"},
    "k-chart__aim--thin": {"stroke": "#4b5660", "stroke-width": "1", "stroke-dasharray": "4 3"},
    "k-chart__range": {"fill": "#f7eff3"},
    "k-chart__pace": {"fill": "none", "stroke": "#12436d", "stroke-width": "2", "stroke-dasharray": "2 4"},
    "k-chart__step": {"fill": "none", "stroke": "#4b5660", "stroke-dasharray": "1 3"},
    "k-chart__axis": {"font-size": "12px", "fill": "#4b5660"},
    "k-chart__value": {"font-weight": "700", "fill": "#12436d"},
    "k-chart__words--target": {"font-weight": "600", "fill": "#801650"},
    "k-chart__words--mean": {"fill": "#4b5660"},
    "k-chart__words--upper": {"fill": "#4b5660"},
    "k-chart__words--lower": {"fill": "#4b5660"},
    "k-chart__words--us": {"font-weight": "700"},
    "k-chart__way": {"fill": "#e6eaed"},
    "k-chart__bar": {"fill": "#12436d"},
    "k-chart__more": {"fill": "#fff", "stroke": "#12436d", "stroke-width": "1.5"},
    "k-chart__flow": {"fill": "#c3d6e6"},
    "k-chart__ending": {"fill": "#dfe5e9"},
    "k-chart__ended": {"fill": "#75848f"},
    "k-chart__within": {"fill": "#9db3c6"},
    "k-chart__over": {"fill": "#c8500f"},
    "k-chart__hatch": {"fill": "none", "stroke": "#fff", "stroke-width": "1.5"},
    "k-chart__border": {"fill": "none", "stroke": "#801650", "stroke-width": "2.5"},
    "k-chart__joined": {"fill": "#c8500f"},
    "k-chart__left": {"fill": "#fff", "stroke": "#1f7f77", "stroke-width": "2"},
    "k-chart__inner": {"fill": "none", "stroke": "#4b5660", "stroke-dasharray": "5 4"},
    "k-chart__outer": {"fill": "none", "stroke": "#4b5660", "stroke-dasharray": "1 3"},
    "k-chart__doubt": {"fill": "#fff", "stroke": "#c8500f", "stroke-width": "2"},
    "k-chart__hit": {"fill": "none"},
    "k-chart__small": {"font-size": "12px"},
    "k-chart__soft": {"fill": "#4b5660"},
    "k-chart__halo": {
        "stroke": "#fff",
        "stroke-width": "3.5",
        "stroke-linejoin": "round",
        "paint-order": "stroke",
    },
    "k-chart__edge": {"fill": "none", "stroke": "#15191d", "stroke-width": "2"},
}
OVER: Mapping[str, Look] = {"k-chart__bar": {"fill": "#b3261e"}}  # within a chart of somebody over the limit
