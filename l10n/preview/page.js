
"use strict";
const units = [...document.querySelectorAll(".unit")];
const seen = (unit) => unit.getClientRects().length > 0;
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Escape") {
    document.body.classList.toggle("untold");
    return;
  }
  const step = { KeyJ: 1, KeyK: -1 }[event.code];
  if (!step) return;
  const shown = units.filter(seen);
  const here = shown.indexOf(document.activeElement);
  const next = shown[here < 0 ? (step > 0 ? 0 : shown.length - 1) : here + step];
  if (next) {
    document.body.classList.remove("untold");
    next.focus();
    event.preventDefault();
  }
});
for (const kind of ["mouseover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    if (event.target.closest(".unit") !== document.activeElement) {
      document.body.classList.remove("untold");
    }
  });
}
