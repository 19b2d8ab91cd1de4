/* What the reader looks at: the chosen record, the map's place, the open tab, the theme, folded panels.
 *
 * Clientside halves of dashboard/callbacks/looking.py, and the few things of the page that are no data at
 * all (folding, the phone's sheet).
 */
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const dash = (window.dash_clientside = window.dash_clientside || {});
  const functions = (dash.atlas = dash.atlas || {});
  const root = document.documentElement;
  const VIEW_PARAMS = atlas.VIEW_PARAMS = ["map", "record", "tab", "theme", "basemap", "lang"];
  const TABS = /^(table|totals(\.constant)?|figures|gaps|about|tour(\.\d{1,2})?)$/;
  const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");

  const mapText = (v) => [v.zoom.toFixed(2), v.lat.toFixed(4), v.lon.toFixed(4)].map(Number).join("/");

  atlas.readMapText = function (text) {
    const parts = (text || "").split("/").map(Number);
    const right = parts.length === 3 && parts.every(Number.isFinite) && parts[0] >= 0 && parts[0] <= 22
      && Math.abs(parts[1]) <= 85 && Math.abs(parts[2]) <= 180;
    return right ? { zoom: parts[0], lat: parts[1], lon: parts[2] } : null;
  };

  const themeNow = (view) => (["light", "dark"].includes(view.theme) ? view.theme : prefersDark.matches ? "dark" : "light");

  function fromAddress() {
    const query = atlas.readAddress();
    const view = Object.fromEntries(VIEW_PARAMS.filter((p) => query[p]).map((p) => [p, query[p]]));
    if (!atlas.readMapText(view.map)) delete view.map;
    if (!["light", "dark"].includes(view.theme)) delete view.theme;
    if (!TABS.test(view.tab || "")) delete view.tab;
    if (view.lang !== root.lang) delete view.lang;
    return view;
  }

  const kind = (tab) => (tab || "").split(".")[0];
  const toggled = (view, tab) => ({ ...view, tab: kind(view.tab) === tab ? "" : tab });

  const happened = {
    "map.picked": (view, event) => ({ ...view, record: event.value && event.value.id }),
    "map.viewState": (view, event) => (event.value ? { ...view, map: mapText(event.value) } : view),
    "table-picked.data": (view, event) => (event.value ? { ...view, record: event.value.id } : view),
    "details-close.n_clicks": (view) => ({ ...view, record: "" }),
    "sheet-close.n_clicks": (view) => ({ ...view, tab: "" }),
    "theme-switch.n_clicks": (view) => ({ ...view, theme: themeNow(view) === "dark" ? "light" : "dark" }),
  };

  for (const tab of ["table", "totals", "figures", "gaps", "about", "tour"]) {
    happened[`tab-${tab}.n_clicks`] = (view) => toggled(view, tab);
  }

  function nextView(view, event) {
    if (event.id.type === "open-record") return event.value ? { ...view, record: event.id.record } : view;
    const change = happened[`${event.id}.${event.prop}`];
    return change && event.value !== undefined ? change(view, event) : view;
  }

  functions.look = function (...args) {
    const present = args[args.length - 1], events = atlas.events();
    const fresh = !present || events.some(({ id }) => id === "address");
    const view = fresh ? fromAddress() : events.reduce(nextView, { ...present });
    Object.keys(view).forEach((key) => { if (!view[key]) delete view[key]; });
    const same = JSON.stringify(view) === JSON.stringify(present);
    const record = (present || {}).record === view.record ? dash.no_update : view.record || null;
    return [same ? dash.no_update : view, record];
  };

  /* What the view looks like: theme and tab on the root element, the panel of details open or not. */
  let tableOpened = false, lastView = {}, lastSheet;
  const ROOMY = window.matchMedia("(min-width: 1500px)");
  function onRecord(record) {
    if (record) root.dataset.sheet = "details";
    else if (root.dataset.sheet === "details") root.dataset.sheet = "map";
    if (record) foldLegend();
  }

  /* On a small screen the open legend covers a quarter of the map: there it opens when the reader asks. */
  function foldLegend() {
    const legend = document.querySelector("details.legend");
    if (legend && !ROOMY.matches && !("embed" in root.dataset)) legend.open = false;
  }

  /* The page in the theme of the view, or else of the reader's system; the map has it as a property. */
  function showTheme(view) {
    const theme = (root.dataset.theme = themeNow(view));
    const grid = document.getElementById("table");
    if (grid) grid.classList.toggle("ag-theme-quartz-dark", theme === "dark");
    return theme;
  }

  functions.show = function (view) {
    if (!view) return Array(5).fill(dash.no_update);
    const theme = showTheme(view);
    root.dataset.tab = kind(view.tab);
    root.dataset.record = view.record ? "open" : "";
    if (lastSheet === undefined) foldLegend();
    if (view.record !== lastView.record) onRecord(view.record);
    lastView = view;
    if (view.tab === "table" && !tableOpened) openTable();
    const sheet = wantedSheet(view), sameSheet = sheet === (lastSheet ?? null);
    lastSheet = sheet;
    return [theme, view.record || null, dash.no_update, covered(view), sameSheet ? dash.no_update : sheet];
  };

  /* The table's code is a third of all the page's: it comes when the table is first wanted. */
  function openTable() {
    tableOpened = true;
    const code = document.createElement("script");
    code.src = root.dataset.tableCode;
    code.onload = () => dash.set_props("table-opened", { data: true });
    code.onerror = () => { tableOpened = false; };
    document.body.append(code);
  }

  /* The page over the map that the server is asked for; the table has its own way. */
  const wantedSheet = (view) => (view.tab && view.tab !== "table" ? view.tab : null);

  /* Pixels of the map that panels cover: the details on a wide page, nothing on a phone. */
  function covered(view) {
    const wide = window.matchMedia("(min-width: 721px)").matches;
    const key = wide && view.record ? "details" : "nothing";
    covered.made = covered.made || { details: { right: 372, top: 40 }, nothing: { top: 40 } };
    return covered.made[key];
  }

  const boxOf = (text) => text.split(",").map(Number);
  const senders = {
    "zoom-in": () => ({ kind: "zoom_in" }),
    "zoom-out": () => ({ kind: "zoom_out" }),
    home: () => ({ kind: "home" }),
    "full-screen": () => ({ kind: "fullscreen" }),
    fit: (event, found) => found && found.bounds && { kind: "fit", bbox: found.bounds, zoom: 9 },
    "table-picked": (event) => event.value && { kind: "fit", bbox: boxOf(event.value.bbox), zoom: 8 },
  };

  /* Commands for the map. On opening, and on going back or forward, the address says where to look. */
  let commands = 0;
  const send = (command) => (command ? { ...command, n: (commands += 1) } : dash.no_update);

  functions.go = function (...args) {
    const event = atlas.events().find(({ value }) => value);
    if (!event) return dash.no_update;
    if (event.id.type === "fly") return send({ kind: "fit", bbox: boxOf(event.id.bbox), zoom: 8 });
    return send(senders[event.id](event, args[args.length - 1]));
  };

  functions.go_address = function () {
    const place = atlas.readMapText(atlas.readAddress().map);
    return send(place && { kind: "fly", exact: true, ...place });
  };

  /* A record opened by its address alone is shown where it lies, once. */
  let waiting = ((query) => Boolean(query.record && !query.map))(atlas.readAddress());
  functions.go_record = function (place) {
    const command = waiting && place ? { kind: "fit", bbox: boxOf(place.bbox), zoom: 8 } : null;
    if (place) waiting = false;
    return send(command);
  };

  /* A record of a list that is no Dash component itself. */
  atlas.openRecord = function (record) {
    dash.set_props("view", { data: { ...lastView, record } });
    dash.set_props("record", { data: record });
  };

  let rowPicks = 0;
  functions.pick_row = function (cell, rows) {
    const row = cell && rows && rows.find((each) => each.id === cell.rowId);
    return row ? { id: row.id, bbox: row.bbox, n: (rowPicks += 1) } : dash.no_update;
  };

  functions.tick_rows = function (changes, present) {
    const ticked = new Set(present || []);
    for (const { data, colId } of changes || []) {
      if (colId === "ticked") ticked[data.ticked ? "add" : "delete"](data.id);
    }
    return [[...ticked].sort(), String(ticked.size)];
  };

  functions.mark_row = function (record, rows) {
    const row = rows && rows.find((each) => each.id === record);
    return row ? [{ ids: [row.id] }, { rowId: row.id, rowPosition: "middle" }] : [[], dash.no_update];
  };

  /* Things that are no data: folding the filters, the phone's sheet, menus, links within the page. */
  document.addEventListener("click", (event) => {
    const at = (selector) => event.target.closest && event.target.closest(selector);
    if (at("#fold-filters")) root.dataset.filters = root.dataset.filters === "folded" ? "" : "folded";
    const sheet = at("[data-sheet]");
    if (sheet && sheet !== root) openSheet(sheet.dataset.sheet);
    const way = at("[data-open-tab]");
    if (way) dash.set_props("view", { data: { ...lastView, tab: way.dataset.openTab } });
    const link = at("a[data-view]");
    if (link && !event.ctrlKey && !event.metaKey && event.button === 0) {
      event.preventDefault();
      atlas.goTo(new URL(link.href).search);
    }
    document.querySelectorAll("details.menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
      menu.open = false;
    });
  });

  /* Go to a view of this page by its address, keeping theme and language. */
  atlas.goTo = function (search) {
    const now = atlas.readAddress(), next = Object.fromEntries(new URLSearchParams(search));
    for (const name of ["theme", "lang"]) if (now[name]) next[name] = now[name];
    window.history.pushState(null, "", atlas.writeQuery(next) || window.location.pathname);
    atlas.arrive();
  };

  function openSheet(name) {
    root.dataset.sheet = root.dataset.sheet === name ? "map" : name;
    const opensTable = root.dataset.sheet === "list" && root.dataset.tab !== "table";
    if (opensTable) document.getElementById("tab-table").click();
  }

  /* The reader's system turns dark or light while the page is open. */
  prefersDark.addEventListener("change", () => dash.set_props("map", { theme: showTheme(lastView) }));

  root.dataset.theme = themeNow(fromAddress());
})();
