/* The door on a volunteer's phone. What is noted goes into a list on the phone first and is sent from there, each
   action with a key of its own, until the server has answered: through bad reception nothing is lost or counted
   twice. The list holds codes and keys, never a name. Without this script the page works by its forms. */
"use strict";
(() => {
  const root = document.getElementById("door");
  const opening = document.getElementById("open");
  if (!root) return;
  const { slug, queue, ...texts } = root.dataset;
  const place = `door ${slug}`;
  const answer = document.getElementById("answer");
  const waitingLine = document.getElementById("waiting");
  const keptPart = document.getElementById("kept");
  const FIRST_PAUSE = 2000, LONGEST_PAUSE = 30000, PATIENCE = 15000, BATCH = 20;
  const PASS = 16, REFERENCE = 8, CODE = 18;

  // --- Codes: letters of our references, also from a Cyrillic keyboard. Anything else may be a name and is not kept.
  const TWINS = { Д: "D", Ф: "F", Ј: "J", К: "K", М: "M", Н: "N", Р: "R", Т: "T", В: "V" };
  const readCode = (typed) => {
    const letters = typed.split("#").pop().toUpperCase().replace(/[ДФЈКМНРТВ]/g, (letter) => TWINS[letter]);
    const code = letters.replace(/[\s–-]/g, "");
    return /^[2-9DFJKMNRTV]+$/.test(code) ? code : "";
  };

  // --- The list on the phone. Other tabs have the same, so it is read anew before each change.
  let inMemory = [];
  let keepsNothing = false;
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(place)) || [];
    } catch {
      return inMemory;
    }
  };
  const write = (items) => {
    inMemory = items;
    try {
      localStorage.setItem(place, JSON.stringify(items));
    } catch {
      keepsNothing = true;
    }
    show();
  };
  const waiting = () => read().filter((item) => !item.outcome);
  const newKey = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };

  // --- What the page shows.
  const figures = {};
  document.querySelectorAll("[data-figure]").forEach((cell) => {
    figures[cell.dataset.figure] = Number(cell.textContent);
  });
  const KINDS = { visitor: "visitors", exhibitor: "exhibitors", guest: "guests" };
  const inWords = (item) => {
    const time = new Date(item.made).toTimeString().slice(0, 5);
    const what = { arrive: item.code, walk_in: texts.walkIn, back: texts.back, count: item.number > 0 ? "+1" : "−1" };
    const people = item.people ? ` · ${item.people}` : "";
    return `${time} · ${what[item.do]}${people}${item.text ? `: ${item.text}` : ""}`;
  };
  const show = () => {
    const items = read();
    const open = items.filter((item) => !item.outcome);
    if (waitingLine) {
      waitingLine.hidden = !open.length;
      waitingLine.querySelector("strong").textContent = open.length;
    }
    const sums = { ...figures };
    open.filter((item) => item.do === "count").forEach((item) => (sums[KINDS[item.kind]] += item.number));
    document.querySelectorAll("[data-figure]").forEach((cell) => (cell.textContent = sums[cell.dataset.figure]));
    const kept = answer ? items.filter((item) => item.outcome) : items;
    keptPart.hidden = !kept.length;
    const rows = kept.map((item) => {
      const row = keptPart.querySelector("template").content.cloneNode(true);
      row.querySelector("span").textContent = inWords(item);
      const remove = row.querySelector("button");
      if (remove) remove.addEventListener("click", () => write(read().filter((other) => other.id !== item.id)));
      return row;
    });
    keptPart.querySelector("ul").replaceChildren(...rows);
  };
  const tell = (kind, heading, text, buttons = []) => {
    if (!answer) return;
    answer.className = `door-answer door-${kind}`;
    const lines = [heading, text].filter(Boolean).map((words, number) => {
      const line = document.createElement("p");
      line.textContent = words;
      if (!number) line.className = "door-answer-heading";
      return line;
    });
    const parts = document.createElement("div");
    parts.className = "door-parts";
    parts.append(...buttons);
    answer.replaceChildren(...lines, ...(buttons.length ? [parts] : []));
    feel(kind);
  };
  const button = (label, style, press) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = `btn ${style}`;
    made.textContent = label;
    made.addEventListener("click", press);
    return made;
  };

  // --- Sound and vibration, as the volunteer likes.
  const feelLine = document.getElementById("feel");
  const wish = feelLine && feelLine.querySelector("input");
  let sound;
  const feel = (kind) => {
    if (!wish || !wish.checked) return;
    const isGood = kind === "success";
    if (navigator.vibrate) navigator.vibrate(isGood ? 80 : kind === "error" ? [250, 80, 250] : [80, 80, 80]);
    const Sound = window.AudioContext || window.webkitAudioContext;
    if (!Sound) return;
    sound = sound || new Sound();
    const tone = sound.createOscillator();
    const volume = sound.createGain();
    tone.frequency.value = isGood ? 880 : 220;
    volume.gain.value = 0.1;
    tone.connect(volume).connect(sound.destination);
    tone.start();
    tone.stop(sound.currentTime + (isGood ? 0.12 : 0.35));
  };
  if (wish) {
    feelLine.hidden = false;
    wish.checked = inStore("door feel") === "yes";
    wish.addEventListener("change", () => {
      try {
        localStorage.setItem("door feel", wish.checked ? "yes" : "no");
      } catch {
        // For this page only, then.
      }
      feel("success");
    });
  }
  function inStore(name) {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  }

  // --- Noting and sending.
  const names = new Map();
  let last = "";
  const act = (deed, name) => {
    const item = { id: newKey(), made: Date.now(), ...deed };
    last = item.id;
    // A name goes along while the page is open; it is never written down.
    if (name) names.set(item.id, name);
    write([...read(), item]);
    send();
  };
  const arrive = (typed, people) => {
    const code = readCode(typed);
    if (code.length !== REFERENCE && code.length !== CODE) return tell("error", texts.foreignHeading, texts.foreign);
    act({ do: "arrive", code, ...(people ? { people } : {}) });
  };
  const undo = (item) => {
    if (item.do === "count") act({ ...item, id: newKey(), made: Date.now(), number: -item.number, tried: false });
    else act({ do: "back", of: item.id });
  };

  const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;
  const renewTokens = (page) => {
    const fresh = page.querySelector("[name=csrfmiddlewaretoken]");
    if (!fresh) return false;
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => (field.value = fresh.value));
    return true;
  };
  const fetched = async (address, options) => {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE);
    try {
      return await fetch(address, { credentials: "same-origin", signal: patience.signal, ...options });
    } finally {
      clearTimeout(timer);
    }
  };
  const parsed = async (response) => new DOMParser().parseFromString(await response.text(), "text/html");
  const post = (items) => {
    const actions = items.map((item) => ({
      ...item,
      name: names.get(item.id) || "",
      // Whoever has moved on cannot be asked how many come.
      ask: !item.tried,
      age: Math.max(0, Math.round((Date.now() - item.made) / 1000)),
    }));
    const headers = { "Content-Type": "application/json", "X-CSRFToken": token() };
    return fetched(queue, { method: "POST", headers, body: JSON.stringify({ actions }) });
  };

  const settle = (items, answers) => {
    const found = new Map(answers.map((each) => [each.id, each]));
    const isLate = new Set(items.filter((item) => item.tried).map((item) => item.id));
    const isOver = (item, said) =>
      said.done || !isLate.has(item.id) || (item.do === "back" && said.outcome === "nothing");
    write(
      read()
        .filter((item) => !found.has(item.id) || item.outcome || !isOver(item, found.get(item.id)))
        .map((item) => {
          const said = found.get(item.id);
          return said ? { ...item, outcome: said.outcome, text: said.text } : item;
        }),
    );
    const item = items.find((each) => each.id === last);
    if (item) say(item, found.get(item.id));
    else if (isLate.size && !waiting().length) tell("info", texts.sent, "");
  };
  const say = (item, said) => {
    let buttons = [];
    if (said.outcome === "ask") {
      const numbers = Array.from({ length: Math.min(said.rest, 12) }, (_none, index) => index + 1);
      if (said.rest > numbers.length) numbers.push(said.rest);
      buttons = numbers.map((people) =>
        button(String(people), "btn-primary", () => act({ do: "arrive", code: item.code, people })),
      );
    } else if (said.noted > 0 && item.do !== "back") {
      buttons = [button(texts.back, "btn-outline-primary", () => undo(item))];
    }
    tell(said.kind, said.heading, said.text, buttons);
  };

  let isSending = false, isClosed = false, timer = 0, pause = FIRST_PAUSE, most = BATCH;
  const send = async () => {
    if (!queue || isSending || isClosed) return;
    clearTimeout(timer);
    const items = waiting().slice(0, most);
    if (!items.length) return;
    isSending = true;
    let result = "later";
    try {
      result = await deliver(items);
    } catch {
      // No connection, or an answer that is none of ours.
    }
    isSending = false;
    if (result === "sent") {
      pause = FIRST_PAUSE;
      send();
    } else if (result === "later") {
      keep(items);
      timer = setTimeout(send, pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE);
      // What was noted meanwhile waits like the rest.
    }
  };
  const deliver = async (items) => {
    let response = await post(items);
    if (response.status === 403) {
      // The page is older than its key: get a new one, as another page of this browser may have changed it.
      if (!renewTokens(await parsed(await fetched(location.pathname)))) return "later";
      response = await post(items);
    }
    if (response.status === 410) {
      isClosed = true;
      tell("error", texts.closedHeading, texts[(await response.json()).closed]);
      return "closed";
    }
    if (response.status === 400 || response.status === 413) {
      if (items.length === 1) settle([{ ...items[0], tried: true }], [{ id: items[0].id, outcome: "wrong", text: "" }]);
      most = 1;
      return "sent";
    }
    if (!response.ok) return "later";
    const { answers, figures: fresh } = await response.json();
    Object.assign(figures, fresh);
    settle(items, answers);
    return "sent";
  };
  const keep = (items) => {
    const tried = new Set(items.map((item) => item.id));
    const isNew = items.some((item) => item.id === last && !item.tried);
    write(read().map((item) => (tried.has(item.id) ? { ...item, tried: true } : item)));
    const item = items.find((each) => each.id === last);
    if (!isNew || !item) return;
    const isWhole = item.do === "arrive" && !item.people;
    const text = keepsNothing ? texts.storage : isWhole ? `${texts.kept} ${texts.keptGroup}` : texts.kept;
    const buttons = item.do === "back" ? [] : [button(texts.back, "btn-outline-primary", () => undo(item))];
    tell(keepsNothing ? "error" : "info", item.do === "count" ? texts.counted : texts.keptHeading, text, buttons);
  };

  // --- The forms of the page.
  let pressed = null;
  root.addEventListener("click", (event) => (pressed = event.target.closest("button")));
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.id === "search") {
      event.preventDefault();
      search(form);
    } else if (form.id === "leave") {
      if (waiting().length && !window.confirm(form.dataset.sure)) event.preventDefault();
    } else if (form.dataset.do && queue && !isClosed) {
      event.preventDefault();
      const given = Object.fromEntries(new FormData(form));
      const people = Number(given.people) || 0;
      if (form.dataset.do === "arrive") arrive(given.code, people);
      else if (form.dataset.do === "walk_in") act({ do: "walk_in", people: people || 1 }, given.name);
      else {
        const { kind, sex, age_band } = given;
        const number = pressed && pressed.form === form ? Number(pressed.value) : 1;
        act({ do: "count", number, kind, sex, age_band });
      }
      if (form.dataset.do !== "count") form.reset();
    }
  });
  const search = async (form) => {
    const found = document.getElementById("found");
    const typed = new FormData(form);
    try {
      const page = await parsed(await fetched(location.pathname, { method: "POST", body: new URLSearchParams(typed) }));
      renewTokens(page);
      const fresh = page.getElementById("found");
      if (!fresh) throw new Error("no door");
      found.replaceChildren(...fresh.childNodes);
    } catch {
      const line = document.createElement("p");
      line.textContent = texts.nobody;
      found.replaceChildren(line);
    }
  };

  // --- The camera, where the browser reads square codes by itself.
  const scan = document.getElementById("scan");
  const camera = document.getElementById("camera");
  if (scan && window.BarcodeDetector && navigator.mediaDevices) {
    window.BarcodeDetector.getSupportedFormats()
      .then((formats) => (scan.hidden = !formats.includes("qr_code")))
      .catch(() => {});
    const video = camera.querySelector("video");
    let stream = null;
    const close = () => {
      if (stream) stream.getTracks().forEach((track) => track.stop());
      stream = null;
      camera.hidden = true;
      scan.hidden = false;
    };
    const look = async (detector, before, when) => {
      if (!stream) return;
      let seen = before, time = when;
      try {
        const [code] = await detector.detect(video);
        const isNew = code && (code.rawValue !== before || Date.now() - when > 5000);
        if (isNew) {
          seen = code.rawValue;
          time = Date.now();
          arrive(seen, 0);
        }
      } catch {
        // The picture is not there yet.
      }
      setTimeout(look, 250, detector, seen, time);
    };
    scan.addEventListener("click", async () => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      } catch {
        return tell("error", texts.cameraHeading, texts.camera);
      }
      video.srcObject = stream;
      camera.hidden = false;
      scan.hidden = true;
      video.play().catch(() => {});
      look(new window.BarcodeDetector({ formats: ["qr_code"] }), "", 0);
    });
    camera.querySelector("button").addEventListener("click", close);
    document.addEventListener("visibilitychange", () => document.hidden && close());
  }

  // --- What stands behind the # of the address: a pass, or somebody's code read by the camera of the phone itself.
  const takeAddress = () => {
    const code = readCode(location.hash);
    if (code.length !== PASS && code.length !== CODE) return;
    history.replaceState(null, "", location.pathname);
    if (code.length === PASS) {
      opening.querySelector("[name=code]").value = code;
      opening.submit();
    } else if (answer && queue) arrive(code, 0);
  };
  window.addEventListener("hashchange", takeAddress);
  window.addEventListener("online", () => {
    pause = FIRST_PAUSE;
    send();
  });
  window.addEventListener("storage", show);
  document.addEventListener("visibilitychange", () => document.hidden || send());
  show();
  takeAddress();
  send();
})();
