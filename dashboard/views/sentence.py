"""What is shown, in words: the line above the map, its choices, the empty state, notices of bad addresses."""

from dash import html

from dashboard import ids
from dashboard.components import Icon
from dashboard.icons import GLYPHS
from dashboard.texts import plural
from geodata.sentences import PHRASES, describe_choices, describe_filter, describe_undated
from geodata.summaries import summarise_shown
from geodata.wording import format_number


def draw_sentence(spec, shown, context) -> list:
    """*142 of 517 records: energy, in Kazakhstan; 9 without a year*, each choice with a button to take it back."""
    t, phrases = context.texts, PHRASES[context.language]
    rest = plural(t["count_of"], shown.total, context.language).format(total=format_number(shown.total))
    chips = _chips(spec, context)
    tail = []
    if spec.year and spec.undated and shown.undated:
        tail = [html.Span(phrases["tail"] + describe_undated(spec, shown.undated, context.language))]
    if chips:
        rest += phrases["colon"]
        tail.append(html.Button(t["clear_all"], id=ids.clear("all", "chip"), className="quiet clear-all", n_clicks=0,
                                type="button"))
    return [html.Strong(format_number(shown.count), className="count"), " ", html.Span(rest), *chips, *tail]


def _chips(spec, context):
    """The choices as buttons, with the separators that make them a sentence."""
    t, separator = context.texts, PHRASES[context.language]["separator"]
    parts = []
    for param, words in describe_choices(spec, context.language, context.names).items():
        if parts:
            parts.append(html.Span(separator, className="separator"))
        parts.append(html.Button([html.Span(words), Icon(path=GLYPHS["close"], size=9)], id=ids.clear(param, "chip"),
                                 className="chip", n_clicks=0, type="button", title=t["clear_one"].format(what=words),
                                 **{"data-param": param}))
    return parts


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
    return [html.P(context.texts["notice_title"]),
            html.Ul([html.Li(problem.say(context.language)) for problem in problems])]


def draw_pinned(context) -> list:
    """What to say of a link that is pinned to a data version: whether it is the present one, what changed since."""
    t, pinned = context.texts, context.pinned
    if not pinned:
        return []
    if pinned == context.data_version:
        return [html.P(t["pinned_same"].format(version=pinned))]
    changes = context.repository.changes_since(pinned)
    since = t["pinned_unknown"] if changes is None else t["pinned_changes"].format(
        added=len(changes.added), changed=len(changes.changed), removed=len(changes.removed))
    return [html.P(t["pinned_older"].format(pinned=pinned, version=context.data_version)), html.P(since)]
