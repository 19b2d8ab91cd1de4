/* The page's own controls: React functions for the classes in dashboard/components.py.
 *
 * They know nothing of the data: labels, colours, counts and texts come from Python. Each one keeps its
 * choice in `value`, as the text that stands in the address, and reports a new one through setProps.
 */
(function () {
  "use strict";
  const h = React.createElement;
  const { useState, useRef, useEffect } = React;
  const own = (window.atlas_components = window.atlas_components || {});

  const split = (value) => (value ? value.split(",") : []);
  /* "country-control" for a pattern's id, which Dash hands over as text: {"param":"country","type":"control"}. */
  const domId = (id) => (id && id.startsWith("{") ? Object.values(JSON.parse(id)).join("-") : id);
  /* A control whose new choice shows at once, here and on the map; the page hears of it when the map is drawn.
     The choice stands until the property changes, whatever to. */
  const prompt = (Control) => function Prompt(props) {
    const { id, setProps, value } = props;
    const [choice, setChoice] = useState(null);
    useEffect(() => setChoice(null), [value]);
    const choose = (next) => {
      setChoice({ next, instead: value });
      if (id && id.startsWith("{")) window.atlas.preview(JSON.parse(id).param, next);
      window.atlas.afterRepaint(id, () => setProps({ value: next }));
    };
    return h(Control, { ...props, value: choice && choice.instead === value ? choice.next : value, choose });
  };

  const figure = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, "\u2009");

  function Glyph({ path, colour }) {
    if (!path) return colour ? h("span", { className: "dot", style: { background: colour } }) : null;
    return h("span", { className: "disc", style: { background: colour } },
      h("svg", { viewBox: "0 0 24 24", width: 12, height: 12, "aria-hidden": true },
        h("path", { d: path, fill: "#fff", fillRule: "evenodd" })));
  }

  own.Icon = ({ path, size }) => h("svg", { viewBox: "0 0 24 24", width: size || 16, height: size || 16,
    className: "icon", "aria-hidden": true }, h("path", { d: path, fill: "currentColor", fillRule: "evenodd" }));

  /* A small chart by year: lines with a dot for each value (dashed over years nobody gives), or bars. */
  own.Chart = function Chart({ lines }) {
    const W = 300, H = 132, left = 6, right = 6, top = 14, bottom = 18;
    const points = lines.flatMap((line) => line.points);
    if (!points.length) return null;
    const years = points.map(([year]) => year), most = Math.max(...points.map(([, value]) => value));
    const [first, last] = [Math.min(...years), Math.max(...years)];
    const x = (year) => left + ((W - left - right) * (year - first + 0.5)) / (last - first + 1);
    const y = (value) => H - bottom - ((H - top - bottom) * value) / (most || 1);
    const say = (label, [year, value, note]) => `${label}, ${year}: ${value.toLocaleString("en").replace(/,/g, "\u2009")}${note ? ` (${note})` : ""}`;
    const step = (W - left - right) / (last - first + 1);
    const drawBars = (line, i) => line.points.map((point) => h("rect", { key: `${i}-${point[0]}`, x: x(point[0]) - Math.min(12, step * 0.42),
      width: Math.min(24, step * 0.84), y: y(point[1]), height: Math.max(1, H - bottom - y(point[1])), fill: line.colour, rx: 1 },
    h("title", null, say(line.label, point))));
    const drawLine = (line, i) => h("g", { key: i },
      line.points.slice(1).map((point, j) => h("line", { key: j, x1: x(line.points[j][0]), y1: y(line.points[j][1]),
        x2: x(point[0]), y2: y(point[1]), stroke: line.colour, strokeWidth: 1.8,
        strokeDasharray: point[0] - line.points[j][0] > 1 ? "2 4" : undefined })),
      line.points.map((point) => h("circle", { key: point[0], cx: x(point[0]), cy: y(point[1]), r: 3,
        fill: point[2] ? "var(--surface)" : line.colour, stroke: line.colour, strokeWidth: 1.4 },
      h("title", null, say(line.label, point)))));
    const end = points.find(([, value]) => value === most);
    return h("div", { className: "chart" },
      h("svg", { viewBox: `0 0 ${W} ${H}`, role: "img", "aria-label": lines.map((l) => l.label).join(", ") },
        h("line", { x1: left, x2: W - right, y1: H - bottom, y2: H - bottom, stroke: "var(--line-strong)" }),
        lines.map((line, i) => (line.bars ? drawBars(line, i) : drawLine(line, i))),
        h("text", { x: Math.min(W - 40, Math.max(24, x(end[0]))), y: y(most) - 5, textAnchor: "middle" },
          most.toLocaleString("en").replace(/,/g, "\u2009")),
        h("text", { x: left, y: H - 5 }, first), h("text", { x: W - right, y: H - 5, textAnchor: "end" }, last)),
      lines.length > 1 || !lines[0].bars ? h("ul", { className: "chart-key" }, lines.map((line) => h("li", { key: line.label },
        h("span", { className: "dot", style: { background: line.colour } }), line.label))) : null);
  };

  /* Records with numbers beside them; a name opens its record. */
  own.RecordList = function RecordList({ rows, head, quiet }) {
    const cell = (text, i) => h("span", { key: i, className: text === quiet ? "is-quiet" : undefined }, text);
    const row = ({ id, name, note, cells }) => h("li", { key: id },
      h("span", null, h("button", { type: "button", className: "link", onClick: () => window.atlas.openRecord(id) }, name),
        note ? [" ", h("small", { key: "note" }, note)] : null),
      (cells || []).map(cell));
    return h("ol", { className: `record-list${head ? " has-head" : ""}` },
      head ? h("li", { key: "", className: "record-list-head" }, h("span"), head.map(cell)) : null, rows.map(row));
  };

  /* A mark of the legend; the shapes are those of the map's style. */
  own.LegendMark = function LegendMark({ shape, disc, form, weight, dash, colour }) {
    const line = (extra) => h("line", { x1: 1, x2: 25, y1: 8, y2: 8, stroke: colour, ...extra });
    const dot = (extra) => h("circle", { cx: 13, cy: 8, r: 5, fill: colour, ...extra });
    const dashes = dash && dash.map((d) => d * 2.5).join(" ");
    const discs = {
      solid: () => dot(),
      ringed: () => [dot({ key: 1, r: 3.2 }), dot({ key: 2, r: 6, fill: "none", stroke: colour, strokeWidth: 1.6, strokeDasharray: "3.2 1.6" })],
      hollow: () => dot({ fill: "var(--surface)", stroke: colour, strokeWidth: 2 }),
      struck: () => [dot({ key: 1 }), h("line", { key: 2, x1: 9, x2: 17, y1: 4, y2: 12, stroke: "var(--surface)", strokeWidth: 2 })],
    };
    const lines = {
      plain: () => line({ strokeWidth: Math.max(2, 3 * (weight || 1)) }),
      ticked: () => [line({ key: 1, strokeWidth: 2 }), line({ key: 2, strokeWidth: 6, strokeDasharray: "1.4 4.6" })],
      beaded: () => [line({ key: 1, strokeWidth: 1.4 }), line({ key: 2, strokeWidth: 4.4, strokeLinecap: "round", strokeDasharray: "0.1 8" })],
      dotted: () => line({ strokeWidth: 2.4, strokeLinecap: "round", strokeDasharray: "0.1 4.6" }),
      band: () => line({ strokeWidth: 9, opacity: 0.35 }),
    };
    const marks = {
      disc: () => discs[disc](),
      line: () => lines[form](),
      status: () => [h("g", { key: 1, transform: "translate(-6 0)" }, discs[disc]()),
        h("line", { key: 2, x1: 17, x2: 33, y1: 8, y2: 8, stroke: colour, strokeWidth: 2.5, strokeDasharray: dashes || undefined })],
      course: () => [line({ key: 1, strokeWidth: 13, strokeOpacity: 0.16 }), line({ key: 2, strokeWidth: 2 })],
      reach: () => dot({ r: 7, fillOpacity: 0.12, stroke: colour, strokeWidth: 1 }),
    };
    const wide = shape === "status";
    return h("svg", { className: "legend-mark", width: wide ? 34 : 26, height: 16, viewBox: `0 0 ${wide ? 34 : 26} 16`,
      "aria-hidden": true }, marks[shape]());
  };

  function FacetRow({ option, checked, count, most, onToggle }) {
    const share = most ? Math.round((100 * (count || 0)) / most) : 0;
    return h("label", { className: "facet-row" + (count || checked ? "" : " is-empty"), title: option.title },
      h("input", { type: "checkbox", checked, onChange: () => onToggle(option.value), value: option.value }),
      h(Glyph, { path: option.glyph, colour: option.colour }),
      h("span", { className: "facet-label" }, option.label),
      h("span", { className: "facet-bar", "aria-hidden": true },
        h("span", { style: { width: share + "%", background: option.colour || undefined } })),
      h("span", { className: "facet-count" }, count === undefined ? "" : figure(count)));
  }

  own.Facet = prompt(function Facet(props) {
    const { options, counts, texts } = props;
    const [open, setOpen] = useState(props.open !== false);
    const [all, setAll] = useState(false);
    const [text, setText] = useState("");
    const chosen = split(props.value);
    const count = (value) => (counts ? counts[value] || 0 : undefined);
    const toggle = (value) => {
      const next = chosen.includes(value) ? chosen.filter((v) => v !== value) : [...chosen, value];
      props.choose(next.sort().join(","));
    };
    const found = options.filter((o) => chosen.includes(o.value)
      || ((!props.hide_empty || !counts || count(o.value) > 0)
        && o.label.toLowerCase().includes(text.trim().toLowerCase())));
    const ordered = props.search
      ? [...found].sort((a, b) => chosen.includes(b.value) - chosen.includes(a.value)
        || (count(b.value) || 0) - (count(a.value) || 0))
      : found;
    const limit = props.most || Infinity;
    const shown = all ? ordered : ordered.filter((o, i) => i < limit || chosen.includes(o.value));
    const most = Math.max(1, ...options.map((o) => count(o.value) || 0));
    const rows = [];
    let group = null;
    for (const option of shown) {
      if (option.group && option.group !== group) {
        group = option.group;
        rows.push(h("div", { className: "facet-group", key: "group-" + group }, group));
      }
      rows.push(h(FacetRow, { key: option.value, option, most, count: count(option.value),
        checked: chosen.includes(option.value), onToggle: toggle }));
    }
    const name = domId(props.id);
    return h("section", { className: "facet", id: name },
      h("div", { className: "facet-head" },
        h("button", { className: "facet-title", type: "button", "aria-expanded": open,
          "aria-controls": name + "-list", onClick: () => setOpen(!open) },
        h("span", { className: "chevron" + (open ? " is-open" : "") }), props.label,
        chosen.length ? h("span", { className: "badge" }, chosen.length) : null),
        chosen.length ? h("button", { className: "quiet", type: "button",
          onClick: () => props.choose("") }, texts.clear) : null),
      open ? h("div", { className: "facet-list", id: name + "-list", role: "group", "aria-label": props.label },
        props.search ? h("input", { className: "facet-search", type: "search", value: text,
          placeholder: texts.search, "aria-label": texts.search, onChange: (e) => setText(e.target.value) }) : null,
        rows.length ? rows : h("p", { className: "facet-none" }, texts.none),
        ordered.length > limit ? h("button", { className: "quiet facet-more", type: "button",
          onClick: () => setAll(!all) }, all ? texts.fewer : `${texts.all} (${ordered.length})`) : null) : null);
  });

  /* Bars by year. Drag over them to pick a range, or move the two ends with mouse, finger or keys. */
  own.Timeline = prompt(function Timeline(props) {
    const { first, last, texts } = props;
    const [low, high] = readRange(props.value, first, last);
    const bars = useRef(null);
    const drag = useRef(null);
    const counts = props.counts || [];
    const most = Math.max(1, ...counts.map(([, n]) => n));
    const report = (a, b) => {
      const from = Math.max(first, Math.min(a, b)), to = Math.min(last, Math.max(a, b));
      props.choose(from === first && to === last ? "" : `${from === first ? "" : from}-${to === last ? "" : to}`);
    };
    const yearAt = (event) => {
      const box = bars.current.getBoundingClientRect();
      const share = Math.min(0.9999, Math.max(0, (event.clientX - box.left) / box.width));
      return first + Math.floor(share * (last - first + 1));
    };
    const onDown = (e) => {
      drag.current = yearAt(e);
      bars.current.setPointerCapture(e.pointerId);
      report(drag.current, drag.current);
    };
    const onMove = (e) => drag.current !== null && report(drag.current, yearAt(e));
    const onUp = () => { drag.current = null; };
    const handle = (which, value) => h("input", {
      type: "range", min: first, max: last, value, step: 1, className: "timeline-" + which,
      "aria-label": `${props.label}: ${texts[which]}`,
      onChange: (e) => (which === "first" ? report(Math.min(+e.target.value, high), high)
        : report(low, Math.max(+e.target.value, low))),
    });
    const everything = low === first && high === last;
    // Else the first drag selects the years' text and the next one drags that text away.
    const onPress = (e) => e.preventDefault();
    return h("div", { className: "timeline", id: domId(props.id) },
      h("div", { className: "timeline-bars", ref: bars, onMouseDown: onPress, onPointerDown: onDown, onPointerMove: onMove,
        onPointerUp: onUp, onPointerCancel: onUp },
      counts.map(([year, n]) => h("div", { key: year, title: `${year}: ${figure(n)} ${texts.records}`,
        className: "timeline-bar" + (year >= low && year <= high ? " is-in" : "") },
      h("span", { style: { height: (n ? Math.max(4, (100 * n) / most) : 0) + "%" } })))),
      h("div", { className: "timeline-ends" }, handle("first", low), handle("last", high)),
      h("div", { className: "timeline-years", "aria-hidden": true },
        counts.map(([year]) => h("small", { key: year }, year % 5 === 0 ? year : ""))),
      h("div", { className: "timeline-value" },
        h("output", null, everything ? texts.all : low === high ? low : `${low}\u2013${high}`),
        everything ? null : h("button", { className: "quiet", type: "button",
          onClick: () => props.choose("") }, texts.clear)));
  });

  function readRange(value, first, last) {
    const match = /^(\d*)-(\d*)$/.exec(value || "") || (/^\d+$/.test(value || "") && [0, value, value]);
    if (!match) return [first, last];
    const clamp = (y) => Math.min(last, Math.max(first, y));
    return [match[1] ? clamp(+match[1]) : first, match[2] ? clamp(+match[2]) : last];
  }

  own.Range = prompt(function Range(props) {
    const parts = /^([\d.]*)-([\d.]*)$/.exec(props.value || "") || ["", "", ""];
    const [ends, setEnds] = useState([parts[1], parts[2]]);
    useEffect(() => setEnds([parts[1], parts[2]]), [props.value]);
    const isNumber = (end) => end === "" || /^\d+(\.\d+)?$/.test(end);
    const isRange = (next) => next.every(isNumber) && !(next[0] && next[1] && +next[0] > +next[1]);
    const report = (next) => {
      setEnds(next);
      if (isRange(next)) props.choose(next[0] || next[1] ? next.join("-") : "");
    };
    // What is no range is marked while it is typed, and gives way to what applies when the cursor leaves.
    const field = (i, text) => h("input", { type: "text", inputMode: "decimal", value: ends[i], placeholder: text,
      "aria-label": `${props.label}: ${text}`, maxLength: 9,
      "aria-invalid": !isNumber(ends[i]) || (!isRange(ends) && ends.every(isNumber)),
      onBlur: () => isRange(ends) || setEnds([parts[1], parts[2]]),
      onChange: (e) => report(i ? [ends[0], e.target.value.trim()] : [e.target.value.trim(), ends[1]]) });
    return h("section", { className: "range", id: domId(props.id) },
      h("div", { className: "range-title" }, props.label, h("small", null, props.unit)),
      h("div", { className: "range-ends" }, field(0, props.texts.from), h("span", null, "\u2013"),
        field(1, props.texts.to)));
  });

  own.Switch = prompt(function Switch(props) {
    const on = (props.value || "") === props.on;
    return h("label", { className: "switch", id: domId(props.id), title: props.help },
      h("input", { type: "checkbox", role: "switch", checked: on,
        onChange: () => props.choose(on ? props.off : props.on) }),
      h("span", { className: "switch-track", "aria-hidden": true }), h("span", null, props.label));
  });

  own.Choice = prompt(function Choice(props) {
    const value = props.value || props.options[0].value;
    return h("label", { className: "choice", id: domId(props.id) }, h("span", null, props.label),
      h("select", { value, "aria-label": props.label, onChange: (e) => props.choose(e.target.value === props.options[0].value ? "" : e.target.value) },
      props.options.map((o) => h("option", { key: o.value, value: o.value }, o.label))));
  });

  own.Search = prompt(function Search(props) {
    const box = useRef(null);
    useEffect(() => {
      const onKey = (e) => {
        const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement && document.activeElement.tagName);
        if (e.key === "/" && !typing && !e.ctrlKey && !e.metaKey) {
          e.preventDefault();
          box.current.focus();
        }
      };
      document.addEventListener("keydown", onKey);
      return () => document.removeEventListener("keydown", onKey);
    }, []);
    return h("div", { className: "search", id: domId(props.id), role: "search" },
      h(own.Icon, { path: props.glyph }),
      h("input", { ref: box, type: "search", value: props.value || "", maxLength: 200, autoComplete: "off",
        spellCheck: false, placeholder: props.texts.placeholder, "aria-label": props.label,
        onChange: (e) => props.choose(e.target.value) }),
      props.value ? null : h("kbd", { "aria-hidden": true }, "/"));
  });
})();
