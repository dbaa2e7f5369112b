// Exhibitors that somebody wants to find again: kept in this browser only, never sent.
(() => {
  const list = document.querySelector("[data-favourites]");
  if (!list) return;
  const key = list.dataset.favourites;
  const rows = [...list.querySelectorAll("[data-exhibitor]")];

  function load() {
    try {
      const found = JSON.parse(localStorage.getItem(key) ?? "[]");
      return new Set(Array.isArray(found) ? found.map(String) : []);
    } catch {
      return null; // No storage in this browser: then there are no buttons.
    }
  }

  const kept = load();
  if (!kept) return;

  function save() {
    try {
      localStorage.setItem(key, JSON.stringify([...kept]));
    } catch {
      // Full or forbidden: it holds until the page is closed.
    }
  }

  let only = false;
  const bar = document.createElement("p");
  bar.className = "exhibitor-bar no-print";
  const filter = document.createElement("button");
  filter.type = "button";
  filter.className = "btn btn-outline-primary";
  const note = document.createElement("span");
  note.className = "small quiet";
  note.setAttribute("role", "status");
  bar.append(filter, note);
  list.before(bar);

  function show() {
    const here = rows.filter((row) => kept.has(row.dataset.exhibitor)).length;
    filter.textContent = only ? list.dataset.all : `${list.dataset.only} (${here})`;
    filter.setAttribute("aria-pressed", String(only));
    note.textContent = only && here === 0 ? list.dataset.none : "";
    for (const row of rows) {
      const isKept = kept.has(row.dataset.exhibitor);
      row.hidden = only && !isKept;
      row.classList.toggle("exhibitor-kept", isKept);
      const button = row.querySelector("button");
      button.querySelector("span").textContent = isKept ? list.dataset.remove : list.dataset.add;
      button.setAttribute("aria-pressed", String(isKept));
    }
  }

  for (const row of rows) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-quiet exhibitor-keep no-print";
    const word = document.createElement("span");
    const name = document.createElement("span");
    name.className = "visually-hidden";
    name.textContent = `: ${row.querySelector("h3").textContent.trim()}`;
    button.append(word, name);
    button.addEventListener("click", () => {
      const number = row.dataset.exhibitor;
      if (!kept.delete(number)) kept.add(number);
      save();
      show();
    });
    row.append(button);
  }

  filter.addEventListener("click", () => {
    only = !only;
    show();
  });
  // Another tab of the same fair.
  window.addEventListener("storage", (event) => {
    if (event.key !== key) return;
    kept.clear();
    for (const number of load() ?? []) kept.add(number);
    show();
  });
  show();
})();
