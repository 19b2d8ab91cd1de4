/* Files that take a while are made in the background: ask for them, say how far they are, fetch them.
 *
 * The other half is dashboard/callbacks/downloads.py. A link opened in a new tab, or with a key held, is an
 * ordinary download all the same.
 */
(function () {
  "use strict";
  const dash = (window.dash_clientside = window.dash_clientside || {});
  const functions = (dash.atlas = dash.atlas || {});
  const LOST_MS = 2500; // after the end of a job without an answer
  let wanted = null, lost = null;

  const box = () => document.getElementById("making-box");
  const say = (words) => dash.set_props("making-words", { children: words });
  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (hole, name) => (name in values ? values[name] : hole));

  function takesLong(link) {
    const shown = Number(document.getElementById("shown-count").textContent.replace(/\D/g, ""));
    return "slow" in link.dataset || shown > Number(box().dataset.many);
  }

  function start(link) {
    const address = new URL(link.href), [, what, suffix] = /\/export\/(\w+)\.([\w.]+)$/.exec(address.pathname);
    wanted = { id: Date.now() + "-" + Math.random(), what, suffix, query: Object.fromEntries(address.searchParams),
      origin: window.location.origin };
    clearTimeout(lost);
    show("is-on");
    say(fill(box().dataset.starting, { format: suffix.toUpperCase() }));
    dash.set_props("making-bar", { value: "0" });
    dash.set_props("wanted-file", { data: wanted });
  }

  /* "is-on" while a file is being made, "is-over" when it is not; "is-ready" too if it can be fetched. */
  function show(state) {
    box().hidden = false;
    dash.set_props("making-box", { hidden: false, className: "making " + state });
    document.getElementById("menu-download").classList.toggle("is-busy", state === "is-on");
  }

  function finish(words, state = "is-over") {
    wanted = null;
    clearTimeout(lost);
    show(state);
    say(words);
  }

  function fetchFile(made) {
    finish(fill(box().dataset.ready, made), "is-over is-ready");
    const link = document.getElementById("making-again");
    link.href = "/export/made/" + encodeURIComponent(made.token);
    link.download = made.name;
    link.click();
  }

  functions.file_made = function (made, making) {
    const texts = box().dataset;
    if (wanted && made && (made.id === wanted.id || (made.problem === "busy" && !made.id))) {
      if (made.token) fetchFile(made);
      else finish({ busy: texts.busy, failed: texts.failed }[made.problem] || made.problem);
    } else if (wanted && making === false) {
      clearTimeout(lost);
      lost = setTimeout(() => { if (wanted) finish(texts.failed); }, LOST_MS);
    }
    return dash.no_update;
  };

  document.addEventListener("click", (event) => {
    const at = (selector) => event.target.closest && event.target.closest(selector);
    if (wanted && at("#making-cancel")) finish(box().dataset.cancelled);
    const link = at("a[data-export]"), plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !plain || !takesLong(link)) return;
    event.preventDefault();
    start(link);
  });
})();
