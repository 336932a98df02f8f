// One form a star. Its text is saved while it is typed; until the server has a thing, a copy of the whole form stays on
// this device.
(() => {
  const PAUSE = 2000;
  const OURS = /^(csrfmiddlewaretoken|text_revision|text_was|was-|demand-was-|figures-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS|figures-\d+-(was|figure_id|key))/;

  class Star {
    constructor(form) {
      this.form = form;
      this.text = form.dataset;
      this.area = form.elements.text;
      this.status = form.querySelector("[data-status]");
      this.key = `draft:${this.text.draftKey}`;
      this.saved = this.area.value;
      this.timer = null;
      this.busy = false;
      if ("saved" in this.text) this.drop(); // the server has just said so
      this.loaded = this.typed();
      this.offer();
      form.addEventListener("input", (event) => this.changed(event));
      form.addEventListener("submit", (event) => this.submit(event));
      this.area.addEventListener("blur", () => this.save());
      window.addEventListener("online", () => this.save());
      window.addEventListener("pagehide", () => this.save());
      if (location.search) history.replaceState(null, "", location.pathname + location.hash);
    }

    typed() {
      return Object.fromEntries([...new FormData(this.form)].filter(([name]) => !OURS.test(name)));
    }

    keep() {
      try { localStorage.setItem(this.key, JSON.stringify(this.typed())); } catch { /* full or forbidden */ }
    }

    drop() {
      try { localStorage.removeItem(this.key); } catch { /* forbidden */ }
    }

    draft() {
      try { return JSON.parse(localStorage.getItem(this.key)); } catch { return null; }
    }

    same(one, other) {
      return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((name) => (one[name] ?? "") === (other[name] ?? ""));
    }

    offer() {
      const draft = this.draft();
      if (!draft || typeof draft !== "object" || this.same(draft, this.loaded)) return this.drop();
      const box = this.form.querySelector("[data-draft]");
      box.hidden = false;
      box.querySelector("[data-use]").addEventListener("click", () => {
        this.use(draft);
        box.hidden = true;
        this.save();
      });
      box.querySelector("[data-discard]").addEventListener("click", () => {
        this.drop();
        box.hidden = true;
      });
    }

    use(draft) {
      for (const [name, value] of Object.entries(draft)) {
        const field = this.form.elements[name];
        if (field) field.value = value;
      }
      this.keep();
    }

    changed(event) {
      this.keep();
      if (event.target !== this.area) return;
      this.status.textContent = "";
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), PAUSE);
    }

    async save() {
      clearTimeout(this.timer);
      if (this.busy || this.sent || this.area.value === this.saved) return;
      this.busy = true;
      const sent = this.area.value;
      const data = new FormData();
      for (const name of ["csrfmiddlewaretoken", "text_revision", "text_was"]) data.append(name, this.form.elements[name].value);
      data.append("text", sent);
      try {
        const answer = await fetch(this.form.action, {
          method: "POST", body: data, headers: { Accept: "application/json" }, keepalive: sent.length < 15000,
        });
        this.heard(await answer.json(), sent);
      } catch {
        this.status.textContent = this.text.textOffline;
        this.timer = setTimeout(() => this.save(), 10000);
      } finally {
        this.busy = false;
      }
    }

    heard(told, sent) {
      if (!told.ok) {
        this.status.textContent = told.message;
        return;
      }
      this.saved = this.loaded.text = sent;
      this.form.elements.text_revision.value = told.text_revision;
      this.form.elements.text_was.value = told.text_was;
      this.status.textContent = `${this.text.textSaved} ${told.saved_at}`;
      if (this.same(this.typed(), this.loaded)) this.drop();
    }

    // Without a connection the browser would leave the page for its own error: ask first, then send.
    async submit(event) {
      event.preventDefault();
      clearTimeout(this.timer);
      if (event.submitter?.form !== this.form || this.sent) return;
      this.sent = true;
      try {
        await fetch(this.text.ping, { method: "HEAD", cache: "no-store" });
        this.form.submit();
        setTimeout(() => { this.sent = false; }, 5000);
      } catch {
        this.sent = false;
        this.keep();
        this.status.textContent = this.text.textOffline;
      }
    }
  }

  document.querySelectorAll("form[data-autosave]").forEach((form) => new Star(form));
})();
