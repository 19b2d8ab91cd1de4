/* Links that carry the present view: downloads, other languages, and the texts of the share menu.
 *
 * The texts come from Python as patterns with holes ($LINK, $WORDS...); this file fills them in.
 */
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const state = { scope: "shown", paper: "a4-landscape", pinned: false, last: null };

  const origin = () => window.location.origin;
  const lang = () => document.documentElement.lang;
  const langPart = () => (lang() === "en" ? {} : { lang: lang() });

  /* What a download is asked for: the filter, or the ticked rows; printed maps also take view and paper. */
  function exportQuery(address) {
    const { query, whole, ticked } = state.last;
    const chosen = state.scope === "chosen" && ticked.length;
    const printed = /\.(png|svg|pdf)$/.test(address);
    const [paper, orientation] = state.paper.split("-");
    return { ...(chosen ? { ids: ticked.join(",") } : query), ...langPart(),
      ...(printed ? { map: chosen ? "" : whole.map, paper, orientation } : {}) };
  }

  function fillExports() {
    document.querySelectorAll("[data-export]").forEach((link) => {
      link.href = link.dataset.export + atlas.writeQuery(exportQuery(link.dataset.export));
    });
  }

  function fillShared() {
    const { whole, query, words, forms } = state.last;
    const pin = state.pinned ? { data: document.documentElement.dataset.version } : {};
    const holes = {
      LINK: origin() + "/" + atlas.writeQuery({ ...whole, ...langPart(), ...pin }),
      EMBED: origin() + "/embed" + atlas.writeQuery({ ...whole, ...langPart(), tab: "" }),
      GEOJSON: origin() + "/export/atlas.geojson" + atlas.writeQuery({ ...query, ...langPart() }),
      FEATURES: origin() + "/api/features/atlas" + atlas.writeQuery(query),
      WORDS: words, DATE: new Date().toISOString().slice(0, 10),
    };
    for (const [name, pattern] of Object.entries(forms)) {
      const place = document.getElementById("share-" + name);
      if (place) place.textContent = pattern.replace(/\$([A-Z]+)/g, (hole, key) => (key in holes ? holes[key] : hole));
    }
  }

  atlas.fillLinks = function (now) {
    state.last = now;
    document.querySelectorAll("[data-lang]").forEach((link) => {
      link.href = "/" + atlas.writeQuery({ ...now.whole, lang: link.dataset.lang });
    });
    document.querySelectorAll("[data-atlas]").forEach((link) => { link.href = "/" + atlas.writeQuery(now.whole); });
    const chosen = document.getElementById("scope-chosen");
    if (chosen) chosen.disabled = !now.ticked.length;
    if (!now.ticked.length) setScope("shown");
    fillExports();
    fillShared();
  };

  function setScope(scope) {
    state.scope = scope;
    mark("[data-scope]", (button) => button.dataset.scope === scope);
  }

  function mark(selector, isOn) {
    document.querySelectorAll(selector).forEach((button) => {
      button.classList.toggle("is-on", isOn(button));
      button.setAttribute("aria-pressed", String(isOn(button)));
    });
  }

  function copy(button) {
    const text = document.getElementById("share-" + button.dataset.copy).textContent, before = button.textContent;
    const done = () => { button.textContent = button.dataset.copied; setTimeout(() => { button.textContent = before; }, 1600); };
    const select = () => window.getSelection().selectAllChildren(document.getElementById("share-" + button.dataset.copy));
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(done).catch(select);
    else select();
  }

  document.addEventListener("click", (event) => {
    const at = (selector) => event.target.closest && event.target.closest(selector);
    const scope = at("[data-scope]"), paper = at("[data-paper]"), button = at("[data-copy]"), pin = at("[data-pin]");
    if (!state.last) return;
    if (scope) { setScope(scope.dataset.scope); fillExports(); }
    if (paper) { state.paper = paper.dataset.paper; mark("[data-paper]", (b) => b.dataset.paper === state.paper); fillExports(); }
    if (pin) { state.pinned = !state.pinned; mark("[data-pin]", () => state.pinned); fillShared(); }
    if (button) copy(button);
  });
})();
