/* What the reader picks, as one query {parameter: text}: controls, address and chips in, query out.
 *
 * Clientside halves of dashboard/callbacks/choices.py. The address always says what the page shows: a new
 * choice or record makes an entry in the history, a moved map only changes the present one.
 */
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const dash = (window.dash_clientside = window.dash_clientside || {});
  const functions = (dash.atlas = dash.atlas || {});
  const SETTLE_MS = 180;
  const PATIENCE_MS = 250;
  const QUIET = ["map", "theme", "tab"];

  atlas.readAddress = () => Object.fromEntries(new URLSearchParams(window.location.search));

  /* What set a callback off, all of it: {id, prop, value}; id is text or, for a pattern, an object. Buttons that
     the server's answer brings are among it, not clicked yet, beside what the reader did at that moment. */
  atlas.events = () => dash.callback_context.triggered.map(({ prop_id: name, value }) => {
    const [, text, prop] = /^(.*)\.([^.]*)$/.exec(name);
    return { id: text.startsWith("{") ? JSON.parse(text) : text, prop, value };
  });

  /* ?a=KAZ,UZB&q=... with commas, colons, semicolons and slashes left readable; "" for nothing. */
  atlas.writeQuery = function (query) {
    const parts = Object.entries(query).filter(([, value]) => value !== "" && value != null)
      .map(([key, value]) => key + "=" + encodeURIComponent(value).replace(/%20/g, "+")
        .replace(/%(2C|3A|2F|3B)/g, decodeURIComponent));
    return parts.length ? "?" + parts.join("&") : "";
  };

  window.addEventListener("popstate", () => atlas.arrive());

  /* The address has changed by itself: the page follows it, and no older state may be written over it. */
  atlas.arrive = function () {
    goOn();
    clearTimeout(writing);
    last = null;
    dash.set_props("address", { data: { query: atlas.readAddress() } });
  };

  let settling = null, writing = null, last = null;
  function settle(query, wait = SETTLE_MS) {
    clearTimeout(settling);
    settling = setTimeout(() => dash.set_props("settled", { data: query }), wait);
  }

  const only = (query, params) => Object.fromEntries(params.filter((p) => query[p]).map((p) => [p, query[p]]));

  function cleared(query, param) {
    if (param === "all") return query.year_of ? { year_of: query.year_of } : {};
    const next = { ...query };
    delete next[param];
    if (param === "year") delete next.undated;
    return next;
  }

  function picked(query, param, value) {
    const many = (query[param] || "").split(",").filter(Boolean);
    return { ...query, [param]: param === "near" ? value : [...new Set([...many, value])].sort().join(",") };
  }

  /* The query that follows from one thing that happened; the present one if nothing did. */
  function nextQuery({ id, value }, present, viewState) {
    if (!value) return present;
    if (id.type === "clear") return cleared(present, id.param);
    if (id.type === "pick") return picked(present, id.param, id.value);
    if (id === "area-here" && viewState) {
      return { ...present, area: viewState.bbox.map((d, i) => Math.max(i % 2 ? -90 : -180, Math.min(i % 2 ? 90 : 180, d)).toFixed(3)).join(",") };
    }
    return present;
  }

  functions.choose = function (values, address, clears, picks, area, ids, params, present, viewState) {
    const controls = ids.map((id, i) => [id.param, values[i]]), events = atlas.events();
    let query = present;
    if (!present || events.some(({ id }) => id === "address")) query = atlas.readAddress();
    else {
      if (events.some(({ id }) => id.type === "control")) {
        query = { ...present, ...Object.fromEntries(controls.filter(([, text]) => text != null)) };
      }
      query = events.reduce((next, event) => nextQuery(event, next, viewState), query);
    }
    if (query === present) return [ids.map(() => dash.no_update), dash.no_update];
    const kept = only(query, params);
    settle(kept, present ? SETTLE_MS : 0);
    return [controls.map(([param, text]) => ((text || "") === (kept[param] || "") ? dash.no_update : kept[param] || "")), kept];
  };

  /* What the server said last. It is kept here since an input of `repaint` that the server writes would
     make the map wait for every question under way. */
  let found = null;
  const sameQuery = (a, b) => [a, b].map((q) => new URLSearchParams(Object.entries(q || {}).sort()).toString())
    .every((text, i, both) => text === both[0]);
  /* The query without what the server passed over; as it stands while the server has not answered it. */
  const understood = (query) => (found && sameQuery(found.asked, query) ? found.query : query);

  function paint(query, templates) {
    if (!atlas.needsServer(templates, query)) return atlas.filterExpression(templates, understood(query), null);
    const current = found && found.area === (query.area || null) && found.near === (query.near || null);
    return current ? atlas.filterExpression(templates, understood(query), found.ids) : dash.no_update;
  }

  /* The query as the map's expression. No request, unless a choice needs the server's ids. */
  let painted = null;
  functions.repaint = function (query, templates) {
    if (!query) return dash.no_update;
    painted = { query, templates };
    return paint(query, templates);
  };

  /* A choice, on the map at once: `repaint` brings the same, after all that Dash does with a new value. */
  atlas.preview = function (param, text) {
    if (!painted || !atlas.showFilter) return;
    painted = { ...painted, query: { ...painted.query, [param]: text } };
    const expression = paint(painted.query, painted.templates);
    if (expression !== dash.no_update) atlas.showFilter(expression);
  };

  /* What waits for the map to be drawn, the newest task of each kind: {kind: task}. The page's own work, were it
     done at once, would take the map's time. Nothing waits longer than PATIENCE_MS or beyond the reader's next act. */
  let waiting = new Map();
  function goOn() {
    const tasks = [...waiting.values()];
    waiting = new Map();
    tasks.forEach((task) => task());
  }
  atlas.afterRepaint = function (kind, task) {
    if (!atlas.map || atlas.map.loaded()) return task();
    waiting.set(kind, task);
    if (waiting.size > 1) return undefined;
    atlas.map.once("idle", () => setTimeout(goOn));
    return setTimeout(goOn, PATIENCE_MS);
  };
  ["pointerdown", "keydown"].forEach((act) => document.addEventListener(act, goOn, true));

  /* The server's answer: ids for the map, and what of the query it understood. */
  functions.hear = function (answer, query, templates) {
    if (!answer || !query) return dash.no_update;
    found = answer;
    follow();
    const known = !atlas.needsServer(templates, query) && sameQuery(understood(query), query);
    return known ? dash.no_update : paint(query, templates);
  };

  /* To each control the numbers beside its choices. */
  functions.spread_counts = (answer, ids) => ids.map(({ param }) => (answer && answer.counts[param]) || dash.no_update);

  const loud = (search) => {
    const query = new URLSearchParams(search);
    QUIET.forEach((name) => query.delete(name));
    query.sort();
    return query.toString();
  };

  /* The address, and every link that carries the view along, follow once query and view have settled (both
     change, one after the other, when the reader goes back). */
  functions.write_address = function (query, view, ticked, params, forms) {
    if (query && view) {
      last = { query: only(query, params), view: only(view, atlas.VIEW_PARAMS), ticked: ticked || [], forms };
      follow();
    }
    return dash.no_update;
  };

  function follow() {
    if (!last) return;
    clearTimeout(writing);
    writing = setTimeout(() => {
      const { query, view, ticked, forms } = last, whole = { ...query, ...view };
      write(whole);
      atlas.fillLinks({ whole, query: understood(query), words: found ? found.words : "", ticked, forms });
    }, SETTLE_MS);
  }

  function write(whole) {
    const next = atlas.writeQuery(whole);
    if (next === window.location.search) return;
    const same = loud(next) === loud(window.location.search);
    window.history[same ? "replaceState" : "pushState"](null, "", next || window.location.pathname);
  }
})();
