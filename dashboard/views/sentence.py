"""What is shown, in words: the line above the map, its choices, the empty state, notices of bad addresses."""

from dash import html

from dashboard import ids
from dashboard.components import Icon
from dashboard.icons import GLYPHS
from dashboard.texts import plural
from geodata.sentences import describe_choices, describe_filter, describe_undated
from geodata.summaries import summarise_shown
from geodata.wording import format_number


def draw_sentence(spec, shown, context) -> list:
    """The big number and the sentence beside it."""
    t = context.texts
    rest = plural(t["count_of"], shown.total, context.language).format(total=format_number(shown.total))
    number = html.Strong(format_number(shown.count), className="count")
    tail = []
    if spec.year and spec.undated and shown.undated:
        tail = [html.Span(describe_undated(spec, shown.undated, context.language), className="tail")]
    return [number, html.Span(rest), *tail]


def draw_choices(spec, context) -> list:
    """A chip for each choice with a button that takes it back, and one that takes back all."""
    t = context.texts
    choices = describe_choices(spec, context.language, context.names)
    chips = [html.Button([html.Span(words), Icon(path=GLYPHS["close"], size=10)],
                         id=ids.clear(param, "chip"), className="chip", n_clicks=0, type="button",
                         title=t["clear_one"].format(what=words), **{"data-param": param})
             for param, words in choices.items()]
    if chips:
        chips.append(html.Button(t["clear_all"], id=ids.clear("all", "chip"), className="chip chip-all", n_clicks=0,
                                 type="button"))
    return chips


def plain_sentence(spec, shown, context) -> str:
    """The whole sentence as text, for exports and the page's title."""
    return describe_filter(spec, shown, context.language, context.names)


def draw_empty(spec, shown, context) -> list:
    """Nothing when something is shown; else why not, and the ways back, the most fruitful first."""
    if shown.count or not shown.total:
        return []
    t = context.texts
    ways = [html.Button(t["empty_way"].format(what=words, n=format_number(n)), id=ids.clear(param, "empty"),
                        className="button", n_clicks=0, type="button")
            for n, param, words in _ways_back(spec, context)]
    return [html.P(t["empty_title"], className="empty-title"), *ways,
            html.Button(t["empty_clear"], id=ids.clear("all", "empty"), className="button quiet", n_clicks=0,
                        type="button")]


def _ways_back(spec, context):
    choices = describe_choices(spec, context.language, context.names)
    counts = [(summarise_shown(context.records, spec.without(param), context.last_year).count, param, words)
              for param, words in choices.items()]
    return sorted((c for c in counts if c[0]), key=lambda c: -c[0])[:3]


def draw_notices(problems, context) -> list:
    """What of the address could not be understood, in one box; nothing if all could."""
    if not problems:
        return []
    return [html.P(context.texts["notice_title"]), html.Ul([html.Li(problem) for problem in problems])]
