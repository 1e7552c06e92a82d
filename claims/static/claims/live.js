// Live parts: a region asks for its fragment again. What is being read never moves: new rows wait behind a pill.
(() => {
  "use strict";
  const BUSY = 1500;
  const QUIET = 60000;
  const ANNOUNCE = 10000;
  const title = document.title;
  const connection = document.querySelector("[data-connection]");
  const announcer = document.querySelector("[data-announce]");
  let announcedAt = 0;

  const words = (element) => element.textContent.replace(/\s+/g, " ");
  const isSame = (old, fresh) => old.dataset.mark === fresh.dataset.mark && words(old) === words(fresh);

  function announce(text) {
    if (!announcer || Date.now() - announcedAt < ANNOUNCE) return;
    announcedAt = Date.now();
    announcer.textContent = text;
  }

  const isChanged = (field) => {
    if (field.matches("select")) return [...field.options].some((option) => option.selected !== option.defaultSelected && field.selectedIndex > 0);
    return field.matches("[type=checkbox]") ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
  };
  const isTyped = (part) => [...part.querySelectorAll("input:not([type=hidden]):not([type=radio]), textarea, select")].some(isChanged);

  // A part with the focus in it, or with something typed, is left alone until the page is loaded anew.
  function isHeld(part) {
    if (part.contains(document.activeElement) && part !== document.activeElement) return true;
    return isTyped(part);
  }

  // What was folded or unfolded stays so: by name, or by its place where it has none.
  function keepOpen(old, fresh) {
    const named = (part) => [...part.querySelectorAll("details")].map((details, at) => [details.id || at, details]);
    const states = new Map(named(old).map(([name, details]) => [name, details.open]));
    for (const [name, details] of named(fresh)) details.open = states.has(name) ? states.get(name) : details.open;
  }

  function put(old, fresh) {
    const isCurrent = old.hasAttribute("aria-current");
    const hadFocus = old === document.activeElement;
    keepOpen(old, fresh);
    old.replaceWith(fresh);
    if (isCurrent) fresh.setAttribute("aria-current", "true");
    if (hadFocus) fresh.focus({ preventScroll: true });
    if (window.htmx) window.htmx.process(fresh);
  }

  class Region {
    constructor(element) {
      this.element = element;
      this.etag = "";
      this.isTouched = false;
      this.latest = null;
      for (const kind of ["focusin", "pointerdown", "keydown"]) element.addEventListener(kind, () => (this.isTouched = true));
      element.addEventListener("click", (event) => event.target.closest("[data-pill] button") && this.load());
      this.plan();
    }

    get fragment() {
      return this.element.querySelector("[data-fragment]");
    }

    plan(soon) {
      clearTimeout(this.timer);
      const isBusy = this.fragment && this.fragment.dataset.busy === "true";
      this.timer = setTimeout(() => this.ask(), soon || isBusy ? BUSY : QUIET);
    }

    async ask() {
      if (document.hidden) return;
      try {
        const answer = await fetch(this.element.dataset.live, { headers: this.etag ? { "If-None-Match": this.etag } : {}, cache: "no-store" });
        if (answer.redirected) this.say("signed out – sign in to go on");
        else if (answer.ok || answer.status === 304) this.say("");
        else this.stall();
        if (answer.status === 200 && !answer.redirected) {
          this.etag = answer.headers.get("ETag") || "";
          this.receive(await answer.text());
        }
      } catch {
        this.stall();
      }
      this.plan();
    }

    say(text) {
      if (connection && connection.textContent !== text) connection.textContent = text;
    }

    // The page stays as it was at the first question without an answer, and says since when.
    stall() {
      this.since = (connection && connection.textContent && this.since) || `${new Date().toISOString().slice(11, 16)} UTC`;
      this.say(`not up to date – showing ${this.since}`);
    }

    receive(html) {
      const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-fragment]");
      if (!fresh || !this.fragment) return;
      this.latest = html;
      const known = new Set([...this.element.querySelectorAll("[data-list] > [id]")].map((row) => row.id));
      const rows = [...fresh.querySelectorAll("[data-list] > [id]")];
      const waiting = rows.filter((row) => !known.has(row.id)).length;
      const isMoved = this.isGroupedAnew(rows);
      const wasBusy = this.fragment.dataset.busy;
      if (!this.isTouched && window.scrollY < 200) this.replace(fresh);
      else this.merge(fresh, waiting, isMoved);
      if (wasBusy === "true" && fresh.dataset.busy === "false") announce("The machines are done.");
    }

    replace(fresh) {
      const node = document.importNode(fresh, true);
      keepOpen(this.fragment, node);
      for (const form of [...this.fragment.querySelectorAll("form[id]")].filter(isTyped)) {
        const place = node.querySelector(`#${CSS.escape(form.id)}`);
        if (place) place.replaceWith(form);
      }
      this.fragment.replaceWith(node);
      if (window.htmx) window.htmx.process(node);
      this.pill(0);
    }

    // Whether rows that are shown stand beside others now; where there is one list, this never happens.
    isGroupedAnew(rows) {
      const shown = (row) => document.getElementById(row.id);
      const lists = new Map();
      for (const row of rows.filter(shown)) lists.set(row.parentElement, [...(lists.get(row.parentElement) || []), shown(row).parentElement]);
      const homes = [...lists.values()].map((parents) => new Set(parents));
      return homes.some((parents) => parents.size > 1) || new Set(homes.flatMap((parents) => [...parents])).size < homes.length;
    }

    merge(fresh, waiting, isMoved) {
      this.fragment.dataset.busy = fresh.dataset.busy;
      for (const part of fresh.querySelectorAll("[data-part][id], [data-list] > [id]")) {
        const old = document.getElementById(part.id);
        if (old && this.element.contains(old) && !isSame(old, part) && !isHeld(old)) put(old, document.importNode(part, true));
      }
      this.pill(waiting, isMoved);
    }

    pill(count, isMoved) {
      const place = this.element.querySelector("[data-pill]");
      document.title = count ? `(${count}) ${title}` : title;
      if (!place) return;
      place.hidden = !count && !isMoved;
      if (place.hidden) return place.replaceChildren();
      const text = count ? `${count} ${count === 1 ? this.element.dataset.one : this.element.dataset.many}` : this.element.dataset.moved;
      const button = place.querySelector("button") || document.createElement("button");
      button.type = "button";
      button.dataset.key = "l";
      button.setAttribute("aria-keyshortcuts", "l");
      button.textContent = `${text} · press l`;
      if (!button.isConnected) place.append(button);
      announce(text);
    }

    load() {
      const known = new Set([...this.element.querySelectorAll("[data-list] > [id]")].map((row) => row.id));
      this.replace(new DOMParser().parseFromString(this.latest, "text/html").querySelector("[data-fragment]"));
      const first = [...this.element.querySelectorAll("[data-list] > [id]")].find((row) => !known.has(row.id));
      const target = first && (first.hasAttribute("tabindex") ? first : first.querySelector("[data-open]"));
      if (target) target.focus();
    }
  }

  const regions = [...document.querySelectorAll("[data-live]")].map((element) => new Region(element));
  document.addEventListener("visibilitychange", () => document.hidden || regions.forEach((region) => region.ask()));
  document.addEventListener("htmx:afterSwap", () => regions.forEach((region) => region.plan(true)));
})();
