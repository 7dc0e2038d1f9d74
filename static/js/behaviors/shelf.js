/*
 * The evidence shelf beside a text: [data-shelf] is its address, [data-edition] the edition that is shown. The page holds
 * nobody's shelf, so what lies there is fetched; then words can be kept from a selection, by number, or an event from its
 * entry, and everything kept is drawn into the essay and listed in the panel. Without script the links and forms do it.
 *
 * The panel and the drawing are fetched when they are first needed: most pages are read without either.
 *
 * Beside an answer the panel is a part of the page, and what it holds can be cited: the event "studyhub:cite" tells
 * behaviors/citing.js what.
 */
import {Said} from "../shelf/said.js";
import {Store} from "../shelf/store.js";
import {labelOf} from "../shelf/paragraph-text.js";
import {marking} from "../shelf/marking.js";

const NOT_OPENED = "Your shelf could not be opened.";

export function start(root) {
  const essay = document.getElementById("essay");
  if (essay) new Shelf(root, essay).start();
}

class Shelf {
  constructor(root, essay) {
    this.root = root;
    this.essay = essay;
    this.store = new Store(root.dataset.shelf);
    this.said = new Said(root.querySelector("[data-shelf-said]"));
  }

  get questions() { return this.store.questions; }

  start() {
    this.store.addEventListener("change", () => this.draw());
    this.takeForm();
    marking(this.essay, this.root.querySelector("[data-shelf-mark]"), {
      keep: (marked) => this.keepMarked(marked),
      cite: (marked) => this.cite(this.wordsOf(marked)),
    });
    for (const link of document.querySelectorAll("[data-shelf-open]")) this.asButton(link);
    this.takeEventButtons();
    this.essay.addEventListener("click", (event) => this.pressed(event));
    this.essay.addEventListener("keydown", (event) => {
      const number = event.target.closest?.(".paragraph-number");
      const isAsked = event.key.toLowerCase() === "k" || (this.canCite && event.key.toLowerCase() === "c");
      if (!number || !isAsked || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      this.withPanel((panel) => panel.openAtNumber(number.textContent.trim()));
    });
    if (this.canCite) this.offerCiting();
    this.store.load().catch((error) => this.fault(NOT_OPENED, error));
  }

  get canCite() { return this.root.querySelector("[data-mark=cite]") !== null; }

  offerCiting() {
    for (const button of document.querySelectorAll(".event-cite, [data-cite-number]")) button.hidden = false;
    document.addEventListener("click", (event) => {
      const button = event.target.closest?.(".event-cite");
      if (button) this.cite({event: button.value});
    });
    this.withPanel(() => {}); // it is on the page, so it has to be filled
  }

  /* Resolves to whether it was cited; what is said stands where the shelf says what it did. */
  cite(what) {
    return new Promise((resolve) => {
      document.dispatchEvent(new CustomEvent("studyhub:cite", {
        detail: {what, said: this.said, fault: (error) => this.fault("Not cited.", error), resolve},
      }));
    });
  }

  /* A link to the shelf's page without script; with it, what opens the panel. */
  asButton(link) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-haspopup", "dialog");
    const open = (event) => {
      event.preventDefault();
      this.withPanel((panel) => panel.open());
    };
    link.addEventListener("click", (event) => {
      if (!(event.ctrlKey || event.metaKey || event.shiftKey)) open(event);
    });
    link.addEventListener("keydown", (event) => {
      if (event.key === " ") open(event);
    });
  }

  /* The form for keeping by number stands at the end of the page without script, and in the panel with it. */
  takeForm() {
    this.root.querySelector("[data-shelf-by-number]").append(document.getElementById("keep-form"));
    document.getElementById("keep-by-number")?.remove();
  }

  /*
   * Without script other buttons stand there, which submit a form. These belong to none: of one form with hundreds of
   * buttons Chromium looks at each with each, and autofill lays out for it what nobody has scrolled to.
   */
  takeEventButtons() {
    for (const button of document.querySelectorAll(".event-keep")) {
      button.hidden = false;
      button.addEventListener("click", () => this.toggleEvent(button));
    }
    this.markEvents();
  }

