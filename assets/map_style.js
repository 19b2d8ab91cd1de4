/* What the map reads from a style's `metadata` (dashboard/maplibre.py says what stands there), and the style as it is to
 * be drawn for the reader's filter and hidden groups.
 */
(() => {
  "use strict";

  const isFiltered = (layer) => Boolean(layer.metadata && layer.metadata.filtered);
  const groupOf = (layer) => layer.metadata && layer.metadata.group;
  const both = (own, filter) => (own && filter ? ["all", own, filter] : own || filter || null);

  /** The addresses of what a style names for later: {source: address}. */
  const laterSources = (style) => (style.metadata && style.metadata.later) || {};

  /** The style as it is to be drawn now: the reader's filter and hidden groups are part of it. */
  function effectiveStyle(style, filter, hidden, isRefined) {
    const layers = style.layers.map((layer) => {
      const shown = { ...layer };
      const own = isFiltered(layer) ? both(layer.filter, filter) : layer.filter;
      if (own) shown.filter = own;
      if (hidden.includes(groupOf(layer))) shown.layout = { ...layer.layout, visibility: "none" };
      return shown;
    });
    const sources = { ...style.sources };
    for (const [id, url] of Object.entries(isRefined ? laterSources(style) : {})) {
      sources[id] = { ...sources[id], [sources[id].type === "geojson" ? "data" : "url"]: url };
    }
    return { ...style, sources, layers };
  }

  /** The source that holds the chosen and the hovered record alone, if the style has one. */
  const marksOf = (style) => style.metadata && style.metadata.marks;

  /** [{source, sourceLayer, isWhole}] of every source with records; `isWhole`: these, and not areas around them. */
  function recordSources(style) {
    const seen = new Map();
    for (const layer of style.layers.filter((layer) => isFiltered(layer) && layer.source !== marksOf(style))) {
      const key = `${layer.source}|${layer["source-layer"]}`;
      const isWhole = Boolean(layer.metadata.interactive || (seen.get(key) || {}).isWhole);
      seen.set(key, { source: layer.source, sourceLayer: layer["source-layer"], isWhole });
    }
    return [...seen.values()];
  }

  window.atlas_map = Object.assign(window.atlas_map || {}, {
    style: { isFiltered, groupOf, both, laterSources, effectiveStyle, marksOf, recordSources },
  });
})();
