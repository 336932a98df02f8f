/* A slip's QR code leads to /vote/#CODE or /slip/#CODE: what stands behind the # is never sent, so no server log
   holds it. This script puts it into the field marked data-code and sends the form. Without it people type the code.
   A page that comes after the code has such a field in a hidden form, for the next slip scanned in the same window. */
"use strict";

(() => {
  const field = document.querySelector("input[data-code]");

  function take() {
    const code = location.hash.slice(1);
    if (!/^[0-9A-Za-z-]{16,40}$/.test(code)) return; // an anchor of the page, or nothing
    history.replaceState(null, "", location.pathname); // the address bar and the back button do not keep it
    field.value = code;
    field.form.submit();
  }

  if (field) {
    take();
    window.addEventListener("hashchange", take); // a second slip in the same window
  }

  /* Forms marked data-once are sent once, however often the button is pressed; coming back, it can be pressed again. */
  const sent = new WeakSet();
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-once]")) return;
    if (sent.has(event.target)) event.preventDefault();
    sent.add(event.target);
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-once]").forEach((form) => sent.delete(form));
  });
})();
