// Press on the uncut picture to say where its focus is. Without it, and by keyboard, the two numbers are typed.
"use strict";

(() => {
  const words = document.getElementById("focus-picker");
  const across = document.getElementById("id_focus_x");
  const down = document.getElementById("id_focus_y");
  if (!words || !across || !down) return;

  const picker = words.content.firstElementChild.cloneNode(true);
  const surface = picker.querySelector(".focus-surface");
  const kept = picker.querySelector(".focus-kept");
  const point = picker.querySelector(".focus-point");
  let view = null;

  const per = (input) => Math.min(100, Math.max(0, Number(input.value) || 0));

  // As the server cuts: the largest 4:3 part whose middle is as near to the focus as the edges allow.
  const draw = () => {
    if (!view) return;
    const width = view.naturalWidth || view.width;
    const height = view.naturalHeight || view.height;
    if (!width || !height) return;
    const unit = Math.min(width / 4, height / 3);
    const place = (full, part, at) => (100 * Math.max(0, Math.min(full - part, (full * at) / 100 - part / 2))) / full;
    kept.style.width = `${(100 * 4 * unit) / width}%`;
    kept.style.height = `${(100 * 3 * unit) / height}%`;
    kept.style.left = `${place(width, 4 * unit, per(across))}%`;
    kept.style.top = `${place(height, 3 * unit, per(down))}%`;
    point.style.left = `${per(across)}%`;
    point.style.top = `${per(down)}%`;
  };

  const show = (next) => {
    if (view) view.remove();
    view = next;
    surface.prepend(view);
    picker.hidden = false;
    draw();
  };

  const press = (event) => {
    const frame = surface.getBoundingClientRect();
    const part = (at, from, size) => String(Math.min(100, Math.max(0, Math.round((100 * (at - from)) / size))));
    across.value = part(event.clientX, frame.left, frame.width);
    down.value = part(event.clientY, frame.top, frame.height);
    for (const input of [across, down]) input.dispatchEvent(new Event("input", { bubbles: true }));
  };

  surface.addEventListener("click", press);
  for (const input of [across, down]) input.addEventListener("input", draw);
  across.closest("fieldset").querySelector(".form-row").before(picker);

  if (picker.dataset.whole) {
    const image = new Image();
    image.alt = "";
    image.addEventListener("load", () => show(image));
    image.src = picker.dataset.whole;
  }

  // A file that was just chosen is drawn here and goes nowhere; one that the browser cannot read leaves the numbers.
  const upload = document.getElementById("id_upload");
  if (upload && window.createImageBitmap) {
    upload.addEventListener("change", async () => {
      picker.hidden = true;
      const [file] = upload.files;
      if (!file) return;
      try {
        const bitmap = await createImageBitmap(file);
        const canvas = document.createElement("canvas");
        const scale = Math.min(1, 1000 / Math.max(bitmap.width, bitmap.height));
        canvas.width = Math.round(bitmap.width * scale);
        canvas.height = Math.round(bitmap.height * scale);
        canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
        bitmap.close();
        if (upload.files[0] === file) show(canvas);
      } catch {
        picker.hidden = true;
      }
    });
  }
})();
