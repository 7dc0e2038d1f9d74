/*
 * The plan of a document: each change is sent at once, and the page takes over what the server made of it. While a
 * box of a line has the focus, J and K go to the next and the one before, X sets aside, M joins to the one above.
 * Without script the buttons below do the same, one page at a time.
 */
const KEYS = {x: "aside", m: "more"};

export function start(form) {
  const status = form.querySelector('[data-plan="status"]');
  let timer = 0;
  let sending = false;
  let waits = false;
  let pressedMeanwhile = null;

  form.querySelector('[data-plan="keys"]').hidden = false;
  if (!matchMedia("(min-width: 72rem)").matches) form.querySelector(".plan-outline").open = false;
  form.addEventListener("change", changed);
  form.addEventListener("keydown", pressed);
  form.addEventListener("submit", submitted);

  function changed(event) {
    const take = event.target.closest(".bring-event")?.querySelector("[name^=take-]");
    if (take && event.target !== take) take.checked = true;
    say("Changed", "saving");
    clearTimeout(timer);
    timer = setTimeout(send, event.target.tagName === "SELECT" ? 150 : 600);
  }

  /* A button pressed while a change is on its way waits for it, or the two would be based on the same version. */
  function submitted(event) {
    clearTimeout(timer);
    if (!sending) return;
    event.preventDefault();
    pressedMeanwhile = event.submitter;
  }

  async function send() {
    if (sending) {
      waits = true;
      return;
    }
    sending = true;
    try {
      const response = await fetch(form.action, {method: "POST", body: new FormData(form)});
      take(await response.text(), response.status);
    } catch {
      say("Not updated: the server did not answer. Press Update.", "device");
    }
    sending = false;
    if (pressedMeanwhile) form.requestSubmit(pressedMeanwhile);
    else if (waits) send();
    waits = false;
    pressedMeanwhile = null;
  }

  function take(text, code) {
    const page = new DOMParser().parseFromString(text, "text/html");
    const made = page.querySelector("form.plan");
    if (!made || code === 409) {
      say("This page is out of date. Press Update to see the plan as it is now.", "conflict");
      waits = false;
      return;
    }
    if (code !== 200) {
      say("Something on this page needs mending. Press Update to see what.", "conflict");
      return;
    }
    form.elements.version.value = made.elements.version.value;
    if (waits) return; // what was changed meanwhile goes out next, on top of this
    const focus = document.activeElement?.id;
    takeRows(made);
    takeOutline(made.querySelector('[data-plan="outline"]'));
    document.getElementById("plan-title").textContent = page.getElementById("plan-title").textContent;
    if (focus) document.getElementById(focus)?.focus({preventScroll: true});
    say("Updated", "saved");
  }

  /* Only rows that became something else are put in the place of the old ones, and none that is being typed in. */
  function takeRows(made) {
    for (const row of made.querySelectorAll(".bring-row")) {
      const old = document.getElementById(row.id);
      if (!old || old.outerHTML === row.outerHTML || isTypedIn(old)) continue;
      for (const fold of old.querySelectorAll("details[open]")) {
        row.querySelector(`details.${fold.classList[fold.classList.length - 1]}`)?.setAttribute("open", "");
      }
      old.replaceWith(row);
    }
  }

  function takeOutline(made) {
    const outline = form.querySelector('[data-plan="outline"]');
    made.querySelector(".plan-outline").open = outline.querySelector(".plan-outline").open;
    outline.replaceChildren(...made.childNodes);
  }

  function isTypedIn(row) {
    return document.activeElement?.type === "text" && row.contains(document.activeElement);
  }

  function pressed(event) {
    if (event.target.tagName !== "SELECT" || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") {
      event.preventDefault();
      step(event.target, key === "j" ? 1 : -1);
    } else if (key in KEYS) {
      event.preventDefault();
      event.target.value = KEYS[key];
      event.target.dispatchEvent(new Event("change", {bubbles: true}));
    }
  }

  function step(select, by) {
    const all = [...form.querySelectorAll(".bring-choice select")];
    all[all.indexOf(select) + by]?.focus();
  }

  function say(words, state) {
    status.hidden = false;
    status.textContent = words;
    status.dataset.state = state;
  }
}
