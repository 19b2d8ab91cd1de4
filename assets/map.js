/* The map as a Dash component: the browser half of dashboard/maplibre.py, which lists its properties.
 *
 * It draws whatever style it is given and reports what the reader does. It knows no record, colour or word.
 * `AtlasMap` is the map; the React function component at the end only hands it the properties.
 */
(() => {
  "use strict";

  const BY_COMMAND = { atlas: "command" };
  const MOUSE_REACH = 4;
  const TOUCH_REACH = 8;
  const WORKERS = Math.min(navigator.hardwareConcurrency || 1, 2);
  const MOVE_MS = 400;
  const ZOOM_MS = 200;

  /** Of map_style.js, which the page loads after this file. */
  const read = () => window.atlas_map.style;
  const boundsOf = ([west, south, east, north]) => [[west, south], [east, north]];
  const round = (value, digits) => Number(value.toFixed(digits));

  class AtlasMap {
    constructor(box, props) {
      this.box = box;
      this.props = props;
      this.picks = 0;
      this.problems = new Set();
      this.drawn = new Set();
      this.reach = MOUSE_REACH;
      this.styleReady = false;
      this.start();
    }

    start() {
      try {
        this.filter = this.props.filter;
        window.maplibregl.setWorkerCount(WORKERS);
        this.map = new window.maplibregl.Map(this.mapOptions());
      } catch (error) {
        this.showNoMap(error);
        return;
      }
      window.atlas_map.speedUp(this.map);
      this.marks = new window.atlas_map.Marks(this.map);
      window.atlas = Object.assign(window.atlas || {}, { map: this.map, showFilter: (filter) => this.showFilter(filter) });
      const { Tooltip, Chooser } = window.atlas_map.popups;
      this.tooltip = new Tooltip(this.box);
      this.chooser = new Chooser(this.box, {
        onPick: (id) => this.pick(id),
        onLight: (id) => this.light(id),
        onClose: () => this.map.getCanvas().focus({ preventScroll: true }),
      });
      this.addControls();
      this.applyPadding();
      this.listen();
      this.observer = new ResizeObserver(() => this.map.resize(BY_COMMAND));
      this.observer.observe(this.box);
    }

    mapOptions() {
      const { texts = {}, view = {}, padding } = this.props;
      const start = view.bbox
        ? { bounds: boundsOf(view.bbox), fitBoundsOptions: { padding: this.margins(24, padding) } }
        : { center: [view.lon ?? 66, view.lat ?? 44], zoom: view.zoom ?? 3.6 };
      return {
        container: this.box, style: this.wantedStyle(), ...start,
        minZoom: 1, maxZoom: 12, maxPitch: 0, dragRotate: false, pitchWithRotate: false, rollEnabled: false,
        touchPitch: false, renderWorldCopies: true, fadeDuration: 0, attributionControl: false,
        locale: {
          "Map.Title": texts.map_label || "Map",
          "ScaleControl.Kilometers": texts.km || "km",
          "ScaleControl.Meters": texts.m || "m",
        },
      };
    }

    showNoMap(error) {
      const { element } = window.atlas_map.popups;
      const words = (this.props.texts && this.props.texts.no_webgl) || "";
      console.warn("The map cannot be drawn:", error);
      this.box.replaceChildren(element("p", "atlas-map-missing", words));
      this.report({ errors: words || String(error) });
    }

    addControls() {
      const { maplibregl } = window;
      this.map.touchZoomRotate.disableRotation();
      this.map.keyboard.disableRotation();
      this.map.addControl(new maplibregl.ScaleControl({ maxWidth: 96, unit: "metric" }), "bottom-left");
      this.credits = new window.atlas_map.popups.Credits();
      this.map.addControl(this.credits, "bottom-right");
      this.credits.say(this.props);
    }

    report(props) {
      if (!this.removed) this.props.setProps(props);
    }

    /* --- properties in --- */

    /** React calls this with every change; what is the same object as before has not changed. */
    update(props) {
      const before = this.props;
      this.props = props;
      if (!this.map) return;
      const changed = (...names) => names.some((name) => props[name] !== before[name]);
      if (this.theme !== this.drawnTheme || changed("styles", "textStyles", "images", "glyphs")) this.applyStyle();
      else {
        if (changed("filter")) this.applyFilter(props.filter);
        if (changed("hidden")) this.applyHidden();
      }
      if (changed("selected")) this.mark("selected", props.selected);
      if (changed("hovered")) this.mark("hovered", props.hovered);
      if (changed("padding")) this.applyPadding();
      if (changed("attribution", "texts")) this.credits.say(props);
      if (props.command && props.command.n !== (before.command || {}).n) this.obey(props.command);
    }

    /** The theme to be drawn: the property, or the page's own until that names one. */
    get theme() {
      const { theme, styles } = this.props;
      return [theme, document.documentElement.dataset.theme].find((name) => name in styles) || Object.keys(styles)[0];
    }

    get style() {
      return this.props.styles[this.theme];
    }

    wantedStyle() {
      this.drawnTheme = this.theme;
      const wanted = read().effectiveStyle(this.style, this.filter, this.props.hidden || [], this.isRefined);
      const own = read().marksOf(this.style);
      if (own && this.marks) wanted.sources[own] = { ...wanted.sources[own], data: this.marks.data };
      return wanted;
    }

    /** Once the map is drawn: what was too large to wait for. */
    refine() {
      this.isRefined = true;
      for (const [id, url] of Object.entries(read().laterSources(this.style))) {
        const source = this.map.getSource(id);
        if (source) source.updateImage ? source.updateImage({ url }) : source.setData(url);
      }
    }

    applyStyle() {
      this.map.setStyle(this.wantedStyle(), { diff: true, validate: false });
      this.marks.use(read().recordSources(this.style), read().marksOf(this.style));
      this.redrawImages();
      this.chooser.close();
    }

    /** Before the style is there nothing is lost: `style.load` sets the filter and groups of that moment. */
    applyFilter(filter) {
      const isSame = JSON.stringify(filter ?? null) === JSON.stringify(this.filter ?? null);
      this.filter = filter;
      if (this.styleReady && !isSame) this.setFilters();
    }

    /** The layers of marks follow when there is something to mark. */
    setFilters() {
      const idle = this.marks.isEmpty ? read().marksOf(this.style) : null;
      for (const layer of this.style.layers.filter((each) => read().isFiltered(each) && each.source !== idle)) {
        this.map.setFilter(layer.id, read().both(layer.filter, this.filter), { validate: false });
      }
    }

    /** A filter ahead of the property: its tiles are under way before the page's own work begins. */
    showFilter(filter) {
      this.applyFilter(filter);
      if (this.styleReady) this.map.redraw();
    }

    applyHidden() {
      if (!this.styleReady) return;
      const hidden = this.props.hidden || [];
      for (const layer of this.style.layers.filter(read().groupOf)) {
        const own = (layer.layout && layer.layout.visibility) || "visible";
        this.map.setLayoutProperty(layer.id, "visibility", hidden.includes(read().groupOf(layer)) ? "none" : own, { validate: false });
      }
    }

    /** "selected" or "hovered": from the record that has it to another, or to none. */
    mark(state, id) {
      if (!this.styleReady) return;
      const wasEmpty = this.marks.isEmpty;
      this.marks.set(state, id);
      if (wasEmpty && !this.marks.isEmpty) this.setFilters();
    }

    /** Panels cover the edges: the scale and the credits keep clear of them. */
    applyPadding() {
      for (const [side, px] of Object.entries(this.margins(0))) this.box.style.setProperty(`--map-${side}`, `${px}px`);
    }

    margins(extra, padding = this.props.padding) {
      const covered = { top: 0, left: 0, right: 0, bottom: 0, ...padding };
      return Object.fromEntries(Object.entries(covered).map(([side, px]) => [side, px + extra]));
    }

    obey(command) {
      const { map } = this;
      const spare = this.margins(command.padding ?? 48);
      // Half the difference of the covered edges: the middle of what the reader can see.
      const offset = [(spare.left - spare.right) / 2, (spare.top - spare.bottom) / 2];
      const fit = (bbox) => map.fitBounds(boundsOf(bbox), { padding: this.roomFor(spare), maxZoom: command.zoom ?? 10, duration: MOVE_MS }, BY_COMMAND);
      // A place from the address is the middle of the whole map, whatever covers it, so that it comes back as it was.
      const fly = ({ lat, lon, zoom, exact }) => map.easeTo({ center: [lon, lat], zoom: zoom ?? map.getZoom(), offset: exact ? [0, 0] : offset, duration: MOVE_MS }, BY_COMMAND);
      const view = this.props.view || {};
      const kinds = {
        fit: () => fit(command.bbox),
        fly: () => fly(command),
        home: () => (view.bbox ? fit(view.bbox) : map.easeTo({ center: [view.lon, view.lat], zoom: view.zoom, duration: MOVE_MS }, BY_COMMAND)),
        zoom_in: () => map.zoomIn({ duration: ZOOM_MS, offset }, BY_COMMAND),
        zoom_out: () => map.zoomOut({ duration: ZOOM_MS, offset }, BY_COMMAND),
        fullscreen: () => this.toggleFullscreen(),
      };
      if (kinds[command.kind]) kinds[command.kind]();
    }

    /** Panels that leave no room for a fit (a phone) are disregarded rather than failing it. */
    roomFor(spare) {
      const { clientWidth, clientHeight } = this.box;
      const fits = spare.left + spare.right < clientWidth - 40 && spare.top + spare.bottom < clientHeight - 40;
      return fits ? spare : 16;
    }

    /** The whole page, so that the panels stay. */
    toggleFullscreen() {
      const done = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
      done.catch((error) => console.warn("Full screen refused:", error.message));
    }

    /* --- images --- */

    kit() {
      const of = (table) => (table && (table[this.theme] || Object.values(table)[0])) || {};
      return { textStyles: of(this.props.textStyles), images: of(this.props.images), glyphs: this.props.glyphs || {} };
    }

    provideImage(id) {
      const { images } = window.atlas_map;
      const drawing = images.draw(id, this.kit());
      if (drawing && !this.map.hasImage(id)) {
        this.map.addImage(id, drawing, { pixelRatio: images.RATIO });
        this.drawn.add(id);
      } else if (!drawing && !/\|$/.test(id)) this.complain(`The map has no drawing for ${id}.`);
    }

    /** After a change of theme: the same images in other colours, in the same places of the atlas. */
    redrawImages() {
      const { images } = window.atlas_map;
      const kit = this.kit();
      for (const id of this.drawn) {
        if (!this.map.hasImage(id)) continue;
        const { width, height } = this.map.getImage(id).data;
        const drawing = images.draw(id, kit, { width, height });
        if (drawing && drawing.width === width && drawing.height === height) this.map.updateImage(id, drawing);
      }
    }

    /* --- what the reader does --- */

    listen() {
      const { map } = this;
      this.marks.use(read().recordSources(this.style), read().marksOf(this.style));
      map.on("styleimagemissing", ({ id }) => this.provideImage(id));
      map.on("style.load", () => this.onStyle());
      map.once("load", () => this.onMove(BY_COMMAND));
      map.once("idle", () => {
        this.report({ ready: true });
        this.refine();
      });
      map.on("idle", () => this.settle());
      map.on("moveend", (event) => this.onMove(event));
      map.on("movestart", () => this.chooser.close());
      map.on("error", ({ error, sourceId }) => this.onError(error, sourceId));
      map.on("mousemove", (event) => this.onPoint(event));
      map.on("mouseout", () => this.onLeave());
      map.on("dragstart", () => this.onLeave());
      map.on("click", (event) => this.onClick(event));
      this.box.addEventListener("pointerdown", (event) => this.onPointer(event), true);
    }

    onPointer(event) {
      this.reach = event.pointerType === "touch" ? TOUCH_REACH : MOUSE_REACH;
    }

    onStyle() {
      this.styleReady = true;
      this.setFilters();
      this.applyHidden();
      this.marks.forget();
      this.mark("selected", this.props.selected);
      this.mark("hovered", this.props.hovered);
    }

    onMove(event) {
      this.moved = true;
      const { lng, lat } = this.map.getCenter().wrap();
      const turns = this.map.getCenter().lng - lng;
      const [[west, south], [east, north]] = this.map.getBounds().toArray();
      this.report({
        viewState: {
          zoom: round(this.map.getZoom(), 2), lat: round(lat, 4), lon: round(lng, 4),
          bbox: [west - turns, south, east - turns, north].map((value) => round(value, 4)),
          by: event.atlas || "reader",
        },
      });
    }

    /** MapLibre 5.3 may rest on a frame that still shows symbols of the zoom before: draw once more. */
    settle() {
      if (this.moved) this.map.triggerRepaint();
      this.moved = false;
    }

    onError(error, sourceId) {
      const words = (error && error.message) || String(error);
      this.complain(sourceId ? `${sourceId}: ${words}` : words);
    }

    complain(words) {
      if (this.problems.has(words)) return;
      this.problems.add(words);
      console.warn(words);
      this.report({ errors: words });
    }

    /** Properties of the records under a point, topmost first, each once. */
    recordsAt({ x, y }, reach) {
      const named = this.props.interactive;
      const layers = this.style.layers
        .filter((layer) => (named ? named.includes(layer.id) : layer.metadata && layer.metadata.interactive))
        .map((layer) => layer.id)
        .filter((id) => this.map.getLayer(id));
      const found = this.map.queryRenderedFeatures([[x - reach, y - reach], [x + reach, y + reach]], { layers, validate: false });
      const records = new Map();
      for (const { properties, geometry } of found) {
        const { id } = properties;
        if (id !== undefined && !records.has(id)) records.set(id, { properties, isPoint: geometry.type.endsWith("Point") });
      }
      return [...records.values()];
    }

    /** What is exactly under the pointer, or else what is near it. */
    aimedAt(point, reach) {
      const exact = this.recordsAt(point, 1);
      return exact.length ? exact : this.recordsAt(point, reach);
    }

    onPoint(event) {
      if (this.reach === TOUCH_REACH || this.chooser.isOpen) return;
      this.pointer = event.point;
      if (this.frame) return;
      this.frame = requestAnimationFrame(() => {
        this.frame = null;
        if (this.pointer && !this.removed && !this.chooser.isOpen) this.hoverAt(this.pointer);
      });
    }

    hoverAt(point) {
      const [top] = this.map.isMoving() ? [] : this.aimedAt(point, MOUSE_REACH);
      this.map.getCanvas().style.cursor = top ? "pointer" : "";
      if (top) this.tooltip.show(this.props.tooltip || {}, top.properties, point);
      else this.tooltip.hide();
      this.light(top ? top.properties.id : null);
    }

    onLeave() {
      this.pointer = null;
      this.tooltip.hide();
      if (!this.chooser.isOpen) this.light(null);
    }

    light(id) {
      if (this.marks.get("hovered") === (id ?? null)) return;
      this.mark("hovered", id);
      this.report({ hovered: id ?? null });
    }

    onClick({ point }) {
      this.tooltip.hide();
      const records = this.aimedAt(point, this.reach);
      const points = records.filter((record) => record.isPoint);
      // A symbol covers the lines below it; these can be had anywhere else along their way.
      if (points.length === 1) this.pick(points[0].properties.id);
      else if (records.length <= 1) this.pick(records.length ? records[0].properties.id : null);
      else this.choose([...points, ...records.filter((record) => !record.isPoint)], point);
    }

    choose(records, point) {
      const { tooltip = {}, texts = {} } = this.props;
      this.chooser.open(tooltip, texts.chooser || "", records.map((record) => record.properties), point);
    }

    pick(id) {
      this.picks += 1;
      this.report({ picked: { id, n: this.picks } });
    }

    remove() {
      this.removed = true;
      if (!this.map) return;
      this.observer.disconnect();
      cancelAnimationFrame(this.frame);
      this.map.remove();
      if (window.atlas && window.atlas.map === this.map) ["map", "showFilter"].forEach((name) => delete window.atlas[name]);
    }
  }

  function MapLibre(props) {
    const { createElement, useLayoutEffect, useRef } = window.React;
    const box = useRef(null);
    const atlas = useRef(null);
    useLayoutEffect(() => {
      atlas.current = new AtlasMap(box.current, props);
      return () => atlas.current.remove();
    }, []);
    useLayoutEffect(() => atlas.current.update(props));
    return createElement("div", { id: props.id, className: "atlas-map", ref: box });
  }

  window.atlas_components = Object.assign(window.atlas_components || {}, { MapLibre });
})();
