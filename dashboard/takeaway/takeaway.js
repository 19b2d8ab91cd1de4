/* The script in every map to take away. Folium makes the layers; this draws what lies under and beside them and
 * answers the reader: names on the map, pointing, popups, a chooser where records lie together, search.
 *
 * Every word of a record goes into the page as text, never as HTML. Nothing is fetched.
 */
const takeaway = (() => {
  "use strict";

  const GLYPHS_FROM = 6.5, REACH_FROM = 6, TRIMS_FROM = 5.25, NAMES_FROM = 8.5;
  const ROAD = [[3, 0.9], [5, 1.5], [7, 2.4], [10, 3.8], [13, 6]];
  const DOT = [[3, 2.7], [4.6, 3.6], [6.49, 5], [6.5, 7.6], [8, 9.2], [10, 10.8], [13, 12.8]];
  const PANES = { land: 210, relief: 215, water: 220, reach: 380, bands: 385, glow: 388, casings: 390, lines: 400, names: 430,
    sites: 450 };
  const all = [];  // every record: { id, facts, layer, group, companions }
  const narrow = matchMedia("(max-width: 760px)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  /** A block of JSON that stands in the page. */
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const settings = read("settings"), told = read("records");

  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").trim().replace(/\s+/g, " ");
  const isSite = (record) => record.layer instanceof L.CircleMarker;

  /** A value between [zoom, value] stops. */
  function at(stops, zoom) {
    if (zoom <= stops[0][0]) return stops[0][1];
    for (let i = 1; i < stops.length; i += 1) {
      const [[z0, v0], [z1, v1]] = [stops[i - 1], stops[i]];
      if (zoom <= z1) return v0 + ((zoom - z0) / (z1 - z0)) * (v1 - v0);
    }
    return stops[stops.length - 1][1];
  }

  function element(tag, className, ...children) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return node;
  }

  // --- the ground -----------------------------------------------------------------------------------

  function ground(map) {
    const { look } = settings, parts = read("ground");
    for (const [name, order] of Object.entries(PANES)) map.createPane(name).style.zIndex = order;
    for (const name of ["land", "relief", "water", "names"]) map.getPane(name).style.pointerEvents = "none";
    const canvas = { land: L.canvas({ pane: "land", padding: 0.4 }), water: L.canvas({ pane: "water", padding: 0.4 }) };
    const draw = (part, pane, style) =>
      L.geoJSON(parts[part], { pane, renderer: canvas[pane], interactive: false, style, smoothFactor: 1 }).addTo(map);
    draw("land", "land", { color: look.coast_glow, weight: 8, fill: false });
    draw("land", "land", { color: look.coast, weight: 0.8, fillColor: look.land, fillOpacity: 1 });
    draw("central_asia", "land", { stroke: false, fillColor: look.focus, fillOpacity: 1 });
    const rivers = draw("rivers", "water", ({ properties }) => ({ color: look.river,
      weight: Math.max(0.5, 1.5 - 0.14 * properties.scalerank) }));
    const lakes = draw("lakes", "water", { color: look.lake_edge, weight: 0.6, fillColor: look.lake, fillOpacity: 1 });
    draw("boundaries", "water", ({ properties }) => ({ weight: properties.focus ? 1.2 : 1,
      dashArray: properties.disputed ? "1 3" : "5 2",
      color: properties.disputed ? look.disputed : properties.focus ? look.boundary_focus : look.boundary }));
    const visible = () => {
      const zoom = map.getZoom() - 0.5;
      for (const layer of [...rivers.getLayers(), ...lakes.getLayers()]) {
        const shown = layer.feature.properties.min_zoom <= zoom;
        if (shown !== map.hasLayer(layer)) (shown ? map.addLayer(layer) : map.removeLayer(layer));
      }
    };
    map.on("zoomend", visible);
    map.whenReady(visible);
  }

  /** The names of the ground and, close up, of the sites: one canvas, on which no two names meet. */
  const Names = L.Layer.extend({
    initialize(labels, styles, records) { Object.assign(this, { labels, styles, records }); },
    onAdd(map) {
      this.canvas = element("canvas", "leaflet-zoom-hide");
      this.canvas.setAttribute("aria-hidden", "true");
      map.getPane("names").append(this.canvas);
      map.on("moveend zoomend resize overlayadd overlayremove", this.draw, this);
      this.draw();
    },
    draw() {
      const map = this._map, size = map.getSize(), margin = Math.round(0.2 * Math.max(size.x, size.y));
      const sharp = window.devicePixelRatio || 1, wide = size.x + 2 * margin, high = size.y + 2 * margin;
      Object.assign(this.canvas, { width: wide * sharp, height: high * sharp });
      Object.assign(this.canvas.style, { width: `${wide}px`, height: `${high}px` });
      L.DomUtil.setPosition(this.canvas, map.containerPointToLayerPoint([-margin, -margin]));
      const pen = this.canvas.getContext("2d");
      pen.scale(sharp, sharp);
      pen.lineJoin = "round";
      this.taken = [];
      this.shown = [];
      const zoom = map.getZoom() - 1;
      const place = (lat, lon) => map.latLngToContainerPoint([lat, lon]).add([margin, margin]);
      const inside = (point) => point.x > 0 && point.y > 0 && point.x < wide && point.y < high;
      for (const [lon, lat, words, style, first, last, side, dot] of this.labels) {
        if (zoom < first || zoom > last) continue;
        const point = place(lat, lon);
        if (inside(point)) this.write(pen, point, words, this.styles[style], side, dot);
      }
      if (map.getZoom() >= NAMES_FROM) this.writeSites(pen, place, inside);
    },
    /** Names of sites keep clear of each other's discs, too; the weightiest come first. */
    writeSites(pen, place, inside) {
      const sites = [];
      for (const record of this.records) {
        if (!isSite(record) || !this._map.hasLayer(record.group)) continue;
        const { lat, lng } = record.layer.getLatLng(), point = place(lat, lng), radius = record.layer.getRadius();
        if (!inside(point)) continue;
        sites.unshift({ name: record.facts.name, point: point.add([radius + 2, 0]) });
        this.taken.push([point.x - radius, point.y - radius, point.x + radius, point.y + radius]);
      }
      const discs = this.taken.length;
      for (const { name, point } of sites) this.write(pen, point, name, this.styles.site, "", 0);
      this.taken.splice(discs - sites.length, sites.length);
    },
    write(pen, point, words, style, side, dot) {
      pen.font = style.font;
      if ("letterSpacing" in pen) pen.letterSpacing = `${style.letterSpacing || 0}px`;
      const lines = wrap(pen, style.upper ? words.toUpperCase() : words, style.maxWidth || 160);
      const width = Math.max(...lines.map((line) => pen.measureText(line).width)), height = lines.length * style.lineHeight;
      const centred = !dot && style.align === "center";
      const left = centred ? point.x - width / 2 : side === "left" ? point.x - 6 - width : side === "above" ? point.x : point.x + 6;
      const top = side === "above" ? point.y - height - 3 : point.y - height / 2;
      const box = [left - 3, top - 2, left + width + 3, top + height + 2];
      if (this.taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) return;
      this.taken.push(box);
      this.shown.push(words);
      if (dot) this.dot(pen, point, dot);
      pen.textBaseline = "middle";
      pen.textAlign = centred ? "center" : "left";
      Object.assign(pen, { strokeStyle: style.halo, lineWidth: 2 * style.haloWidth, fillStyle: style.color });
      const x = centred ? point.x : left;
      lines.forEach((line, i) => {
        const y = top + (i + 0.5) * style.lineHeight;
        pen.strokeText(line, x, y);
        pen.fillText(line, x, y);
      });
    },
    dot(pen, point, kind) {
      pen.beginPath();
      pen.arc(point.x, point.y, kind === 2 ? 3 : 2.1, 0, 2 * Math.PI);
      Object.assign(pen, { strokeStyle: this.styles.dot.ring, lineWidth: 2, fillStyle: this.styles.dot.fill });
      pen.stroke();
      pen.fill();
    },
  });

  function wrap(pen, words, maxWidth) {
    const lines = [""];
    for (const word of words.split(" ")) {
      const longer = lines[lines.length - 1] ? `${lines[lines.length - 1]} ${word}` : word;
      if (pen.measureText(longer).width <= maxWidth || !lines[lines.length - 1]) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }

  // --- the records ----------------------------------------------------------------------------------

  /** A drawing in a box of 24 by 24, put over the middle of a disc and scaled with it. */
  const Face = L.CircleMarker.extend({
    _updatePath() {
      const scale = (2 * this._radius) / 24, { x, y } = this._point;
      let odd = false;
      const move = (number) => { odd = !odd; return (odd ? x + (number - 12) * scale : y + (number - 12) * scale).toFixed(1); };
      this._renderer._setPath(this, this.options.drawing.replace(/-?\d+(\.\d+)?/g, move));
    },
  });
  const HALF = "M12,0C18.63,0 24,5.37 24,12C24,18.63 18.63,24 12,24Z";
  const STRIKE = "M3,5L5,3L21,19L19,21Z";

  /** Folium calls this for every record, before its layer is on the map. */
  function keep(feature, layer) {
    const facts = told[feature.id];
    const names = [facts.name, ...(facts.others || []).map(([, name]) => name), facts.place || "", facts.id];
    all.push({ id: facts.id, facts, layer, companions: [], find: fold(names.join(" ")) });
  }

  /** Draw something under or over a record whenever the record is drawn. */
  function accompany(record, companion, update) {
    record.companions.push({ layer: companion, update });
  }

  function dress(map, record) {
    const { layer, facts } = record, look = layer.options, quiet = { interactive: false, className: "companion" };
    if (isSite(record)) {
      record.home = layer.getLatLng();
      if (facts.reach_km) {
        accompany(record, L.circle(record.home, { ...quiet, pane: "reach", radius: 1000 * facts.reach_km, color: settings.accent,
          weight: 0.8, opacity: 0.13, fill: false }), () => map.getZoom() >= REACH_FROM);
      }
      const drawing = settings.glyphs[facts.glyph] || "";
      const flat = { ...quiet, pane: "sites", stroke: false, fill: true, fillOpacity: 1 };
      const face = (path, colour, share, shown) => accompany(record,
        new Face(record.home, { ...flat, fillColor: colour, drawing: path }),
        (self) => self.setLatLng(layer.getLatLng()).setRadius(share * layer.getRadius()) && shown());
      const near = () => map.getZoom() >= GLYPHS_FROM;
      face(drawing, look.disc === "solid" || look.disc === "ringed" ? "#fff" : look.tint, 0.62, near);
      if (look.disc === "ringed") {
        face(HALF, look.tint, 0.8, () => !near());
        const ring = { ...quiet, pane: "sites", fill: false, color: look.tint, weight: 1.7, dashArray: "3.2 1.9" };
        accompany(record, L.circleMarker(record.home, ring),
          (self) => self.setLatLng(layer.getLatLng()).setRadius(layer.getRadius() + 2.4) && near());
      }
      if (look.disc === "struck") face(STRIKE, look.tint, 0.9, () => true);
      return;
    }
    const line = (options, update) => accompany(record,
      L.polyline(layer.getLatLngs(), { ...quiet, lineJoin: "round", smoothFactor: 0.8, ...options }), update);
    if (look.casing) {
      line({ pane: "casings", color: "#fff", opacity: 0.75, lineCap: "round" },
        (self, road) => self.setStyle({ weight: road * look.share + 2 * (0.7 + road / 8) * look.casing }));
    }
    if (look.trim) {
      const [share, dash, lineCap] = look.trim;
      line({ pane: "lines", color: look.tint, opacity: look.opacity, lineCap }, (self, road) => self.setStyle({ weight: road * share,
        dashArray: dash.map((d) => Math.max(0.01, d * road * share)).join(" ") }) && map.getZoom() >= TRIMS_FROM);
    }
  }

  /** Widths, sizes and places at the zoom of the map. */
  function fit(map, record) {
    const zoom = map.getZoom(), road = at(ROAD, zoom), look = record.layer.options;
    if (isSite(record)) {
      const radius = at(DOT, zoom), hollow = look.disc === "hollow" || look.disc === "struck";
      const half = look.disc === "ringed" && zoom < GLYPHS_FROM;
      record.layer.setRadius(radius - (hollow || half ? 0.8 : 0));
      record.layer.setStyle({ weight: hollow || half ? 1.7 : zoom < GLYPHS_FROM ? 1.1 : 1.5, fillColor: half ? "#fff" : record.fill,
        color: half ? look.tint : look.disc === "ringed" ? "#fff" : record.stroke });
      if (record.facts.fan) {
        const [dx, dy] = record.facts.fan, step = 2 * radius + 1;
        record.layer.setLatLng(map.unproject(map.project(record.home, zoom).add([dx * step, dy * step]), zoom));
      }
    } else {
      const weight = Math.max(0.8, road * look.share);
      record.layer.setStyle({ weight, dashArray: look.dash ? look.dash.map((d) => Math.max(0.01, d * weight)).join(" ") : null });
    }
    accompanyNow(map, record);
  }

  function accompanyNow(map, record) {
    const shown = map.hasLayer(record.group), road = at(ROAD, map.getZoom());
    for (const { layer, update } of record.companions) {
      const wanted = Boolean(update(layer, road)) && shown;
      if (wanted !== map.hasLayer(layer)) (wanted ? map.addLayer(layer) : map.removeLayer(layer));
    }
    dim(record);
  }

  /** Records that a search leaves out stay as a shadow. */
  function dim(record) {
    for (const { layer } of [record, ...record.companions]) {
      const path = layer.getElement();
      if (path) path.classList.toggle("is-dim", Boolean(record.dim));
    }
  }

  /** Sites after their faces would cover them: put every site's drawings in the order of the sites. */
  function arrange(map) {
    for (const record of all) {
      if (!isSite(record) || !map.hasLayer(record.group)) continue;
      record.layer.bringToFront();
      for (const { layer } of record.companions) if (map.hasLayer(layer) && layer.options.pane === "sites") layer.bringToFront();
    }
  }

  // --- pointing -------------------------------------------------------------------------------------

  /** Records under a point of the map, the nearest first: sites by their discs, else lines within reach. */
  function under(map, point, reach) {
    const found = [];
    for (const record of all) {
      if (record.dim || !map.hasLayer(record.layer)) continue;
      const { layer } = record;
      const distance = isSite(record) ? map.latLngToLayerPoint(layer.getLatLng()).distanceTo(point) - layer.getRadius()
        : toLine(layer, point) - layer.options.weight / 2;
      if (distance <= reach) found.push({ record, distance: isSite(record) ? distance - 100 : distance });
    }
    const discs = found.filter(({ distance }) => distance < -100);  // right on a disc means the disc
    return (discs.length ? discs : found).sort((a, b) => a.distance - b.distance).map(({ record }) => record);
  }

  function toLine(layer, point) {
    const nearest = layer._parts && layer._parts.length ? layer.closestLayerPoint(point) : null;
    return nearest ? nearest.distance : Infinity;
  }

  // --- what a record says ---------------------------------------------------------------------------

  const dotOf = (record) => { const dot = element("span", "dot"); dot.style.background = record.layer.options.tint; return dot; };
  const brief = (record) => `${record.facts.kind} · ${record.facts.status}`;

  function describe(record) {
    const { facts } = record, { words } = settings, box = element("article", "record-box");
    box.dataset.record = record.id;
    box.append(element("p", "kind", dotOf(record), facts.kind), element("h2", "", facts.name));
    for (const [language, name] of facts.others || []) {
      const other = element("p", "other", name);
      other.lang = language;
      box.append(other);
    }
    const when = facts.as_of ? element("small", "", ` ${words.status_as_of.replace("{date}", () => facts.as_of)}`) : null;
    box.append(element("p", "status", element("strong", "", facts.status), when));
    if (facts.summary) box.append(element("p", "summary", facts.summary));
    const list = element("dl");
    for (const [label, value, note] of facts.facts || []) {
      list.append(element("dt", "", label), element("dd", "", value, note ? element("small", "", note) : null));
    }
    for (const [role, people] of facts.who || []) {
      const named = people.map(([name, note]) => element("div", "", name, note ? element("small", "", note) : null));
      list.append(element("dt", "", words[role]), element("dd", "", ...named));
    }
    box.append(list);
    if (facts.doubts) {
      box.append(element("section", "doubts", element("h3", "", words.open_questions), element("p", "", facts.doubts)));
    }
    if (facts.sources) box.append(element("h3", "", words.sources), element("ol", "", ...facts.sources.map(source)));
    box.append(element("p", "more", link(words.open_record, settings.recordUrl + encodeURIComponent(record.id))));
    return box;
  }

  function source([title, about, url, use]) {
    return element("li", "", url ? link(title, url) : title, element("small", "", about), use ? element("small", "", use) : null);
  }

  /** A link if the address is one of the web, else the words alone. */
  function link(words, url) {
    if (!/^https?:\/\//i.test(url)) return words;
    const node = element("a", "", words);
    Object.assign(node, { href: url, target: "_blank", rel: "noopener noreferrer nofollow" });
    return node;
  }

  // --- start ----------------------------------------------------------------------------------------

  function start(map, groups) {
    const { words } = settings;
    for (const record of all) {
      record.group = groups.find((group) => group.hasLayer(record.layer));
      Object.assign(record, { fill: record.layer.options.fillColor, stroke: record.layer.options.color });
      dress(map, record);
    }
    L.control.zoom({ position: "topright", zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out }).addTo(map);
    L.control.scale({ position: "bottomleft", imperial: false }).addTo(map);
    const [padLeft, padTop, padRight] = narrow.matches ? [4, 130, 4] : [30, 30, 30];
    const room = { paddingTopLeft: [padLeft, padTop], paddingBottomRight: [padRight, 40], maxZoom: 9 };
    map.fitBounds(settings.bounds, { ...room, animate: false });
    const styles = { ...settings.styles, dot: { fill: settings.look.dot, ring: settings.look.dot_ring },
      site: { ...settings.styles.town, align: "left", maxWidth: 150 } };
    const names = new Names(read("names"), styles, all).addTo(map);
    const refit = () => { all.forEach((record) => fit(map, record)); arrange(map); fade(map); names.draw(); };
    map.on("zoomend", refit);
    map.on("overlayadd overlayremove", () => { all.forEach((record) => accompanyNow(map, record)); arrange(map); });
    refit();
    if (narrow.matches) document.querySelectorAll("#legend").forEach((legend) => { legend.open = false; });
    const popups = reader(map);
    search(map, popups);
    takeaway.map = map;
    takeaway.names = names;
  }

  /** The relief is for the far view; close up it would only blur. */
  function fade(map) {
    const opacity = settings.look.relief_opacity * at([[6.5, 1], [8.5, 0.5], [11, 0.2]], map.getZoom());
    map.getPane("relief").style.opacity = opacity / settings.look.relief_opacity;
  }

  /** Tooltips, popups and the chooser. Gives `open(record, latlng)`. */
  function reader(map) {
    const tip = L.tooltip({ direction: "right", offset: [14, 0], opacity: 1 });
    const popup = L.popup({ minWidth: narrow.matches ? 280 : 320, maxWidth: narrow.matches ? 300 : 340,
      autoPanPaddingBottomRight: [12, 30] });
    const halo = L.layerGroup().addTo(map);
    const box = map.getContainer();

    function light(record) {
      halo.clearLayers();
      if (!record) return;
      const { layer, facts } = record, quiet = { interactive: false, className: "halo", color: settings.halo };
      if (!isSite(record)) {
        halo.addLayer(L.polyline(layer.getLatLngs(), { ...quiet, pane: "glow", weight: layer.options.weight + 8, opacity: 0.95, lineCap: "round" }));
        return;
      }
      halo.addLayer(L.circleMarker(layer.getLatLng(), { ...quiet, pane: "casings", weight: 6, radius: layer.getRadius() + 3, fill: false }));
      if (facts.reach_km) {
        halo.addLayer(L.circle(record.home, { ...quiet, pane: "reach", radius: 1000 * facts.reach_km, color: settings.accent, weight: 1.5,
          opacity: 0.9, fillOpacity: 0.14 }));
      }
    }

    /** As high as it may be, and clear of the card that lies over the top of a narrow screen. */
    function makeRoom(pixels, share) {
      const card = narrow.matches ? document.querySelector(".card").offsetHeight : 0;
      popup.options.maxHeight = Math.round(Math.min(pixels, share * (map.getSize().y - card)));
      popup.options.autoPanPaddingTopLeft = [12, card + 16];
    }

    function open(record, latlng) {
      tip.close();
      makeRoom(460, 0.62);
      popup.setContent(describe(record)).setLatLng(latlng || middle(record)).openOn(map);
      light(record);
      popup.shown = record;
    }

    function choose(records, latlng) {
      const items = records.slice(0, 12).map((record) => {
        const button = element("button", "", dotOf(record), element("span", "", record.facts.name), element("small", "", brief(record)));
        button.type = "button";
        button.addEventListener("click", (event) => {
          event.stopPropagation();  // the map would take it for a click on itself, since the button goes
          open(record, isSite(record) ? null : latlng);
        });
        button.addEventListener("mouseenter", () => light(record));
        button.addEventListener("focus", () => light(record));
        return button;
      });
      makeRoom(320, 0.5);
      popup.setContent(element("div", "chooser", element("h2", "", settings.words.chooser), ...items)).setLatLng(latlng).openOn(map);
      popup.shown = null;
    }

    map.on("popupclose", () => light(null));
    map.on("zoomend", () => { if (popup.isOpen() && popup.shown) light(popup.shown); });
    map.on("click", (event) => {
      tip.close();
      const found = under(map, event.layerPoint, narrow.matches ? 9 : 5);
      if (found.length === 1) open(found[0], isSite(found[0]) ? null : event.latlng);
      else if (found.length) choose(found, event.latlng);
    });
    map.on("mousemove", (event) => {
      const [record, ...others] = map.dragging && map.dragging.moving() ? [] : under(map, event.layerPoint, 4);
      box.classList.toggle("is-pointing", Boolean(record));
      if (!record) return tip.close();
      const rest = others.length ? ` +${others.length}` : "";
      tip.setContent(element("div", "", element("strong", "", record.facts.name), element("span", "", brief(record) + rest)));
      return tip.setLatLng(event.latlng).openOn(map);
    });
    map.on("mouseout movestart", () => tip.close());
    return open;
  }

  /** Where a record's popup points: a site's disc, the middle of a line's longest part. */
  function middle(record) {
    if (isSite(record)) return record.layer.getLatLng();
    const parts = record.layer.getLatLngs(), lines = Array.isArray(parts[0]) ? parts : [parts];
    const longest = lines.reduce((a, b) => (b.length > a.length ? b : a));
    return longest.length === 2 ? L.latLng((longest[0].lat + longest[1].lat) / 2, (longest[0].lng + longest[1].lng) / 2)
      : longest[Math.floor(longest.length / 2)];
  }

  // --- search ---------------------------------------------------------------------------------------

  function search(map, open) {
    const input = document.getElementById("search"), list = document.getElementById("found"), status = document.getElementById("matches");
    if (!input) return;
    const { words } = settings;
    let found = [], picked = -1;

    function show() {
      const asked = fold(input.value).split(" ").filter(Boolean);
      found = asked.length ? all.filter((record) => asked.every((word) => record.find.includes(word))) : [];
      const first = (record) => (fold(record.facts.name).startsWith(asked[0]) ? 0 : 1);
      found.sort((a, b) => first(a) - first(b) || a.facts.name.localeCompare(b.facts.name, settings.language));
      for (const record of all) {
        record.dim = asked.length > 0 && !found.includes(record);
        dim(record);
      }
      const items = found.slice(0, 50).map((record, i) => {
        const item = element("li", "", dotOf(record), element("span", "", record.facts.name), element("small", "", brief(record)));
        item.id = `found-${i}`;
        item.setAttribute("role", "option");
        item.addEventListener("click", () => go(record));
        return item;
      });
      list.replaceChildren(...(asked.length && !items.length ? [element("li", "none", words.no_match)] : items));
      list.hidden = !asked.length;
      input.setAttribute("aria-expanded", String(asked.length > 0));
      status.textContent = asked.length ? words.matches.replace("{n}", () => found.length) : "";
      pick(-1);
    }

    function pick(number) {
      picked = number;
      [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === number)));
      if (number >= 0) {
        input.setAttribute("aria-activedescendant", `found-${number}`);
        list.children[number].scrollIntoView({ block: "nearest" });
      } else input.removeAttribute("aria-activedescendant");
    }

    /** The list goes, and everything else on the map comes back. */
    function putAway() {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      for (const record of all) {
        record.dim = false;
        dim(record);
      }
    }

    function go(record) {
      if (!map.hasLayer(record.group)) map.addLayer(record.group);
      putAway();
      if (narrow.matches) input.blur();
      const target = isSite(record) ? L.latLngBounds([record.home]) : record.layer.getBounds();
      const still = calm.matches || document.hidden;
      map.closePopup();
      map.once("moveend", () => open(record));
      map.flyToBounds(target, { maxZoom: Math.max(8, Math.min(map.getZoom(), 10)), paddingTopLeft: narrow.matches ? [20, 20] : [360, 40],
        paddingBottomRight: narrow.matches ? [20, 20] : [60, 40], animate: !still, duration: 0.8 });
    }

    input.addEventListener("input", show);
    input.addEventListener("focus", () => { if (input.value.trim()) show(); });
    input.addEventListener("keydown", (event) => {
      const last = Math.min(found.length, 50) - 1;
      if (event.key === "ArrowDown") pick(picked >= last ? 0 : picked + 1);
      else if (event.key === "ArrowUp") pick(picked <= 0 ? last : picked - 1);
      else if (event.key === "Enter" && found.length) go(found[Math.max(0, picked)]);
      else if (event.key === "Escape") { input.value = ""; show(); } else return;
      event.preventDefault();
    });
  }

  return { ground, keep, start, records: all };
})();
