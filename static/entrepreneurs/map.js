/* Streets behind the numbers of the plan, where the office chose a tile server. Without this script the plan stays. */
"use strict";
(() => {
  const figure = document.getElementById("area-map");
  if (!figure) return;
  const { leaflet, style, tiles, attribution, attributionUrl } = figure.dataset;
  const ask = figure.querySelector(".area-ask");
  const streets = figure.querySelector(".area-streets");
  const drawing = figure.querySelector(".area-drawing");
  const caption = figure.querySelector("figcaption");

  const load = (element) => new Promise((done, failed) => {
    element.onload = done;
    element.onerror = failed;
    document.head.append(element);
  });
  const makers = () => {
    const name = document.createElement(attributionUrl ? "a" : "span");
    if (attributionUrl) name.href = attributionUrl;
    name.textContent = attribution;
    return name.outerHTML;
  };
  const show = async () => {
    const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: style });
    const program = Object.assign(document.createElement("script"), { src: leaflet });
    try {
      await Promise.all([load(sheet), load(program)]);
    } catch {
      return; // The plan is still there.
    }
    ask.hidden = true;
    streets.hidden = false;
    drawing.setAttribute("hidden", "");
    caption.hidden = true;
    const map = L.map(streets, { zoomControl: true, keyboard: true });
    map.attributionControl.setPrefix(false);
    L.tileLayer(tiles, { attribution: makers(), maxZoom: 19, referrerPolicy: "origin" }).addTo(map);
    const rows = [...document.querySelectorAll(".area-list li")];
    const point = (row) => [Number(row.dataset.latitude), Number(row.dataset.longitude)];
    // A map without a view makes no elements for its marks.
    map.fitBounds(rows.map(point), { padding: [30, 30], maxZoom: 16 });
    rows.forEach((row, index) => {
      const link = row.querySelector("a");
      const text = document.createElement("span");
      text.textContent = String(index + 1);
      const icon = L.divIcon({ className: "area-pin", html: text, iconSize: [30, 30] });
      const title = `${index + 1}. ${link.textContent}`;
      const marker = L.marker(point(row), { icon, title, keyboard: true }).addTo(map);
      const element = marker.getElement();
      element.setAttribute("role", "link");
      element.setAttribute("aria-label", title);
      marker.on("click", () => window.location.assign(link.href));
      element.addEventListener("keydown", (event) => {
        if (event.key === "Enter") window.location.assign(link.href);
      });
    });
  };
  if (!("afterClick" in figure.dataset)) return void show();
  ask.hidden = false;
  ask.querySelector("button").addEventListener("click", show);
})();
