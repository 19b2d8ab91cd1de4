/* The chosen and the hovered record of the map, each known by its id.
 *
 * A feature state ("selected", "hovered") lets the layers of records widen or brighten what is marked. Outlines and
 * rings need more: layers that hold one record in a hundred would be laid out for all of them with every filter, so
 * they read a source of their own (`marks` in the style's metadata), which holds the marked records alone.
 */
(() => {
  "use strict";

  const nothing = () => ({ type: "FeatureCollection", features: [] });

  class Marks {
    constructor(map) {
      this.map = map;
      this.ids = {};
      this.known = new Map();
      this.data = nothing();
    }

    /** The sources that hold records, and the one that holds the marked ones, or none. */
    use(sources, own) {
      this.sources = sources.map(({ source, sourceLayer }) => ({ source, sourceLayer }));
      this.wholes = sources.filter(({ isWhole }) => isWhole);
      this.own = own;
    }

    get isEmpty() {
      return !Object.values(this.ids).some(Boolean);
    }

    get(state) {
      return this.ids[state] ?? null;
    }

    /** Move a mark from the record that has it to another, or to none. */
    set(state, id) {
      const before = this.get(state);
      if (before === (id ?? null)) return;
      for (const source of this.sources) {
        if (before) this.map.removeFeatureState({ ...source, id: before }, state);
        if (id) this.map.setFeatureState({ ...source, id }, { [state]: true });
      }
      this.ids[state] = id ?? null;
      this.show();
    }

    forget() {
      this.ids = {};
      this.data = nothing();
    }

    /** The marked records into their source; the first mark fetches the shapes from the map's own worker. */
    async show() {
      if (!this.own) return;
      const wanted = JSON.stringify(this.ids);
      const marked = Object.entries(this.ids).filter(([, id]) => id);
      if (marked.length && !this.known.size) await this.learn();
      if (wanted !== JSON.stringify(this.ids)) return;
      const shapes = marked.map(([state, id]) => this.shape(id, state)).flat().filter(Boolean);
      if (!shapes.length && !this.data.features.length) return;
      this.data = { type: "FeatureCollection", features: shapes };
      const source = this.map.getSource(this.own);
      if (source) source.setData(this.data);
    }

    shape(id, mark) {
      const whole = this.known.get(id);
      const parts = whole ? [whole] : this.wholes.flatMap(({ source, sourceLayer }) =>
        this.map.querySourceFeatures(source, { sourceLayer, filter: ["==", ["get", "id"], id], validate: false }));
      return parts.map(({ geometry, properties }) => ({ type: "Feature", geometry, properties: { ...properties, mark } }));
    }

    /** Tiles give a record in pieces; where a source has it whole, that is better. */
    async learn() {
      const sources = this.wholes.map(({ source }) => this.map.getSource(source)).filter((source) => source && source.getData);
      const all = await Promise.all(sources.map((source) => source.getData().catch(nothing)));
      for (const { features = [] } of all) for (const feature of features) this.known.set(feature.properties.id, feature);
    }
  }

  window.atlas_map = Object.assign(window.atlas_map || {}, { Marks });
})();
