/*
 * Buttons and keys for the few marks an essay has. What they type can be taken back with the browser's own undo.
 */
const SLUG = /[^a-z0-9]+/g;

export function start(form) {
  const text = form.elements.markdown;
  const tools = form.querySelector("[data-tools]");
  tools.hidden = false;
  form.classList.add("is-scripted");

  const acts = {
    section: () => beginBlock("## "),
    heading: () => beginBlock("### "),
    emphasis: () => wrap("*", "*"),
    strong: () => wrap("**", "**"),
    link: () => wrap("[", "](https://)", {caretIn: "https://"}),
    term: () => {
      const word = chosen();
      const name = slug(word);
      wrap("[", `](term:${name || "name"})`, {caretIn: name ? "" : "name"});
      if (name) form.dispatchEvent(new CustomEvent("studyhub:term", {detail: {name, term: word.trim()}}));
    },
  };

  tools.addEventListener("click", (event) => {
    const act = event.target.closest("[data-insert]")?.dataset.insert;
    if (act) acts[act]();
  });
  text.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const act = {b: "strong", i: "emphasis", k: "link"}[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    acts[act]();
  });

  function chosen() {
    return text.value.slice(text.selectionStart, text.selectionEnd);
  }

  function type(words) {
    text.focus();
    // The old command is the one way that keeps the browser's undo; where it is gone, undo loses this step.
    if (!document.execCommand("insertText", false, words)) {
      text.setRangeText(words, text.selectionStart, text.selectionEnd, "end");
      text.dispatchEvent(new Event("input", {bubbles: true}));
    }
  }

  function wrap(before, after, {caretIn = ""} = {}) {
    const from = text.selectionStart;
    const word = chosen();
    type(before + word + after);
    if (!word) {
      text.setSelectionRange(from + before.length, from + before.length);
    } else if (caretIn) {
      const place = from + before.length + word.length + after.indexOf(caretIn);
      text.setSelectionRange(place, place + caretIn.length);
    }
  }

  /* Puts the mark on a line of its own, with a blank line above. */
  function beginBlock(mark) {
    const place = text.selectionStart;
    const above = text.value.slice(0, place).replace(/[ \t]+$/, "");
    const lead = above === "" || above.endsWith("\n\n") ? "" : above.endsWith("\n") ? "\n" : "\n\n";
    type(`${lead}${mark}${chosen()}`);
  }
}

function slug(words) {
  return words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(SLUG, "-").replace(/^-|-$/g, "").slice(0, 50);
}
