/*
 * At the foot of the page: the question whether to keep a comment that was written before. It waits there without
 * taking the focus, until it is kept, put off or followed by the next. What the list of the bank has to keep is sent
 * in the same way. kept is told with the page that came back, whose list has it.
 */
const TIMEOUT = 20_000;
const FORM = "form[data-bank-asks]";
const SENT = `${FORM}, form[data-bank-keep]`;

export class Asks {
  constructor(root, {say, kept}) {
    this.root = root;
    this.told = {say, kept};
    this.foot = root.querySelector("[data-marking-asks]");
    this.place = root.querySelector("[data-marking-asked]");
    root.querySelector("[data-marking-later]").addEventListener("click", () => this.clear());
    root.addEventListener("submit", (event) => {
      if (!event.target.matches(SENT)) return;
      event.preventDefault();
      this.send(event.target);
    });
  }

  /* Of a page that came back after something was saved. */
  take(page) {
    const form = page.querySelector(FORM);
    if (!form) return;
    const own = form.cloneNode(true);
    own.classList.remove("notice");
    this.place.replaceChildren(own);
    this.foot.hidden = false;
  }

  keep() {
    const form = this.root.querySelector(FORM);
    if (form) form.requestSubmit();
    else this.told.say("There is no comment to keep.");
  }

  clear() {
    this.foot.hidden = true;
    this.place.replaceChildren();
  }

  async send(form) {
    if (form.dataset.sending !== undefined) return;
    form.dataset.sending = "";
    try {
      const response = await fetch(form.action, {
        method: "POST", headers: {Accept: "text/html"}, body: new URLSearchParams(new FormData(form)),
        signal: AbortSignal.timeout(TIMEOUT),
      });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const why = fault(response, page);
      if (why) return void this.told.say(`Not kept. ${why}`);
      if (this.place.contains(form)) this.clear();
      else form.remove();
      this.told.say(page.querySelector(".messagelist .success")?.textContent.trim() ?? "Kept in your comment bank.");
      this.told.kept(page);
    } catch {
      this.told.say("Not kept: no connection. Press it again.");
    } finally {
      delete form.dataset.sending;
    }
  }
}

function fault(response, page) {
  const said = page.querySelector(".messagelist .error");
  if (said) return said.textContent.trim();
  if (response.redirected && page.querySelector("[data-marking-page]")) return "";
  return response.ok ? "You are signed out: sign in in a new tab, then press it again." : "Reload the page.";
}
