// A button that copies a field; without it people select the field themselves. Words after copying come from the page.
document.addEventListener("DOMContentLoaded", () => {
  for (const field of document.querySelectorAll("[data-copy-source]")) {
    field.addEventListener("focus", () => field.select());
  }
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) {
    const label = button.textContent;
    const told = document.createElement("span");
    told.className = "visually-hidden";
    told.setAttribute("role", "status");
    button.after(told);
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
      button.textContent = told.textContent = button.dataset.copied;
      setTimeout(() => {
        button.textContent = label;
        told.textContent = "";
      }, 3000);
    });
  }
});