  withPanel(act) {
    this.panel ??= import("../shelf/panel.js").then(({Panel}) => new Panel(this.root.querySelector("[data-shelf-panel]"), {
      said: this.said.root,
      templates: {
        entry: this.root.querySelector("template[data-shelf-entry]"),
        form: this.root.querySelector("template[data-shelf-form]"),
      },
      shelf: this,
    }));
    return this.panel.then((panel) => {
      panel.draw(this.store.items);
      act(panel);
    }).catch((error) => {
      this.panel = null;
      this.fault(NOT_OPENED, error);
    });
  }

  draw() {
    const {items} = this.store;
    for (const count of document.querySelectorAll("[data-shelf-count]")) count.textContent = items.length || "";
    this.markEvents();
    if (this.panel) this.withPanel(() => {});
    if (!this.drawing && !items.some((item) => item.kind === "passage")) return;
    this.drawing ??= import("../shelf/highlights.js").then(({Highlights}) => new Highlights(this.essay));
    this.drawing.then((highlights) => {
      this.highlights = highlights;
      highlights.draw(this.store.items);
    }).catch(() => { this.drawing = null; }); // the list tells all that the drawing does
  }

  markEvents() {
    const kept = new Set(this.store.items.filter((item) => item.kind === "event").map((item) => item.anchor));
    for (const button of document.querySelectorAll(".event-keep")) {
      const isKept = kept.has(`event-${button.value}`);
      if (button.textContent && button.hasAttribute("data-kept") === isKept) continue;
      button.toggleAttribute("data-kept", isKept);
      button.textContent = isKept ? "Kept: take it off" : "Keep this event";
    }
  }

  point(id) { this.highlights?.point(id); }

  fault(what, error) { this.said.fault(what, error, this.root.dataset.signIn); }

  wordsOf({paragraph, start, end, exact}) {
    return {edition: this.root.dataset.edition, paragraph: paragraph.id, start, end, exact};
  }

  keepMarked(marked) {
    const {isCut, paragraph} = marked;
    const cut = isCut ? `A passage lies within one paragraph: kept as far as ${labelOf(paragraph)} goes.` : "";
    return this.keep(() => this.store.keepPassage(this.wordsOf(marked)), cut);
  }

  keepSentences(sent) { return this.keep(() => this.store.keepSentences(sent)); }

  async keep(act, words = "") {
    try {
      const {item, is_new: isNew} = await act();
      const place = item.kind === "passage" ? ` ${item.label}` : "";
      this.said.say(words || (isNew ? `Kept${place && ` from${place}`}.` : "This lay on your shelf already."), {
        note: () => this.withPanel((panel) => panel.reveal(item.id, {edit: true})),
        undo: isNew ? () => this.remove(item) : null,
        stays: false,
      });
      return true;
    } catch (error) {
      this.fault("Not kept.", error);
      return false;
    }
  }

  toggleEvent(button) {
    const kept = this.store.items.find((item) => item.kind === "event" && item.anchor === `event-${button.value}`);
    if (kept) return this.remove(kept);
    return this.keep(() => this.store.keepEvent(button.value));
  }

  /* A note that is gone can be had back; fails with a sentence, which the entry shows. */
  async edit(item, changes) {
    const saved = await this.store.edit(item, changes);
    if (!item.note || saved.note) this.said.say("Saved.");
    else this.said.say("The note was emptied.", {undo: () => this.restore(saved, item.note)});
  }

  async restore(item, note) {
    try {
      await this.store.edit(item, {note, based_on: item.version});
      this.said.say("The note is back.");
    } catch (error) {
      this.fault("Not saved.", error);
    }
  }

  async remove(item) {
    try {
      const removed = await this.store.remove(item);
      this.said.say(item.note ? "Taken off the shelf, with its note." : "Taken off the shelf.", {
        undo: () => this.putBack(removed),
      });
    } catch (error) {
      this.fault("Not taken off.", error);
    }
  }

  async putBack(item) {
    try {
      await this.store.putBack(item);
      this.said.say("Back on the shelf.");
    } catch (error) {
      this.fault("Not put back.", error);
    }
  }

  /* A press on words that are kept shows their entry; links and selections are left alone. */
  pressed(event) {
    if (event.defaultPrevented || event.target.closest("a, button") || !getSelection().isCollapsed) return;
    const id = this.highlights?.at(event.clientX, event.clientY);
    if (id) this.withPanel((panel) => panel.reveal(id));
  }
}
