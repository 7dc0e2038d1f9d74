/*
 * Grading one answer after the other without a new page: the next one is fetched while this one is read, so that it
 * stands at the press of a key, and what was given is saved meanwhile. What is not saved says so and is tried again;
 * where somebody else was faster both stay in reach. The last twenty acts can be undone. Without script the forms do
 * it all.
 *
 *   [data-marking-page] is what changes; form.desk-marking the boxes; a[rel=next] and a[rel=prev] the neighbours.
 */
import {Asks} from "../marking/asks.js";
import {Foot} from "../marking/foot.js";
import {Guide} from "../marking/guide.js";
import {askBank} from "../marking/put-text.js";
import {Queue} from "../marking/queue.js";
import {keyOf} from "../marking/keys.js";
import {Notes} from "../marking/notes.js";
import {Pages, pageOf} from "../marking/pages.js";
import {Sheet} from "../marking/sheet.js";

export function start(root) {
  if (root.querySelector("form.desk-marking")) new Marking(root).start();
}

class Marking {
  constructor(root) {
    this.root = root;
    this.page = root.querySelector("[data-marking-page]");
    this.foot = new Foot(root, {undo: () => this.undo(), look: () => this.lookAtProblem()});
    this.pages = new Pages();
    this.queue = new Queue({
      saved: (act, answer) => this.saved(act, answer),
      refused: (act, answer) => this.refused(act, answer),
      waiting: (act, reason) => this.say(`${act.name} is not saved yet: ${reason}. Trying again.`),
    });
    this.guide = new Guide(this.page, () => this.sheet);
    this.asks = new Asks(root, {say: (words) => this.say(words), kept: () => this.takeBank()});
    this.notes = new Notes(this.page, {
      say: (words) => this.say(words),
      ticked: (before) => this.guide.ticked(before),
      did: (inverse) => this.foot.did({before: true, inverse}),
      elsewhere: (address) => {
        this.pages.forgetAll();
        this.show(address);
      },
      changed: () => {
        this.pages.forgetAll();
        this.pages.put(location.href, this.page, document.title);
        this.fetchAhead();
      },
    });
  }

  get sheet() { return new Sheet(this.page); }

  start() {
    this.page.addEventListener("submit", (event) => this.submitted(event));
    this.page.addEventListener("click", (event) => this.clicked(event));
    document.addEventListener("keydown", (event) => this.pressed(event));
    window.addEventListener("popstate", () => this.popped());
    window.addEventListener("beforeunload", (event) => {
      if (this.queue.isBusy || this.sheet.isTouched || this.notes.isTouched) event.preventDefault();
    });
    this.pages.put(location.href, this.page, document.title);
    this.shown = pageOf(location.href);
    this.fetchAhead();
  }

  /* A link into this very page (a passage of the source) comes here as well as Back and Forward do. */
  popped() {
    if (pageOf(location.href) === this.shown) return;
    if (this.sheet.isTouched) this.save({goesOn: false});
    if (this.sheet.isTouched) history.pushState(null, "", this.shown); // it cannot be saved as it stands
    else this.show(location.href, {push: false});
  }

  submitted(event) {
    if (event.target.matches("form[data-note]")) return void this.notes.send(event);
    if (!event.target.matches(".desk-marking")) return;
    event.preventDefault();
    this.save({goesOn: event.submitter?.name !== "stay"});
  }

