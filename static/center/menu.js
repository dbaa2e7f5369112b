// The menu of small screens also closes with Escape, and when the keyboard leaves it. A click elsewhere does not
// close it: the page would move away from under the pointer.
(() => {
  const menu = document.querySelector(".menu");
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("focusin", ({ target }) => {
    if (menu.open && !menu.contains(target) && target.matches(":focus-visible")) menu.open = false;
  });
})();
