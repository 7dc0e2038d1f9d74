/* The foot of a grading page: what was just done, the last twenty acts that can be undone, what to look at, the keys. */
const MOST_ACTS = 20;

export class Foot {
  #acts = [];

  constructor(root, {undo, look}) {
    const foot = root.querySelector(".marking-foot");
    this.line = foot.querySelector("[data-marking-said]");
    this.undoButton = foot.querySelector("[data-marking-undo]");
    this.lookButton = foot.querySelector("[data-marking-look]");
    this.help = root.querySelector("[data-marking-help]");
    this.undoButton.addEventListener("click", undo);
    this.lookButton.addEventListener("click", look);
    foot.querySelector("[data-marking-keys]").addEventListener("click", () => this.showHelp());
    foot.hidden = false;
    // What it says may take several lines: the boxes end above it.
    new ResizeObserver(() => root.style.setProperty("--marking-foot", `${foot.offsetHeight}px`)).observe(foot);
  }

  get isHelpOpen() { return this.help.open; }

  get asksToLook() { return !this.lookButton.hidden; }

  showHelp() { this.help.showModal(); }

  say(words) { this.line.textContent = words; }

  /* What began with something else can be undone. */
  did(act) {
    if (act.before) this.#acts.push(act);
    this.#acts.splice(0, this.#acts.length - MOST_ACTS);
    this.#offerUndo();
  }

  /* The last act, to be undone; none where there is nothing left. */
  lastAct() {
    const act = this.#acts.pop();
    this.#offerUndo();
    if (!act) this.say("There is nothing to undo.");
    return act;
  }

  offerLook(words) {
    this.lookButton.textContent = words;
    this.lookButton.hidden = false;
  }

  closeLook() { this.lookButton.hidden = true; }

  #offerUndo() { this.undoButton.hidden = this.#acts.length === 0; }
}
