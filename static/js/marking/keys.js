/*
 * What a key means on the grading page. Single keys work outside of boxes only, where nobody is typing a word.
 */
const PLAIN = {
  j: "forward", ArrowRight: "forward", k: "back", ArrowLeft: "back", p: "points", c: "comment", u: "undo", "?": "help",
  a: "part", t: "tag", l: "level", e: "expected", n: "onward", "/": "bank", b: "keep",
};

export function keyOf(event) {
  const {target} = event;
  if (event.isComposing || event.altKey || event.metaKey) return null;
  if (event.key === "Enter" && event.ctrlKey) return "next";
  if (event.ctrlKey) return event.key === "s" ? "stay" : null;
  if (event.key === "Escape") return target.closest?.("[data-marking-page]") ? "leave" : null;
  if (target.matches?.(".points-input")) { // where no letter is ever typed
    if (event.key === "Enter") return "next";
    return event.key.length === 1 ? PLAIN[event.key] ?? null : null;
  }
  if (target.matches?.("input, textarea, select, [contenteditable]")) return null;
  const list = target.closest?.("[data-guide-keys]");
  if (list && event.key === "ArrowUp") return "up";
  if (list && event.key === "ArrowDown") return "down";
  if (/^[0-9]$/.test(event.key)) return list?.dataset.guideKeys === "ticks" ? "tick" : "digit";
  return PLAIN[event.key] ?? null;
}
