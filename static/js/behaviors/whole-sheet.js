/*
 * Grading all answers of one student by the keyboard: what was given is saved in the background as soon as an answer
 * is left, each under its own token, and the last twenty acts can be undone. Where somebody else was faster both stay
 * in reach. Without script the one form does it all.
 *
 *   [data-marking-page] holds the form and comes back with each answer of the server; section.sheet-leaf the boxes.
 */
import {Asks} from "../marking/asks.js";
import {Foot} from "../marking/foot.js";
import {Guide} from "../marking/guide.js";
import {Leaf} from "../marking/leaf.js";
import {Queue} from "../marking/queue.js";
import {askBank} from "../marking/put-text.js";
import {keyOf} from "../marking/keys.js";
import {takeParts} from "../marking/pages.js";

export function start(root) { new WholeSheet(root).start(); }

class WholeSheet {
  constructor(root) {
    this.root = root;
    this.page = root.querySelector("[data-marking-page]");
    this.foot = new Foot(root, {undo: () => this.undo(), look: () => this.lookAtProblem()});
    this.queue = new Queue({
      saved: (act, answer) => this.saved(act, answer),
      refused: (act, answer) => this.refused(act, answer),
      waiting: (act, reason) => this.say(`${act.name} is not saved yet: ${reason}. Trying again.`),
    });
    this.asks = new Asks(root, {say: (words) => this.say(words), kept: (page) => takeParts(this.page, page, [".bank"])});
    this.guide = new Guide(this.page, (from) => new Leaf(from.closest(".sheet-leaf")));
  }

  get form() { return this.page.querySelector("form"); }

  get leaves() {
    return [...this.page.querySelectorAll(".sheet-leaf")].map((part) => new Leaf(part)).filter(({comment}) => comment);
  }

  get touched() { return this.leaves.filter((leaf) => leaf.isTouched); }

  /* Where the focus is, else the first without points. */
  get current() {
    const part = document.activeElement?.closest?.(".sheet-leaf");
    const {leaves} = this;
    return leaves.find((leaf) => leaf.part === part) ?? leaves.find((leaf) => !leaf.isGraded) ?? leaves[0];
  }

  start() {
    this.page.addEventListener("focusout", (event) => this.left(event));
    this.page.addEventListener("submit", (event) => this.submitted(event));
    document.addEventListener("keydown", (event) => this.pressed(event));
    window.addEventListener("beforeunload", (event) => {
      if (!this.isSending && (this.queue.isBusy || this.touched.length > 0)) event.preventDefault();
    });
  }

  pressed(event) {
    if (this.foot.isHelpOpen) return;
    const act = {
      next: () => this.goOn(),
      stay: () => this.save(this.current),
      forward: () => this.go(1),
      back: () => this.go(-1),
      onward: () => this.page.querySelector("a[rel=next]")?.click(),
      points: () => this.current.points?.select(),
      comment: () => this.current.comment.focus(),
      level: () => this.guide.toLevels(this.current.part),
      up: () => this.guide.step(event.target, -1),
      down: () => this.guide.step(event.target, 1),
      part: () => this.current.part.querySelector(".leaf-notes a")?.click(),
      bank: () => this.openBank(),
      keep: () => this.asks.keep(),
      undo: () => this.undo(),
      leave: () => event.target.blur(), // and single keys work again
      help: () => this.foot.showHelp(),
    }[keyOf(event)];
    if (act) {
      event.preventDefault();
      act();
    } else if (keyOf(event) === "digit") {
      this.current.points?.select(); // and the key is typed into it
    }
  }

  left(event) {
    const part = event.target.closest(".sheet-leaf");
    if (!part || part.contains(event.relatedTarget)) return;
    const leaf = new Leaf(part);
    if (leaf.comment && leaf.isTouched && !leaf.isClashed) this.save(leaf);
  }

  /* All that was typed is saved on its own; the form itself goes out only to go on, once nothing is in its way. */
  async submitted(event) {
    if (event.target !== this.form) return;
    if (!this.queue.isBusy && this.touched.length === 0) return void (this.isSending = true);
    event.preventDefault();
    const {submitter} = event;
    for (const leaf of this.touched) if (!this.save(leaf)) return;
    await this.queue.idle();
    if (submitter?.name !== "next") return;
    if (this.touched.length === 0 && !this.foot.asksToLook) this.form.requestSubmit(submitter);
  }

