/* Images of the map, drawn when MapLibre asks for one it does not have.
 *
 *   text|<style>|<words>     words with a halo, wrapped; the map needs no glyph files for any script
 *   icon|<glyph>|<recipe>    a disc, diamond or square with a ring and a glyph
 *
 * Styles, recipes and glyphs come from Python; this file knows how to draw and nothing of what it draws.
 */
(() => {
  "use strict";

  const RATIO = 2;

  /** Split "kind|key|rest": the rest may hold bars of its own. */
  function parse(id) {
    const [, kind, key, rest] = /^(text|icon)\|([^|]*)\|([^]*)$/.exec(id) || [];
    return { kind, key, rest };
  }

  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

  /** The pen on an empty canvas of so many CSS pixels, scaled so that we draw in CSS pixels. One canvas serves all
   * images: making some hundred would take longer than drawing on them. */
  function sheet(width, height) {
    pen.canvas.width = Math.max(1, Math.ceil(width * RATIO));
    pen.canvas.height = Math.max(1, Math.ceil(height * RATIO));
    pen.scale(RATIO, RATIO);
    return pen;
  }

  function pixels() {
    return pen.getImageData(0, 0, pen.canvas.width, pen.canvas.height);
  }

  /* --- words --- */

  const measuring = document.createElement("canvas").getContext("2d");

  function setFont(pen, style) {
    pen.font = style.font;
    if ("letterSpacing" in pen) pen.letterSpacing = `${style.letterSpacing || 0}px`;
  }

  /** Break between words, or between characters of scripts that have no spaces. */
  function pieces(words) {
    return words.match(/[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+\s*|\s+/g) || [];
  }

  function wrap(words, maxWidth) {
    const lines = [];
    let line = "";
    for (const piece of pieces(words)) {
      if (line && maxWidth && measuring.measureText((line + piece).trimEnd()).width > maxWidth) {
        lines.push(line.trimEnd());
        line = "";
      }
      line += piece;
    }
    return [...lines, line.trimEnd()];
  }

  function drawText(words, style, size) {
    setFont(measuring, style);
    const shown = style.upper ? words.toLocaleUpperCase() : words;
    const lines = wrap(shown.slice(0, 200), style.maxWidth);
    const lineHeight = style.lineHeight || 14;
    const margin = Math.ceil(style.haloWidth || 0) + 1;
    const width = Math.max(...lines.map((line) => measuring.measureText(line).width)) + 2 * margin;
    if (size) sheet(size.width / RATIO, size.height / RATIO);
    else sheet(width, lines.length * lineHeight + 2 * margin);
    setFont(pen, style);
    pen.textBaseline = "middle";
    pen.textAlign = style.align || "left";
    pen.lineJoin = "round";
    const x = pen.textAlign === "center" ? (width + (style.letterSpacing || 0)) / 2 : margin;
    const place = (line, i) => [line, x, margin + (i + 0.5) * lineHeight];
    if (style.haloWidth) {
      pen.lineWidth = 2 * style.haloWidth;
      pen.strokeStyle = style.halo;
      lines.forEach((line, i) => pen.strokeText(...place(line, i)));
    }
    pen.fillStyle = style.color;
    lines.forEach((line, i) => pen.fillText(...place(line, i)));
    return pixels();
  }

  /* --- discs --- */

  /** Outline of a shape around (0, 0), `inset` px inside a box of `size` px. */
  function outline(shape, size, inset) {
    const path = new Path2D();
    const r = size / 2 - inset;
    if (shape === "square") path.roundRect(-r, -r, 2 * r, 2 * r, r / 3);
    else if (shape === "diamond") [[0, -r], [r, 0], [0, r], [-r, 0], [0, -r]].forEach(([x, y], i) => (i ? path.lineTo(x, y) : path.moveTo(x, y)));
    else path.arc(0, 0, r, 0, 2 * Math.PI);
    return path;
  }

  function strokeRing(pen, recipe, inset, width, colour, dash) {
    pen.lineWidth = width;
    pen.strokeStyle = colour;
    pen.setLineDash(dash || []);
    pen.stroke(outline(recipe.shape, recipe.size, inset + width / 2));
    pen.setLineDash([]);
  }

  /** From the outside in: edge, broken ring, ring, fill, glyph, strike. Each part is optional. */
  function drawIcon(glyph, recipe) {
    sheet(recipe.size, recipe.size);
    pen.translate(recipe.size / 2, recipe.size / 2);
    let inset = 0;
    if (recipe.edgeWidth) {
      strokeRing(pen, recipe, 0, recipe.edgeWidth, recipe.edge);
      inset += recipe.edgeWidth;
    }
    if (recipe.dashes) {
      const around = 2 * Math.PI * (recipe.size / 2 - inset - recipe.dashWidth / 2);
      pen.fillStyle = recipe.ring;
      pen.fill(outline(recipe.shape, recipe.size, inset));
      const step = around / recipe.dashes;
      strokeRing(pen, recipe, inset, recipe.dashWidth, recipe.dashColour, [step * 0.55, step * 0.45]);
      inset += recipe.dashWidth;
    }
    if (recipe.fill) {
      pen.fillStyle = recipe.fill;
      pen.fill(outline(recipe.shape, recipe.size, inset + recipe.ringWidth / 2));
    }
    if (recipe.half) {
      pen.fillStyle = recipe.half;
      pen.beginPath();
      pen.arc(0, 0, recipe.size / 2 - inset - recipe.ringWidth / 2, -Math.PI / 2, Math.PI / 2);
      pen.fill();
    }
    if (recipe.ringWidth) strokeRing(pen, recipe, inset, recipe.ringWidth, recipe.ring);
    if (glyph && recipe.glyph) drawGlyph(pen, glyph, recipe);
    if (recipe.strike) drawStrike(pen, recipe);
    return pixels();
  }

  function drawGlyph(pen, glyph, recipe) {
    const scale = recipe.glyphSize / 24;
    pen.save();
    pen.scale(scale, scale);
    pen.translate(-12, -12);
    pen.fillStyle = recipe.glyph;
    pen.fill(new Path2D(glyph), "evenodd");
    pen.restore();
  }

  /** A bar across, parted from the glyph by the colour of the fill. */
  function drawStrike(pen, recipe) {
    const reach = recipe.size * 0.29;
    for (const [width, colour] of [[4, recipe.fill], [1.7, recipe.strike]]) {
      pen.lineWidth = recipe.size < 16 ? width * 0.7 : width;
      pen.strokeStyle = colour;
      pen.beginPath();
      pen.moveTo(-reach, reach);
      pen.lineTo(reach, -reach);
      pen.stroke();
    }
  }

  /**
   * The image of that name as pixels, or null when nothing says how to draw it.
   * `kit` holds textStyles, images and glyphs of the theme; `size` (device pixels) forces the canvas,
   * so that an image already on the map can be replaced.
   */
  function draw(id, kit, size) {
    const { kind, key, rest } = parse(id);
    if (kind === "text" && kit.textStyles[key] && rest) return drawText(rest, kit.textStyles[key], size);
    if (kind === "icon" && kit.images[rest]) return drawIcon(kit.glyphs[key], kit.images[rest]);
    return null;
  }

  window.atlas_map = Object.assign(window.atlas_map || {}, { images: { draw, RATIO } });
})();
