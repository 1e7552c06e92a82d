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

  // A part with the focus in it, or with something typed, is left alone until the page is loaded anew.
  function isHeld(part) {
    if (part.contains(document.activeElement) && part !== document.activeElement) return true;
    return [...part.querySelectorAll("input:not([type=hidden])")].some((input) => input.type !== "radio" && input.value !== input.defaultValue);
  }

  function put(old, fresh) {
    const isCurrent = old.hasAttribute("aria-current");
    const hadFocus = old === document.activeElement;
    const open = [...old.querySelectorAll("details[open]")].length > 0;
    old.replaceWith(fresh);
    if (isCurrent) fresh.setAttribute("aria-current", "true");
    if (open) for (const details of fresh.querySelectorAll("details")) details.open = true;
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
      const waiting = [...fresh.querySelectorAll("[data-list] > [id]")].filter((row) => !known.has(row.id)).length;
      const wasBusy = this.fragment.dataset.busy;
      if (!this.isTouched && window.scrollY < 200) this.replace(fresh);
      else this.merge(fresh, waiting);
      if (wasBusy === "true" && fresh.dataset.busy === "false") announce("The machines are done.");
    }

    replace(fresh) {
      const open = [...this.fragment.querySelectorAll("details")].map((details) => details.open);
      const node = document.importNode(fresh, true);
      this.fragment.replaceWith(node);
      [...node.querySelectorAll("details")].forEach((details, at) => (details.open = details.open || Boolean(open[at])));
      if (window.htmx) window.htmx.process(node);
      this.pill(0);
    }

    merge(fresh, waiting) {
      this.fragment.dataset.busy = fresh.dataset.busy;
      for (const part of fresh.querySelectorAll("[data-part][id], [data-list] > [id]")) {
        const old = document.getElementById(part.id);
        if (old && this.element.contains(old) && !isSame(old, part) && !isHeld(old)) put(old, document.importNode(part, true));
      }
      this.pill(waiting);
    }

    pill(count) {
      const place = this.element.querySelector("[data-pill]");
      document.title = count ? `(${count}) ${title}` : title;
      if (!place) return;
      place.hidden = !count;
      if (!count) return place.replaceChildren();
      const text = `${count} ${count === 1 ? this.element.dataset.one : this.element.dataset.many}`;
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
