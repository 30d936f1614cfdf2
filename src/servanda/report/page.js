/* Links records and their evidence, filters and searches. Without it the page reads the same. */
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const wide = matchMedia("(min-width: 64rem)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const documents = all(".doc");
  const bar = document.querySelector(".bar");
  const tray = byId("tray");

  /* Lighting: a record and its evidence, and those that lie around it. */
  let lit = [];
  let held = null; // the key that a click keeps lit
  let heldAround = [];
  const keyOf = (record) => record.id.slice(1);
  const kindOf = (record) => record.closest(".group").classList[1];
  const marksOf = (key) => all(`mark[data-r~="${key}"]`, byId("r" + key).closest(".doc"));

  function unlight() {
    for (const element of lit) element.classList.remove("on", "also");
    lit = [];
  }

  function light(key, around = []) {
    unlight();
    const record = byId("r" + key);
    if (!record) return;
    record.closest(".doc").querySelector(".text").dataset.lit = kindOf(record);
    for (const element of [record, ...marksOf(key)]) {
      element.classList.add("on");
      lit.push(element);
    }
    for (const other of around) {
      const element = byId("r" + other);
      if (other === key || !element) continue;
      element.classList.add("also");
      lit.push(element);
    }
  }

  const relight = () => (held ? light(held, heldAround) : unlight());

  function showEvidence(key) {
    const first = marksOf(key)[0];
    if (!first) return;
    const box = first.getBoundingClientRect();
    const top = wide.matches ? bar.offsetHeight : 0;
    const bottom = innerHeight - (tray.hidden ? 0 : tray.offsetHeight);
    if (box.top >= top + 8 && box.top <= bottom - 40) return;
    const behavior = calm.matches ? "auto" : "smooth";
    if (wide.matches) first.scrollIntoView({ block: "nearest", behavior });
    else scrollBy({ top: box.top - 0.2 * innerHeight, behavior });
  }

  function showRecord(key) {
    const record = byId("r" + key);
    const panel = record.closest(".records");
    if (!wide.matches) return;
    const box = record.getBoundingClientRect();
    const frame = panel.getBoundingClientRect();
    const heading = 36;
    if (box.top >= frame.top + heading && box.bottom <= frame.bottom) return;
    const behavior = calm.matches ? "auto" : "smooth";
    panel.scrollTo({ top: panel.scrollTop + box.top - frame.top - heading - 0.2 * frame.height, behavior });
  }

  function hold(key, around, from) {
    release();
    held = key;
    heldAround = around;
    const record = byId("r" + key);
    record.classList.add("held");
    relight();
    if (!wide.matches) openTray([key, ...around.filter((other) => other !== key)]);
    if (from === "record") showEvidence(key);
    else showRecord(key);
  }

  function release() {
    if (held) byId("r" + held).classList.remove("held");
    held = null;
    heldAround = [];
    tray.hidden = true;
    unlight();
  }

  function openTray(keys) {
    const copies = keys.map((key) => {
      const record = byId("r" + key);
      const copy = record.cloneNode(true);
      copy.removeAttribute("id");
      copy.className = "rec " + kindOf(record);
      return copy;
    });
    byId("tray-records").replaceChildren(...copies);
    tray.hidden = false;
    tray.scrollTop = 0;
  }
  byId("tray-close").addEventListener("click", release);
  byId("tray-list").addEventListener("click", () => {
    const record = byId("r" + held);
    release();
    record.scrollIntoView({ block: "center" });
    record.querySelector(".n").focus({ preventScroll: true });
  });

  const shown = (key) => {
    const record = byId("r" + key);
    return record && !record.hidden && byId("show-" + kindOf(record)).checked;
  };
  const keysOf = (mark) => mark.dataset.r.split(" ").filter(shown);

  /* A page that scrolls under a resting pointer must not light anything: only a pointer that moves does. */
  let last = "";
  let waiting = 0;
  document.addEventListener("pointerover", (event) => {
    const here = event.clientX + "," + event.clientY;
    if (event.pointerType !== "mouse" || here === last) return;
    last = here;
    clearTimeout(waiting);
    const mark = event.target.closest("mark");
    const record = event.target.closest(".records .rec");
    if (mark) {
      const keys = keysOf(mark);
      if (!keys.length) return relight();
      light(keys[0], keys);
      waiting = setTimeout(showRecord, 140, keys[0]);
    } else if (record) {
      const key = keyOf(record);
      light(key);
      waiting = setTimeout(showEvidence, 220, key);
    } else relight();
  });
  document.addEventListener("pointermove", (event) => {
    last = event.clientX + "," + event.clientY;
  }, { passive: true });

  document.addEventListener("focusin", (event) => {
    const record = event.target.closest(".records .rec");
    if (!record || !event.target.matches(":focus-visible")) return;
    light(keyOf(record));
    if (wide.matches) showEvidence(keyOf(record));
  });
  document.addEventListener("focusout", (event) => {
    if (event.target.closest(".records .rec")) relight();
  });

  document.addEventListener("click", (event) => {
    const number = event.target.closest(".rec .n");
    if (number) event.preventDefault();
    if (!getSelection().isCollapsed && !number) return;
    const mark = event.target.closest("mark");
    const record = event.target.closest(".records .rec");
    if (mark) {
      const keys = keysOf(mark); // a second click goes one layer out
      if (keys.length) hold(keys[(keys.indexOf(held) + 1) % keys.length], keys, "text");
    } else if (record) {
      const key = keyOf(record);
      if (held === key && !number) release();
      else hold(key, [], "record");
      history.replaceState(null, "", "#" + record.id);
    } else if (!event.target.closest(".tray, .bar, a, button")) release();
  });

  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input[type=search]");
    if (event.key === "Escape") {
      if (typing) event.target.blur();
      release();
    } else if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      byId("find").focus();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && event.target.matches(".records .n")) {
      const links = all(".rec:not([hidden]) .n", event.target.closest(".records")).filter((link) => link.offsetParent);
      const next = links[links.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)];
      event.preventDefault();
      if (next) next.focus();
    }
  });

  /* Filters. */
  const boxes = all(".chip input[id^='show-']:not(#show-proof)");
  const parties = new Set();
  const off = () => new Set(boxes.filter((box) => !box.checked).map((box) => box.value));

  function repaint() {
    const hidden = off();
    for (const mark of all("mark")) {
      const kinds = mark.dataset.k.split(" ").filter((kind) => !hidden.has(kind));
      const around = kinds.find((kind) => kind !== kinds[0] && kind !== "quotations");
      const look = (kinds[0] || "bare") + (around ? " in-" + around : "");
      if (mark.className !== look) mark.className = look;
    }
  }

  const index = new Map(); // what each document and record says, read when first searched
  function words(element) {
    if (!index.has(element)) index.set(element, element.textContent);
    return index.get(element);
  }

  function patterns(query) {
    const parts = query.trim().split(/\s+/u).filter(Boolean);
    return parts.map((part) => {
      const literal = part.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&").replace(/[\u0435\u0451]/gi, "[\u0435\u0451]");
      return new RegExp(literal, "giu");
    });
  }

  function filter() {
    const hidden = off();
    const wanted = patterns(byId("find").value);
    const says = (element) => wanted.every((pattern) => words(element).search(pattern) >= 0);
    let records = 0;
    let kept = 0;
    for (const section of documents) {
      const party = !parties.size || section.dataset.parties.split("|").some((code) => parties.has(code));
      let matches = 0;
      for (const group of all(".group", section)) {
        let inGroup = 0;
        for (const record of all(".rec", group)) {
          record.hidden = !(party && says(record));
          if (!record.hidden) inGroup += 1;
        }
        group.hidden = !inGroup;
        const total = group.querySelectorAll(".rec").length;
        group.querySelector("h3 small").textContent = inGroup < total ? `${inGroup} of ${total}` : total;
        if (!hidden.has(group.classList[1])) matches += inGroup;
      }
      section.hidden = !(party && (!wanted.length || matches || says(section)));
      if (!section.hidden) kept += 1;
      records += section.hidden ? 0 : matches;
      const entry = document.querySelector(`.contents a[href="#${section.id}"]`);
      if (entry) entry.parentElement.hidden = section.hidden;
    }
    const active = wanted.length || parties.size || hidden.size;
    const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;
    byId("found").textContent = active ? `${plural(records, "record")} in ${plural(kept, "document")}` : "";
    byId("nothing").hidden = kept > 0;
    paintFound(wanted);
  }

  function paintFound(wanted) {
    if (!CSS.highlights) return;
    const ranges = [];
    const most = 3000;
    for (const block of wanted.length ? all(".doc:not([hidden]) :is(h2, .text p, .rec:not([hidden]))") : []) {
      if (ranges.length > most) break;
      const nodes = [];
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      let length = 0;
      while (walker.nextNode()) {
        nodes.push([walker.currentNode, length]);
        length += walker.currentNode.data.length;
      }
      const text = block.textContent;
      for (const pattern of wanted) {
        for (const hit of text.matchAll(pattern)) {
          const range = new Range();
          const at = (offset) => nodes.findLast(([, start]) => start <= offset);
          const [first, from] = at(hit.index);
          const [second, to] = at(hit.index + hit[0].length - 1);
          range.setStart(first, hit.index - from);
          range.setEnd(second, hit.index + hit[0].length - to);
          ranges.push(range);
        }
      }
    }
    CSS.highlights.set("found", new Highlight(...ranges));
  }

  let typing = 0;
  byId("find").addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(filter, 150);
  });
  for (const box of boxes) {
    box.addEventListener("change", () => {
      release();
      repaint();
      filter();
    });
  }
  for (const button of all(".party")) {
    button.addEventListener("click", () => {
      const code = button.dataset.party;
      if (!parties.delete(code)) parties.add(code);
      button.setAttribute("aria-pressed", String(parties.has(code)));
      filter();
    });
  }

  /* The list of documents follows the reading. */
  const contents = document.querySelector(".contents");
  if (contents) {
    const watch = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        const link = contents.querySelector(`a[href="#${entry.target.id}"]`);
        contents.querySelector("[aria-current]")?.removeAttribute("aria-current");
        link.setAttribute("aria-current", "true");
        const box = link.getBoundingClientRect();
        const frame = contents.getBoundingClientRect();
        if (box.top < frame.top || box.bottom > frame.bottom) contents.scrollTop += box.top - frame.top - frame.height / 3;
      }
    }, { rootMargin: "-25% 0px -70% 0px" });
    for (const section of documents) watch.observe(section);
  }

  new ResizeObserver(() => root.style.setProperty("--bar", (wide.matches ? bar.offsetHeight : 0) + "px")).observe(bar);

  const wanted = /^#r(\d+-\d+)$/.exec(location.hash);
  if (wanted && byId("r" + wanted[1])) hold(wanted[1], [], "record");
})();
