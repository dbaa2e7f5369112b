// Exhibitors that somebody wants to find again: kept in this browser only, never sent.
(() => {
  const list = document.querySelector("[data-favourites]");
  if (!list) return;
  const key = list.dataset.favourites;
  const rows = [...list.querySelectorAll("[data-exhibitor]")];

  function load() {
    let stored;
    try {
      stored = localStorage.getItem(key) ?? "[]";
    } catch {
      return null; // No storage in this browser: then there are no buttons.
    }
    try {
      const found = JSON.parse(stored);
      return new Set(Array.isArray(found) ? found.map(String) : []);
    } catch {
      return new Set(); // Something else wrote there.
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
    const shown = here ? `${list.dataset.shown} ${here}` : list.dataset.none;
    note.textContent = only ? shown : "";
    for (const row of rows) {
      const isKept = kept.has(row.dataset.exhibitor);
      row.hidden = only && !isKept;
      row.classList.toggle("exhibitor-kept", isKept);
      const button = row.querySelector("button");
      button.querySelector("span").textContent = isKept ? list.dataset.remove : list.dataset.add;
      button.setAttribute("aria-pressed", String(isKept));
    }
  }

  function nextOf(row) {
    const at = rows.indexOf(row);
    const near = [...rows.slice(at), ...rows.slice(0, at).reverse()].find((each) => !each.hidden);
    return near?.querySelector("button");
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
      // The row is gone, and the focus must not go with it.
      if (row.hidden) (nextOf(row) ?? filter).focus();
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
