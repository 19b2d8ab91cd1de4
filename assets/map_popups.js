/* What appears over the map: a tooltip, a chooser when several records lie under one click, and the credits.
 *
 * What to say comes from Python as data (see `tooltip` in dashboard/maplibre.py). Every word goes in as
 * textContent: names are never read as HTML.
 */
(() => {
  "use strict";

  const isFilled = (value) => value !== undefined && value !== null && value !== "";

  /** The words of one part of a description for a feature's properties, or "". */
  function say(part, properties) {
    if (part.first) return part.first.map((one) => say(one, properties)).find(Boolean) || "";
    const value = properties[part.get];
    if (!isFilled(value)) return "";
    const known = part.labels && part.labels[value];
    if (part.only && !known) return "";
    const words = String(known || value);
    return part.text ? part.text.replace("{}", () => words) : words;
  }

  const titleOf = (spec, properties) => (spec.title || []).map((name) => properties[name]).find(isFilled) || properties.id;
  const linesOf = (spec, properties) =>
    (spec.lines || []).map((parts) => parts.map((part) => say(part, properties)).filter(Boolean).join(" · ")).filter(Boolean);

  function element(tag, className, words) {
    const node = document.createElement(tag);
    node.className = className;
    if (words !== undefined) node.textContent = words;
    return node;
  }

  /** Put a box beside a point (CSS px in the container), on the side where there is room. */
  function place(box, container, point) {
    const gap = 14;
    const { clientWidth, clientHeight } = container;
    const right = point.x + gap + box.offsetWidth <= clientWidth;
    const below = point.y + gap + box.offsetHeight <= clientHeight;
    const left = right ? point.x + gap : Math.max(4, point.x - gap - box.offsetWidth);
    const top = below ? point.y + gap : Math.max(4, point.y - gap - box.offsetHeight);
    box.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  class Tooltip {
    constructor(container) {
      this.container = container;
      this.box = element("div", "atlas-tooltip");
      this.box.setAttribute("role", "tooltip");
      this.box.hidden = true;
      container.append(this.box);
    }

    show(spec, properties, point) {
      if (this.shown !== properties.id) {
        this.shown = properties.id;
        this.box.replaceChildren(
          element("div", "atlas-tooltip-title", String(titleOf(spec, properties))),
          ...linesOf(spec, properties).map((line) => element("div", "atlas-tooltip-line", line)),
        );
      }
      this.box.hidden = false;
      place(this.box, this.container, point);
    }

    hide() {
      this.shown = null;
      this.box.hidden = true;
    }
  }

  /** A menu of records. `onPick(id)`, `onLight(id | null)` and `onClose()` tell what the reader does. */
  class Chooser {
    constructor(container, { onPick, onLight, onClose }) {
      Object.assign(this, { container, onPick, onLight, onClose });
      this.box = null;
      this.onAway = (event) => { if (!this.box.contains(event.target)) this.close(); };
    }

    get isOpen() {
      return this.box !== null;
    }

    open(spec, title, features, point) {
      this.close();
      this.box = element("div", "atlas-chooser");
      this.box.setAttribute("role", "menu");
      this.box.setAttribute("aria-label", title);
      const heading = element("div", "atlas-chooser-title", title);
      heading.setAttribute("aria-hidden", "true");
      this.items = features.map((properties) => this.item(spec, properties));
      this.box.append(heading, ...this.items);
      this.box.addEventListener("keydown", (event) => this.onKey(event));
      this.container.append(this.box);
      document.addEventListener("pointerdown", this.onAway, true);
      place(this.box, this.container, point);
      this.items[0].focus({ preventScroll: true });
    }

    item(spec, properties) {
      const button = element("button", "atlas-chooser-item");
      button.type = "button";
      button.tabIndex = -1;
      button.setAttribute("role", "menuitem");
      const dot = element("span", "atlas-chooser-dot");
      dot.style.background = (spec.dot && say(spec.dot, properties)) || "currentColor";
      const words = element("span", "atlas-chooser-words");
      const [line] = linesOf(spec, properties);
      words.append(element("span", "atlas-chooser-name", String(titleOf(spec, properties))));
      if (line) words.append(element("span", "atlas-chooser-line", line));
      button.append(dot, words);
      button.addEventListener("click", () => this.pick(properties.id));
      button.addEventListener("focus", () => this.onLight(properties.id));
      button.addEventListener("mouseenter", () => button.focus({ preventScroll: true }));
      return button;
    }

    onKey(event) {
      const now = this.items.indexOf(document.activeElement);
      const last = this.items.length - 1;
      const to = { ArrowDown: now === last ? 0 : now + 1, ArrowUp: now <= 0 ? last : now - 1, Home: 0, End: last }[event.key];
      if (to === undefined && event.key !== "Escape" && event.key !== "Tab") return;
      event.stopPropagation();
      if (event.key === "Tab") return this.close();
      event.preventDefault();
      if (event.key === "Escape") this.close();
      else this.items[to].focus();
    }

    pick(id) {
      this.close();
      this.onPick(id);
    }

    close() {
      if (!this.isOpen) return;
      const box = this.box;
      this.box = null;
      box.remove();
      document.removeEventListener("pointerdown", this.onAway, true);
      this.onLight(null);
      this.onClose();
    }
  }

  /** Whose data this is, behind a small button. (MapLibre's own control would read the text as HTML.) */
  class Credits {
    onAdd() {
      this.node = element("details", "maplibregl-ctrl atlas-credits");
      this.button = element("summary", "atlas-credits-button", "i");
      this.words = element("span", "atlas-credits-words");
      this.node.append(this.button, this.words);
      return this.node;
    }

    onRemove() {
      this.node.remove();
    }

    say({ attribution, texts = {} }) {
      this.node.hidden = !attribution;
      this.words.textContent = attribution || "";
      this.button.setAttribute("aria-label", texts.attribution_label || "");
    }
  }

  window.atlas_map = Object.assign(window.atlas_map || {}, { popups: { Tooltip, Chooser, Credits, element } });
})();
