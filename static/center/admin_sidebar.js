// The menu at the side is longer than the window: it opens where the page stands in it.
"use strict";

(() => {
  const menu = document.getElementById("nav-sidebar");
  const row = menu && menu.querySelector(".current-model");
  if (!row) return;
  const where = row.getBoundingClientRect().top - menu.getBoundingClientRect().top;
  if (where > menu.clientHeight - row.offsetHeight) menu.scrollTop += where - menu.clientHeight / 2;
})();
