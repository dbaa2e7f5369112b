/* Says how much is chosen before it is sent, and asks before words typed into the table are left behind. Without this
   script both forms work as they are. */
"use strict";
(() => {
  const MEGABYTE = 1024 * 1024;
  const several = document.getElementById("several-form");
  if (several) {
    const said = document.getElementById("several-said");
    const files = several.querySelector("input[type=file]");
    const size = () => [...files.files].reduce((sum, file) => sum + file.size, 0);
    files.addEventListener("change", () => {
      const text = said.dataset.chosen
        .replace("%(count)s", files.files.length)
        .replace("%(size)s", Math.max(1, Math.round(size() / MEGABYTE)));
      const isLarge = size() > Number(several.dataset.most);
      said.textContent = files.files.length ? (isLarge ? `${text} ${said.dataset.large}` : text) : "";
      files.setCustomValidity(isLarge ? said.dataset.large : "");
    });
    several.addEventListener("submit", () => {
      said.textContent = said.dataset.sending;
    });
  }
  const table = document.getElementById("photos-form");
  if (table) {
    let isChanged = Boolean(document.querySelector(".photo-marked"));
    table.addEventListener("input", () => { isChanged = true; });
    table.addEventListener("submit", () => { isChanged = false; });
    window.addEventListener("beforeunload", (event) => {
      if (isChanged) event.preventDefault();
    });
  }
})();
