/*
 * One line at the foot of the window: what was just done, with what can be done about it. A line with Undo stays until
 * it is closed or another takes its place; others go by themselves, unless the reader is on them.
 */
const SHOWN = 10_000;

export class Said {
  constructor(root) {
    this.root = root;
    this.line = root.querySelector("[role=status]");
    this.undo = root.querySelector("[data-shelf-undo]");
    this.note = root.querySelector("[data-shelf-note]");
    this.close = root.querySelector("[data-shelf-close-said]");
    this.close.addEventListener("click", () => this.clear());
    for (const button of [this.undo, this.note]) {
      button.addEventListener("click", () => {
        const act = button.act;
        this.clear();
        act();
      });
    }
    root.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.clear();
    });
  }

  say(words, {undo = null, note = null, link = null, stays = Boolean(undo)} = {}) {
    clearTimeout(this.timer);
    this.line.replaceChildren(words, ...(link ? [" ", link] : []));
    this.offer(this.undo, undo);
    this.offer(this.note, note);
    this.close.hidden = false;
    if (!stays) this.timer = setTimeout(() => this.fade(), SHOWN);
  }

  /* A fault, in a whole sentence: "Not kept. There is no connection to school." */
  fault(what, error, signIn) {
    const words = /^(Nothing was|Not )/.test(error.message) ? error.message : `${what} ${error.message}`;
    let link = null;
    if (error.signIn) {
      link = document.createElement("a");
      Object.assign(link, {href: signIn, target: "_blank", textContent: "Sign in in a new tab"});
    }
    this.say(words, {link, stays: true});
  }

  offer(button, act) {
    button.act = act;
    button.hidden = !act;
  }

  fade() {
    if (this.root.matches(":hover, :focus-within")) this.timer = setTimeout(() => this.fade(), SHOWN);
    else this.clear();
  }

  clear() {
    clearTimeout(this.timer);
    this.line.replaceChildren();
    for (const button of [this.undo, this.note, this.close]) button.hidden = true;
  }
}
