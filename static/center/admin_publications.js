// A toolbar above each text written in Markdown. Without it everything can be typed; the help below says how.
"use strict";

(() => {
  const tools = document.getElementById("writing-tools");
  if (!tools) return;

  // Through the browser's own editing where it can, so that "undo" takes it back.
  const replace = (area, start, end, text, selectFrom, selectTo) => {
    area.focus();
    area.setSelectionRange(start, end);
    if (!document.execCommand("insertText", false, text)) area.setRangeText(text, start, end, "end");
    area.setSelectionRange(start + selectFrom, start + selectTo);
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const around = (area, mark) => {
    const { selectionStart: start, selectionEnd: end, value } = area;
    const chosen = value.slice(start, end);
    replace(area, start, end, mark + chosen + mark, mark.length, mark.length + chosen.length);
  };

  const before = (area, mark) => {
    const { selectionStart, selectionEnd, value } = area;
    const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
    const next = value.indexOf("\n", selectionEnd);
    const end = next < 0 ? value.length : next;
    let number = 0;
    const text = value.slice(start, end).split("\n").map((line) => {
      number += 1;
      return (mark === "1. " ? `${number}. ` : mark) + line;
    }).join("\n");
    replace(area, start, end, text, text.length, text.length);
  };

  const link = (area, scheme) => {
    const { selectionStart: start, selectionEnd: end, value } = area;
    const words = value.slice(start, end);
    const text = `[${words}](${scheme})`;
    // Where something is missing stands the cursor: in the words first, else in the address.
    const at = words ? text.length - 1 : 1;
    replace(area, start, end, text, at, at);
  };

  const picture = (area) => {
    const { selectionStart, value } = area;
    const used = [...value.matchAll(/\{picture:(\d+)\}/g)].map((found) => Number(found[1]));
    const text = `\n\n{picture:${Math.max(0, ...used) + 1}}\n\n`;
    replace(area, selectionStart, selectionStart, text, text.length, text.length);
  };

  for (const area of document.querySelectorAll("textarea[data-markdown]")) {
    const bar = tools.content.firstElementChild.cloneNode(true);
    bar.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if ("around" in button.dataset) around(area, button.dataset.around);
      else if ("before" in button.dataset) before(area, button.dataset.before);
      else if ("link" in button.dataset) link(area, button.dataset.link);
      else picture(area);
    });
    const frame = document.createElement("div");
    frame.className = "writing";
    area.before(frame);
    frame.append(bar, area);
  }
})();
