// Each chosen file is its own upload with its own state; "stored" is said only when the server's digest agrees.
// What failed for want of a network goes on by itself; what the server refused for good is not offered again.
(() => {
  const AT_ONCE = 3;
  const PAUSE = 20000;
  const NETWORK = "network", SERVER = "server", FINAL = "final";
  const PASSING = ["signed_out", "checker_failed"]; // refusals that another try may get over
  const hex = (buffer) => [...new Uint8Array(buffer)].map((b) => b.toString(16).padStart(2, "0")).join("");

  async function digestOf(file) {
    if (!window.crypto || !crypto.subtle) return null; // plain http on a LAN address: the server's word stands
    return hex(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  }

  class Queue {
    constructor(form) {
      this.form = form;
      this.text = form.dataset;
      this.input = form.querySelector("input[type=file]");
      this.list = form.querySelector(".queue");
      this.total = form.querySelector("[data-total]");
      this.retryAll = form.querySelector("[data-retry-all]");
      this.waiting = [];
      this.failed = new Map(); // job → NETWORK or SERVER, for those that may be tried again
      this.running = this.stored = this.all = 0;
      form.querySelector("button.primary").remove(); // it is for those without JavaScript
      this.input.addEventListener("change", () => this.add([...this.input.files]));
      window.addEventListener("beforeunload", (event) => {
        if (this.running || this.waiting.length || this.failed.size) event.preventDefault();
      });
      this.retryAll.querySelector("button").addEventListener("click", () => this.again(NETWORK, SERVER));
      window.addEventListener("online", () => this.again(NETWORK));
      setInterval(() => {
        if (navigator.onLine !== false) this.again(NETWORK);
      }, PAUSE);
    }

    add(files) {
      for (const file of files) {
        const row = document.createElement("li");
        const name = document.createElement("span");
        name.textContent = file.name;
        const state = document.createElement("span");
        const bar = document.createElement("progress");
        bar.max = 100;
        bar.value = 0;
        row.append(name, state, bar);
        this.list.append(row);
        this.all += 1;
        this.enqueue({ file, row, state, bar });
      }
      this.input.value = "";
    }

    again(...reasons) {
      for (const [job, reason] of [...this.failed]) if (reasons.includes(reason)) this.enqueue(job);
    }

    enqueue(job) {
      this.failed.delete(job);
      job.bar.value = 0;
      job.state.textContent = this.text.textWaiting;
      job.state.className = "";
      job.row.querySelector("button")?.remove();
      if (job.file.size > Number(this.text.maxBytes)) return this.fail(job, this.text.textTooBig, FINAL);
      this.waiting.push(job);
      this.next();
    }

    next() {
      this.tell();
      while (this.running < AT_ONCE && this.waiting.length) this.send(this.waiting.shift());
    }

    send(job) {
      this.running += 1;
      const request = new XMLHttpRequest();
      const data = new FormData(this.form);
      data.delete(this.input.name);
      data.append(this.input.name, job.file, job.file.name);
      request.open("POST", this.form.action);
      request.setRequestHeader("Accept", "application/json");
      request.timeout = 300000;
      request.upload.onprogress = (event) => {
        job.bar.value = Math.round((100 * event.loaded) / event.total);
        job.state.textContent = `${job.bar.value} %`;
      };
      request.onload = () => this.answered(job, request);
      request.onerror = request.ontimeout = () => this.done(() => this.fail(job, this.text.textNetwork, NETWORK));
      request.send(data);
    }

    async answered(job, request) {
      let answer = {};
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        answer = request.status === 413 ? { ok: false, code: "too_big", message: this.text.textTooBig } : { ok: false };
      }
      const own = answer.ok ? await digestOf(job.file) : null;
      this.done(() => {
        const final = answer.code && !PASSING.includes(answer.code);
        if (!answer.ok) return this.fail(job, answer.message || this.text.textServer, final ? FINAL : SERVER);
        if (own && own !== answer.sha256) return this.fail(job, this.text.textDamaged, SERVER);
        job.bar.value = 100;
        job.state.textContent = this.text.textStored;
        job.state.className = "stored";
        this.stored += 1;
        document.querySelector("[data-empty]")?.remove();
      });
    }

    done(step) {
      this.running -= 1;
      step();
      this.next();
    }

    fail(job, words, reason) {
      job.state.textContent = words;
      job.state.className = "failed";
      if (reason !== FINAL) {
        this.failed.set(job, reason);
        const button = document.createElement("button");
        button.type = "button";
        button.className = "button";
        button.textContent = this.text.textRetry;
        button.addEventListener("click", () => this.enqueue(job));
        job.row.append(button);
      }
      this.tell();
    }

    tell() {
      this.total.textContent = this.all ? `${this.stored} / ${this.all} ${this.text.textStored}` : "";
      const finished = this.all && !this.running && !this.waiting.length;
      const link = this.form.querySelector("[data-after]");
      if (link) link.hidden = !(finished && this.stored);
      this.retryAll.hidden = this.failed.size < 2;
    }
  }

  document.querySelectorAll("form[data-upload]").forEach((form) => new Queue(form));
})();
