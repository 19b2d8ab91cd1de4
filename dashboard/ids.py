"""Every id of the page, declared once. Ids read like an address; pattern ids are made by functions.

A test compares these with the layout and with what the callbacks name.
"""

# Stores: what was picked, what is looked at, and what the server found
QUERY = "query"            # {parameter: text}, as picked, at once
SETTLED = "settled"        # the same, once the reader pauses: what the server is asked
VIEW = "view"              # {map, record, tab, theme, lang, basemap}
RECORD = "record"          # id of the chosen record, or None
FOUND = "found"            # {asked, query, count, counts, bounds, ids...} the server's answer to SETTLED
ADDRESS = "address"        # what back and forward bring
TICKED = "ticked"          # ids of the rows ticked in the table
RECORD_PLACE = "record-place"  # {id, bbox} of the record whose details are shown
TABLE_PICKED = "table-picked"  # {id, bbox, n} of the row that was clicked
WANTED_FILE = "wanted-file"  # {id, what, suffix, query, origin} of the file to make in the background
MADE_FILE = "made-file"    # {token, name, size} or {problem} when it is done
MAKING = "making"          # true while it is being made
TEMPLATES = "templates"    # conditions with holes, for assets/filters.js
PARAMS = "params"          # names of the filter parameters
LANGUAGE = "language"
PERMALINK = "permalink"

# Parts of the page
MAP = "map"
SENTENCE = "sentence"
NOTICES = "notices"
EMPTY = "empty"
LEGEND = "legend-items"
DETAILS = "details"
DETAILS_PANEL = "details-panel"
DETAILS_CLOSE = "details-close"
DOCK = "dock"
TABLE = "table"
TABLE_HOLDER = "table-holder"
TABLE_COLUMNS = "table-columns"
TABLE_OPENED = "table-opened"  # true once the table is first wanted
TABS = ("table", "totals", "figures", "gaps", "about", "tour")
SHEET_WANTED = "sheet-wanted"  # the tab whose page lies over the map, with the tour's stop
SHEET_BODY = "sheet-body"
SHEET_CLOSE = "sheet-close"
THEME_SWITCH = "theme-switch"
PHONE_TABS = "phone-tabs"
AREA_HERE = "area-here"
SHARE_FORMS = "share-forms"  # patterns of the texts in the share menu
SHOWN_COUNT = "shown-count"
TICKED_COUNT = "ticked-count"
MAKING_BOX = "making-box"  # what is being made, how far it is, and a button to stop it
MAKING_BAR = "making-bar"
MAKING_WORDS = "making-words"
MAKING_CANCEL = "making-cancel"
MAKING_AGAIN = "making-again"  # link to the finished file

# Buttons that send the map somewhere
ZOOM_IN, ZOOM_OUT, HOME, FIT, FULL_SCREEN = "zoom-in", "zoom-out", "home", "fit", "full-screen"


def tab(name):
    """The button that opens and closes a tab."""
    return f"tab-{name}"


def control(param):
    """A control of one filter parameter."""
    return {"type": "control", "param": param}


def clear(param, where):
    """A button that takes back one choice, or `all`."""
    return {"type": "clear", "param": param, "where": where}


def open_record(record_id, where):
    """A button that opens a record's details."""
    return {"type": "open-record", "record": record_id, "where": where}


def fly(bbox, where):
    """A button that shows a place: bbox is west,south,east,north as text."""
    return {"type": "fly", "bbox": bbox, "where": where}


def pick(param, value, where):
    """A button that makes one choice more."""
    return {"type": "pick", "param": param, "value": value, "where": where}
