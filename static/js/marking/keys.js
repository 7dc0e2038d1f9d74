/*
 * What a key means on the grading page. Single keys work outside of boxes only, where nobody is typing a word.
 */
const PLAIN = {
  j: "forward", ArrowRight: "forward", k: "back", ArrowLeft: "back", p: "points", c: "comment", u: "undo", "?": "help",
  a: "part", t: "tag",
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
  if (/^[0-9]$/.test(event.key)) return "digit";
  return PLAIN[event.key] ?? null;
}
