(() => {
  "use strict";
  const form = document.getElementById("filter");
  const shown = document.getElementById("shown");
  const all = [...document.querySelectorAll("[data-k]")].map((node) => ({
    node,
    keys: " " + node.dataset.k + " ",
    years: node.dataset.y ? node.dataset.y.split(" ").map(Number) : null,
    kind: node.classList.contains("f") ? "findings" : node.classList.contains("q") ? "quantities" : "",
    text: null,
  }));
  const groups = [...document.querySelectorAll("[data-group]")];
  const field = (name) => form.elements.namedItem(name).value.trim();

  function wanted() {
    const year = field("year");
    return {
      words: field("text").toLowerCase().split(/\s+/).filter(Boolean),
      keys: ["party", "measure", "status"].map(field).filter(Boolean).map((key) => " " + key + " "),
      year: year === "" ? null : Number(year),
    };
  }

  function fits(item, want) {
    if (!want.keys.every((key) => item.keys.includes(key))) return false;
    if (want.year !== null && item.years && (want.year < item.years[0] || want.year > item.years[1])) return false;
    if (want.words.length === 0) return true;
    item.text ??= item.node.textContent.toLowerCase();
    return want.words.every((word) => item.text.includes(word));
  }

  function apply() {
    const want = wanted();
    const counts = {};
    for (const item of all) {
      const hide = !fits(item, want);
      if (item.node.hidden !== hide) item.node.hidden = hide;
      if (item.kind) {
        counts[item.kind] ??= [0, 0];
        counts[item.kind][0] += hide ? 0 : 1;
        counts[item.kind][1] += 1;
      }
    }
    for (const group of groups) group.hidden = !group.querySelector("[data-k]:not([hidden])");
    const words = Object.entries(counts).map(([kind, [some, of]]) => some + " of " + of + " " + kind);
    const any = want.words.length + want.keys.length > 0 || want.year !== null;
    shown.value = any ? "Showing " + words.join(" and ") : "";
  }

  let waiting = 0;
  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 80);
  }

  // What a link leads to is shown, whatever the filter hides.
  function follow() {
    let name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch { /* as it stands */ }
    const target = name && document.getElementById(name);
    if (!target) return;
    if (target.closest("[hidden]")) {
      form.reset();
      apply();
    }
    target.scrollIntoView();
  }

  form.addEventListener("input", soon);
  form.addEventListener("submit", (event) => { event.preventDefault(); apply(); });
  form.addEventListener("reset", () => setTimeout(apply));
  addEventListener("hashchange", follow);
  addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      form.elements.namedItem("text").focus();
    } else if (event.key === "Escape" && form.contains(event.target)) {
      form.reset();
    }
  });
  form.hidden = false;
  apply();
  if (location.hash) follow();
})();
