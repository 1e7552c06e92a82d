// Keys: each one presses a control that is on the page anyway, so nothing works by key alone.
(() => {
  "use strict";
  const OFF = "keys-off";
  const PREFIX = "g";
  // What a key's place on the board would say on a Latin layout, for layouts that say something else.
  const BY_PLACE = { Slash: "/", "Slash+": "?" };
  let chord = 0;

  const isOff = () => localStorage.getItem(OFF) === "1";
  const inField = (element) => element.closest("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");
  const items = () => [...document.querySelectorAll("[data-nav]")].filter((item) => item.offsetParent !== null);
  const current = () => document.querySelector("[data-nav][aria-current]");
  const isShown = (element) => element.offsetParent !== null && !element.disabled;

  function letterOf(event) {
    if (/^[a-z?/]$/i.test(event.key) || event.key === "Enter") return event.key;
    const letter = /^Key([A-Z])$/.exec(event.code);
    if (letter) return event.shiftKey ? letter[1] : letter[1].toLowerCase();
    return BY_PLACE[event.code + (event.shiftKey ? "+" : "")] || "";
  }

  function mark(item) {
    for (const other of document.querySelectorAll("[data-nav][aria-current]")) other.removeAttribute("aria-current");
    if (!item) return;
    item.setAttribute("aria-current", "true");
    const target = item.hasAttribute("tabindex") ? item : item.querySelector("[data-open]") || item;
    target.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const all = items();
    const at = all.indexOf(current());
    mark(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)]);
    return all.length > 0;
  }

  // Only what is inside the current card answers to a key that many cards have.
  function press(key) {
    const item = current();
    const scoped = [...document.querySelectorAll("[data-key]")].filter((control) => control.dataset.key === key && isShown(control));
    const control = scoped.find((found) => item && item.contains(found)) || scoped.find((found) => !found.closest("[data-nav]"));
    if (!control) return false;
    if (control.matches("input")) control.focus();
    else control.click();
    return true;
  }

  function open() {
    const item = current();
    const control = item && item.querySelector("[data-open], [data-suggested]");
    if (control) control.click();
    return Boolean(control);
  }

  function answer(key) {
    if (chord && Date.now() - chord < 1500) {
      chord = 0;
      return press(`${PREFIX} ${key}`);
    }
    if (key === PREFIX) {
      chord = Date.now();
      return true;
    }
    if (key === "j" || key === "k") return step(key === "j" ? 1 : -1);
    if (key === "o" || key === "Enter") return open();
    return press(key);
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey || isOff()) return;
    if (inField(event.target) || document.querySelector("dialog[open]")) return;
    const key = letterOf(event);
    if (key === "Enter" && event.target.closest("a, button, summary, input")) return;
    if (key && answer(key)) event.preventDefault();
  });

  document.addEventListener("focusin", (event) => {
    const item = event.target.closest("[data-nav]");
    if (item && item !== current()) {
      for (const other of document.querySelectorAll("[data-nav][aria-current]")) other.removeAttribute("aria-current");
      item.setAttribute("aria-current", "true");
    }
  });

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    const dialog = opener && document.getElementById(opener.dataset.opens);
    if (!dialog || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    dialog.showModal();
  });

  for (const box of document.querySelectorAll("[data-keys-on]")) {
    box.checked = !isOff();
    box.addEventListener("change", () => localStorage.setItem(OFF, box.checked ? "0" : "1"));
  }

  // After a form answered in place, the eye and the screen reader go to what changed.
  document.addEventListener("htmx:afterSettle", (event) => {
    const changed = event.detail.target && document.getElementById(event.detail.target.id);
    if (!changed || event.detail.elt.hasAttribute("hx-swap-oob") || changed.id === "timeline" || changed.id === "evidence-count") return;
    const place = changed.querySelector("[data-focus]") || changed;
    if (changed.hasAttribute("data-nav")) mark(changed);
    place.focus();
  });

  const problems = document.querySelector("#problems, main [data-focus]");
  if (problems) problems.focus();
})();
