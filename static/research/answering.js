// Questions that follow from answers of the same page appear at once. Without this script they appear after "Go on".
(() => {
  const form = document.querySelector("form[data-look]");
  const place = document.getElementById("questions");
  const said = document.getElementById("questions-said");
  if (!form || !place || !window.fetch) return;
  let turn = 0;

  const fields = (root) => [...root.querySelectorAll("[name]")].filter((each) => each.type !== "hidden");
  const isTicked = (field) => field.type === "radio" || field.type === "checkbox";
  const key = (field) => (isTicked(field) ? `${field.name}=${field.value}` : field.name);
  // What is asked: the fields, with what they may hold, and the words around them, without what was typed.
  const asked = (root) => [
    ...fields(root).map((each) => key(each) + (each.options ? each.textContent : "")),
    ...[...root.querySelectorAll("legend, label, h2, .question-note, .form-text")].map((each) => each.textContent),
  ].join("\n").replace(/\s+/g, " ");

  // Somebody with a slow network has typed on since the page was asked for: that stands, not what was sent.
  function keepTyped(fresh) {
    const now = new Map(fields(place).map((each) => [key(each), each]));
    for (const field of fields(fresh)) {
      const typed = now.get(key(field));
      if (!typed) continue;
      if (isTicked(field)) field.checked = typed.checked;
      else if (!field.options || [...field.options].some((each) => each.value === typed.value)) field.value = typed.value;
    }
  }

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
    if (asked(fresh) === asked(place)) return;
    keepTyped(fresh);
    const active = document.activeElement;
    // Only a field for text has a place of the caret; others say null, or refuse.
    const caret = active?.tagName === "TEXTAREA" || active?.type === "text" ? active.selectionStart : null;
    place.replaceChildren(...fresh.childNodes);
    const again = active?.id ? document.getElementById(active.id) : null;
    if (again && again !== active) {
      again.focus({ preventScroll: true });
      if (caret !== null) again.setSelectionRange(caret, caret);
    }
    // A word that stands there already would not be said again.
    said.textContent = "";
    requestAnimationFrame(() => { said.textContent = said.dataset.said; });
  }

  place.addEventListener("change", look);
})();
