/* Two things that make MapLibre's frames fewer and cheaper. With a graphics card nobody sees them; without one
 * (a virtual machine, an old computer) a frame costs some 100 ms and a filter change is three times as fast.
 *
 * They wrap parts of MapLibre's painter; where a part is not there, that one does nothing.
 */
(() => {
  "use strict";

  const PATIENCE_MS = 400;

  /** Paint no half answers: a filter reloads every source, and each would cost frames of its own. A frame waits
   * until the map is complete, is late, moves or has a new size; until then no symbols are placed either. */
  function paintWhole(map) {
    const { painter, style } = map;
    const paint = painter.render;
    const place = style._updatePlacement;
    let since = null;
    let reminder = null;
    const isHalf = () => !map.isMoving() && (!map.loaded() || Boolean(map._placementDirty));
    const mayWait = () => since === null || performance.now() - since < PATIENCE_MS;
    if (place) {
      style._updatePlacement = function (...given) {
        if (map.isMoving()) return place.apply(style, given);
        if (!map.loaded() && mayWait()) return false;
        // Placing once more at once is cheaper than the frame that would otherwise be asked for.
        return place.apply(style, given) && place.apply(style, given);
      };
    }
    painter.render = function (...frame) {
      const half = isHalf();
      since = half ? since ?? performance.now() : null;
      clearTimeout(reminder);
      if (half && mayWait()) {
        reminder = setTimeout(() => map.style && map.triggerRepaint(), PATIENCE_MS);
        return;
      }
      if (half) since = performance.now();
      paint.apply(painter, frame);
    };
    map.on("resize", () => { since = -Infinity; });
  }

  /** Sources with the same tiles share the stencil that cuts each layer at its tile's edges; MapLibre draws
   * it anew for each source. `currentStencilSource` is unset whenever the stencil was cleared. */
  function shareStencils(map) {
    const { painter } = map;
    const draw = painter._renderTileClippingMasks;
    if (!draw) return;
    let drawn = null;
    painter._renderTileClippingMasks = function (layer, tiles, ...more) {
      const before = painter.currentStencilSource;
      const wanted = tiles && tiles.length && layer.isTileClipped() ? tiles.map((tile) => tile.key).join() : null;
      if (before && wanted && wanted === drawn) {
        painter.currentStencilSource = layer.source;
        return;
      }
      draw.call(painter, layer, tiles, ...more);
      if (wanted && painter.currentStencilSource === layer.source) drawn = wanted;
    };
  }

  function speedUp(map) {
    paintWhole(map);
    shareStencils(map);
  }

  window.atlas_map = Object.assign(window.atlas_map || {}, { speedUp });
})();
