/* Choices to a MapLibre expression, in the browser, so that a new choice repaints the map at once.
 *
 * The conditions themselves come from Python (geodata.filters.browser_templates) as expressions with
 * holes: "$value", "$low", "$high". This file only fills them in and joins them.
 */
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});

  // What Python takes for white space; JavaScript's own list differs by a few control characters.
  const SPACES = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

  /* As fold_text in geodata/wording.py: lower case, no accents, single spaces. */
  atlas.foldText = (text) => text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "")
    .split(SPACES).filter(Boolean).join(" ");

  const fill = (template, hole, value) => (Array.isArray(template)
    ? template.map((part) => fill(part, hole, value)) : template === hole ? value : template);

  function readBounds(text) {
    const match = /^\s*([\d.]*)\s*-\s*([\d.]*)\s*$/.exec(text) || (/^\s*\d+(\.\d+)?\s*$/.test(text) && [0, text, text]);
    if (!match || (!match[1].trim() && !match[2].trim())) return null;
    const [low, high] = [match[1], match[2]].map((end) => (end.trim() === "" ? null : +end));
    return low !== null && high !== null && low > high ? null : { low, high };
  }

  function ends(template, bounds) {
    const parts = [template.has];
    if (bounds && bounds.low !== null) parts.push(fill(template.low, "$low", bounds.low));
    if (bounds && bounds.high !== null) parts.push(fill(template.high, "$high", bounds.high));
    return ["all", ...parts];
  }

  const kinds = {
    any: (template, text) => ["any", ...text.split(",").filter(Boolean).map((v) => fill(template.each, "$value", v))],
    words: (template, text) => ["all", ...atlas.foldText(text).split(" ").filter(Boolean)
      .map((word) => fill(template.each, "$value", word))],
    flag: (template, text) => (text === "1" ? template.when : null),
    range: (template, text) => { const bounds = readBounds(text); return bounds && ends(template, bounds); },
    years: (template, text, query) => {
      const bounds = readBounds(text || ""), drop = query.undated === "0";
      if (!bounds && !drop) return null;
      const chosen = template.year_of[Object.hasOwn(template.year_of, query.year_of) ? query.year_of : "active"];
      return drop ? ends(chosen, bounds) : ["any", ["!", chosen.has], ends(chosen, bounds)];
    },
    server: () => null,
  };

  /* The expression for a query ({parameter: text}); null if everything is shown. `ids`: those that the
     server found for the choices a browser cannot decide alone, or null. */
  atlas.filterExpression = function (templates, query, ids) {
    const parts = [];
    for (const [param, template] of Object.entries(templates)) {
      const text = query[param] || "";
      if (text || template.kind === "years") parts.push(kinds[template.kind](template, text, query));
    }
    if (ids) parts.push(["in", ["get", "id"], ["literal", ids]]);
    const made = parts.filter(Boolean);
    return made.length ? ["all", ...made] : null;
  };

  /* Whether some choice needs the server's answer before the map can show it. */
  atlas.needsServer = (templates, query) => Object.entries(templates)
    .some(([param, template]) => template.kind === "server" && query[param]);
})();
