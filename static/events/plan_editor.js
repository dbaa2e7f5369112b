/* Stands and things are pulled to their place on the drawing. That only fills the fields of their rows; the server draws
   and saves. Without this script the fields are typed and the drawing follows a button. */
"use strict";
(() => {
  const form = document.getElementById("plan-form");
  const preview = document.getElementById("plan-preview");
  if (!form || !preview) return;
  const said = document.getElementById("plan-said");
  const STEP = 10; // centimetres
  const FAR = 100;
  let isChanged = false;
  let timer = 0;
  let asked = 0;

  preview.classList.add("plan-can-drag");
  document.getElementById("plan-drag-help").hidden = false;
  document.getElementById("plan-look").parentElement.hidden = true;

  const field = (row, name) => form.elements[`${row}-${name}`];
  const read = (row, name) => Math.round(Number(field(row, name).value.trim().replace(",", ".")) * 100) || 0;
  const write = (row, name, value) => {
    field(row, name).value = String(value / 100).replace(".", form.dataset.mark);
  };
  const fill = (template, x, y) => template
    .replace("%(x)s", String(x / 100).replace(".", form.dataset.mark))
    .replace("%(y)s", String(y / 100).replace(".", form.dataset.mark));

  const draw = async () => {
    const number = ++asked;
    const data = new FormData(form);
    data.append("_drawing", "1");
    let text = "";
    try {
      const answer = await fetch(form.action || window.location.href, { method: "POST", body: data });
      if (!answer.ok) return;
      text = await answer.text();
    } catch {
      return; // Without a net the drawing stays as it was; nothing typed is lost.
    }
    if (number !== asked) return;
    const focused = document.activeElement?.closest?.("[data-row]")?.dataset.row;
    preview.innerHTML = text;
    if (focused) preview.querySelector(`[data-row="${focused}"]`)?.focus({ preventScroll: true });
  };
  const later = () => {
    isChanged = true;
    window.clearTimeout(timer);
    timer = window.setTimeout(draw, 400);
  };

  const place = (element, x, y) => {
    const row = element.dataset.row;
    const rect = element.querySelector("rect");
    const to = [Math.max(0, x), Math.max(0, y)].map((value) => Math.round(value / STEP) * STEP);
    write(row, "x", to[0]);
    write(row, "y", to[1]);
    element.setAttribute("transform", `translate(${to[0] - rect.x.baseVal.value} ${to[1] - rect.y.baseVal.value})`);
    return to;
  };

  preview.addEventListener("pointerdown", (event) => {
    const element = event.target.closest("a[data-row]");
    if (!element || event.button !== 0) return;
    const svg = element.ownerSVGElement;
    const scale = svg.getScreenCTM().a;
    const row = element.dataset.row;
    const from = { x: event.clientX, y: event.clientY, left: read(row, "x"), top: read(row, "y") };
    let isMoved = false;
    const move = (each) => {
      const across = (each.clientX - from.x) / scale;
      const down = (each.clientY - from.y) / scale;
      if (!isMoved && Math.hypot(each.clientX - from.x, each.clientY - from.y) < 4) return;
      isMoved = true;
      element.classList.add("plan-moving");
      place(element, from.left + across, from.top + down);
    };
    const stop = (each) => {
      element.removeEventListener("pointermove", move);
      element.removeEventListener("pointerup", stop);
      element.removeEventListener("pointercancel", stop);
      element.classList.remove("plan-moving");
      if (!isMoved) return;
      // A pull is no press: the page does not jump to the row.
      element.addEventListener("click", (click) => click.preventDefault(), { once: true });
      later();
    };
    element.setPointerCapture(event.pointerId);
    element.addEventListener("pointermove", move);
    element.addEventListener("pointerup", stop);
    element.addEventListener("pointercancel", stop);
  });
  // The browser would pull the address of the link instead.
  preview.addEventListener("dragstart", (event) => event.preventDefault());

  preview.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const element = event.target.closest("a[data-row]");
    if (!way || !element || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const row = element.dataset.row;
    const step = event.shiftKey ? FAR : STEP;
    const [x, y] = place(element, read(row, "x") + way[0] * step, read(row, "y") + way[1] * step);
    said.textContent = `${element.getAttribute("aria-label")}: ${fill(form.dataset.at, x, y)}`;
    later();
  });

  form.addEventListener("input", later);
  form.addEventListener("submit", () => { isChanged = false; });
  window.addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });
})();
