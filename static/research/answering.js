// Questions that follow from answers of the same page appear at once. Without this script they appear after "Go on".
(() => {
  const form = document.querySelector("form[data-look]");
  const place = document.getElementById("questions");
  const said = document.getElementById("questions-said");
  if (!form || !place || !window.fetch) return;
  let turn = 0;

  async function look() {
    const mine = ++turn;
    let html;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Look": "1" },
        credentials: "same-origin",
      });
      if (!answer.ok || answer.redirected) return;
      html = await answer.text();
    } catch {
      return; // No network just now: "Go on" asks the server all the same.
    }
    if (mine !== turn) return; // Somebody answered on meanwhile.
    const fresh = document.createElement("div");
    fresh.innerHTML = html;
    const names = (root) => [...root.querySelectorAll("[name]")].map((each) => each.name + each.value).join("\n");
    const options = (root) => names(root).replace(/^(seen.*)$/m, "");
    if (options(fresh) === options(place)) return;
    const active = document.activeElement?.id;
    place.replaceChildren(...fresh.childNodes);
    if (active) document.getElementById(active)?.focus();
    said.textContent = said.dataset.said;
  }

  place.addEventListener("change", look);
})();
