// j / k: next and previous picture; f: the picture in full size. Never while something is being typed.
(() => {
  const pictures = [...document.querySelectorAll("[data-picture]")];
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /INPUT|TEXTAREA|SELECT/.test(event.target.tagName)) return;
    const at = pictures.indexOf(document.activeElement);
    if (event.key === "j") pictures[Math.min(at + 1, pictures.length - 1)]?.focus();
    if (event.key === "k") pictures[Math.max(at - 1, 0)]?.focus();
    if (event.key === "f" && at >= 0) window.open(pictures[at].href, "_blank", "noopener");
  });
})();