  clicked(event) {
    const link = event.target.closest("a[rel=next], a[rel=prev]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.leave(link.href);
  }

  pressed(event) {
    if (this.foot.isHelpOpen) return;
    const act = {
      next: () => this.save({goesOn: true}),
      stay: () => this.save({goesOn: false}),
      forward: () => this.leave(this.sheet.next),
      back: () => this.leave(this.sheet.previous),
      points: () => this.sheet.points.select(),
      comment: () => this.sheet.comment.focus(),
      bank: () => this.openBank(),
      keep: () => this.asks.keep(),
      undo: () => this.undo(),
      leave: () => event.target.blur(), // and single keys work again
      part: () => this.notes.beginPart(),
      tag: () => this.notes.beginTag(),
      level: () => this.guide.toLevels(),
      expected: () => this.guide.toPoints(),
      up: () => this.guide.step(event.target, -1),
      down: () => this.guide.step(event.target, 1),
      tick: () => this.guide.tick(event.target, Number(event.key)),
      help: () => this.foot.showHelp(),
    }[keyOf(event)];
    if (act) {
      event.preventDefault();
      act();
    } else if (/^[0-9]$/.test(event.key) && keyOf(event) === "digit") {
      this.sheet.points.select(); // and the key is typed into it
    }
  }

  /* Whoever goes on without pressing Save means it all the same. */
  leave(address) {
    if (!address) return;
    if (this.sheet.isTouched) this.save({goesOn: true, to: address});
    else this.show(address);
  }

  save({goesOn, to = null}) {
    const {sheet} = this;
    const target = to ?? sheet.next;
    if (!sheet.isTouched) {
      if (goesOn && target) this.show(target);
      else if (goesOn) this.say("This is the last one.");
      return;
    }
    const fault = sheet.fault;
    if (fault) {
      this.say(fault);
      sheet.points.select();
      return;
    }
    const act = sheet.act();
    this.pages.forget(act.address);
    this.queue.add(act);
    sheet.settle(); // what is sent counts as saved until it is said otherwise
    if (goesOn && target) this.show(target);
  }

  async show(address, {push = true} = {}) {
    const begun = performance.now();
    try {
      const {page, title} = await this.pages.get(address);
      this.page.replaceChildren(...page.cloneNode(true).childNodes);
      document.title = title;
      if (push) history.pushState(null, "", address);
      this.shown = pageOf(address);
      this.page.querySelector("#student")?.setAttribute("tabindex", "-1");
      this.page.querySelector("#student")?.focus({preventScroll: true});
      for (const pane of this.page.querySelectorAll(".desk-pane, .desk-answer")) pane.scrollTop = 0;
      performance.measure("next answer", {start: begun});
      this.fetchAhead();
    } catch {
      location.assign(address); // the browser says better what is wrong
    }
  }

  fetchAhead() {
    for (const address of [this.sheet.next, this.sheet.previous]) {
      if (address) this.pages.get(address).catch(() => {});
    }
  }

  saved(act, answer) {
    this.foot.did(act);
    this.say(`Saved: ${act.name}, ${act.words}.`);
    this.pages.forgetAll();
    this.sheet.count(answer.page);
    this.asks.take(answer.page);
    if (this.sheet.isOf(answer.page)) this.sheet.refresh(answer.page);
    this.pages.put(location.href, this.page, document.title);
    this.fetchAhead();
  }

  openBank() {
    if (!this.page.querySelector("[data-bank] li")) return void this.say("Your comment bank is empty.");
    askBank(this.sheet.comment);
  }

  /* What the bank offers changed: on this page and on all that were fetched before. */
  async takeBank() {
    const {sheet} = this;
    this.pages.forgetAll();
    try {
      const {page} = await this.pages.get(sheet.form.action);
      if (this.sheet.isOf(page)) this.sheet.take(page, [".bank"]);
    } catch { /* the next page has it */ }
    this.fetchAhead();
  }

  /* The page that came back says why; it is shown when it is asked for, so that nobody loses the answer at hand. */
  refused(act, answer) {
    this.problem = {act, answer};
    this.foot.offerLook(`Look at ${act.name}`);
    const why = answer.page ? "Somebody else was faster, or the answer has changed." : answer.reason;
    this.say(`Not saved: ${act.name}. ${why}`);
  }

  lookAtProblem() {
    const {act, answer} = this.problem;
    this.foot.closeLook();
    if (!answer.page) return void this.show(act.address);
    if (this.sheet.isTouched) this.save({goesOn: false});
    this.page.replaceChildren(...answer.page.cloneNode(true).childNodes);
    this.sheet.form.toggleAttribute("data-clashed", true);
    history.pushState(null, "", act.address);
    this.shown = pageOf(act.address);
    this.page.querySelector("[role=alert], .errorlist")?.scrollIntoView({block: "center"});
  }

  /* By the token that stands now: what somebody else has changed since is left alone. */
  async undo() {
    const act = this.foot.lastAct();
    if (!act) return;
    if (act.inverse) return void this.notes.undo(act.inverse);
    if (this.queue.isBusy) await this.queue.idle();
    this.pages.forget(act.address);
    const {page} = await this.pages.get(act.address);
    const sheet = new Sheet(page.cloneNode(true));
    if (!sheet.stands(act.after)) return void this.say(`${act.name} was changed since, so nothing was undone.`);
    sheet.fill(act.before);
    const undoing = sheet.act();
    const isDone = await this.queue.send(undoing);
    this.pages.forgetAll();
    if (!isDone) return void this.say(`Not undone: ${act.name}. Try again.`);
    this.say(`Undone: ${act.name}, ${undoing.words}.`);
    await this.show(act.address);
  }

  say(words) { this.foot.say(words); }
}