  go(step) {
    const {leaves, current} = this;
    const next = leaves[leaves.findIndex((leaf) => leaf.part === current.part) + step];
    if (!next) return void this.say(step > 0 ? "This is the last answer." : "This is the first answer.");
    next.heading.tabIndex = -1;
    next.heading.focus({preventScroll: true});
    next.part.scrollIntoView({block: "start"});
  }

  goOn() {
    const {current} = this;
    if (!this.save(current)) return;
    const {leaves} = this;
    if (leaves.at(-1).part === current.part) this.page.querySelector("button[name=next]").click();
    else this.go(1);
  }

  openBank() {
    if (!this.page.querySelector("[data-bank] li")) return void this.say("Your comment bank is empty.");
    askBank(this.current.comment);
  }

  /* Tells whether nothing stands against going on. */
  save(leaf) {
    if (!leaf.isTouched) return true;
    const {fault} = leaf;
    if (fault) {
      this.say(`${leaf.name}: ${fault}`);
      leaf.points.select();
      return false;
    }
    this.queue.add(leaf.act());
    leaf.settle();
    return true;
  }

  saved(act, answer) {
    if (!act.isUndo) this.foot.did(act);
    this.say(act.isUndo ? `Undone: ${act.name}, ${act.words}.` : `Saved: ${act.name}, ${act.words}.`);
    this.asks.take(answer.page);
    takeParts(this.page, answer.page, [".desk-controls .progress"]);
    const [own, newer] = [this.page, answer.page].map((page) => page.querySelector(`[id="${act.leaf}"]`));
    if (own && newer) new Leaf(own).refresh(newer);
  }

  /* The answer of the server says why; it is shown when it is asked for, so that nobody loses the place. */
  refused(act, answer) {
    this.problem = {act, answer};
    if (answer.page) this.foot.offerLook(`Look at ${act.name.toLowerCase()}`);
    const why = answer.page ? "Somebody else was faster, or the answer has changed." : answer.reason;
    this.say(`Not saved: ${act.name}. ${why}`);
  }

  lookAtProblem() {
    const {act, answer} = this.problem;
    this.foot.closeLook();
    const [own, newer] = [this.page, answer.page].map((page) => page.querySelector(`[id="${act.leaf}"]`));
    const [here, there] = [this.page, answer.page].map((page) => page.querySelector("input[name=attempt]").value);
    if (here !== there) return void this.takeAnotherAttempt(answer.page, newer);
    own.replaceWith(newer);
    newer.toggleAttribute("data-clashed", true);
    newer.scrollIntoView({block: "start"});
    newer.querySelector(".points-input, textarea").focus({preventScroll: true});
  }

  /* The whole page is another one then; what was typed elsewhere goes along. */
  takeAnotherAttempt(page, clashed) {
    const typed = this.touched.map((leaf) => [leaf.id, leaf.values]);
    this.page.replaceChildren(...page.childNodes);
    for (const [id, values] of typed) {
      const part = this.page.querySelector(`[id="${id}"]`);
      if (part && part !== clashed) new Leaf(part).fill(values);
    }
    clashed.toggleAttribute("data-clashed", true);
    this.page.querySelector("[role=alert]")?.scrollIntoView({block: "center"});
  }

  /* By the token that stands now: what somebody else has changed since is left alone. */
  async undo() {
    if (this.queue.isBusy) await this.queue.idle();
    const act = this.foot.lastAct();
    if (!act) return;
    const leaf = new Leaf(this.page.querySelector(`[id="${act.leaf}"]`));
    if (leaf.isTouched || !leaf.stands(act.after)) {
      return void this.say(`${act.name} was changed since, so nothing was undone.`);
    }
    leaf.fill(act.before);
    this.queue.add({...leaf.act(), isUndo: true});
    leaf.settle();
  }

  say(words) { this.foot.say(words); }
}
