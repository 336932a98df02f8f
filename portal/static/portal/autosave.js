// Text is saved while it is typed; until the server has it, a copy stays on this device.
(() => {
  const PAUSE = 2000;

  function start(form) {
    const area = form.querySelector("textarea");
    const revision = form.querySelector("input[name=text_revision]");
    const status = form.querySelector("[data-status]");
    const text = form.dataset;
    const key = `draft:${text.draftKey}`;
    let saved = area.defaultValue;
    let timer = null;
    let busy = false;

    const store = {
      get: () => { try { return localStorage.getItem(key); } catch { return null; } },
      set: (value) => { try { localStorage.setItem(key, value); } catch { /* full or forbidden */ } },
      drop: () => { try { localStorage.removeItem(key); } catch { /* forbidden */ } },
    };

    function offer() {
      const draft = store.get();
      if (draft === null || draft === area.value) return store.drop();
      const box = form.querySelector("[data-draft]");
      box.hidden = false;
      box.querySelector("[data-use]").addEventListener("click", () => {
        area.value = draft;
        box.hidden = true;
        save();
      });
      box.querySelector("[data-discard]").addEventListener("click", () => {
        store.drop();
        box.hidden = true;
      });
    }

    async function save() {
      clearTimeout(timer);
      if (busy || area.value === saved) return;
      busy = true;
      const sent = area.value;
      try {
        const answer = await fetch(form.action, {
          method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, keepalive: sent.length < 15000,
        });
        const told = await answer.json();
        if (!told.ok) {
          status.textContent = told.message;
          return;
        }
        saved = sent;
        revision.value = told.text_revision;
        status.textContent = `${text.textSaved} ${told.saved_at}`;
        if (area.value === sent) store.drop();
      } catch {
        status.textContent = text.textOffline;
        timer = setTimeout(save, 10000);
      } finally {
        busy = false;
      }
    }

    area.addEventListener("input", () => {
      store.set(area.value);
      status.textContent = "";
      clearTimeout(timer);
      timer = setTimeout(save, PAUSE);
    });
    area.addEventListener("blur", save);
    window.addEventListener("pagehide", save);
    form.addEventListener("submit", () => { clearTimeout(timer); });
    offer();
  }

  document.querySelectorAll("form[data-autosave]").forEach(start);
})();
