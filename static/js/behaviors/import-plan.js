/*
 * The plan of a document: each change is sent at once, and the page takes over what the server made of it. While a
 * box of a line has the focus, J and K go to the next and the one before, X sets aside, M joins to the one above.
 * Without script the buttons below do the same, one page at a time.
 */
const KEYS = {x: "aside", m: "more"};

export function start(form) {
  const status = form.querySelector('[data-plan="status"]');
  let timer = 0;
  let sending = null;
  let waits = false;

  status.hidden = false;
  form.querySelector('[data-plan="keys"]').hidden = false;
  form.addEventListener("change", changed);
  form.addEventListener("keydown", pressed);
  // What is on its way must not overtake the button that was pressed.
  form.addEventListener("submit", () => { clearTimeout(timer); sending?.abort(); });

  function changed(event) {
    const take = event.target.closest(".bring-event")?.querySelector("[name^=take-]");
    if (take && event.target !== take) take.checked = true;
    say("Changed", "saving");
    clearTimeout(timer);
    timer = setTimeout(send, event.target.tagName === "SELECT" ? 150 : 600);
  }

  async function send() {
    if (sending) {
      waits = true;
      return;
    }
    sending = new AbortController();
    try {
      const response = await fetch(form.action || location.href, {
        method: "POST", body: new FormData(form), signal: sending.signal, credentials: "same-origin",
      });
      take(await response.text(), response.status);
    } catch (error) {
      if (error.name !== "AbortError") say("Not updated: the server did not answer. Press Update.", "device");
    } finally {
      sending = null;
      if (waits) {
        waits = false;
        send();
      }
    }
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
    if (waits || timer < 0) return keepVersion(made);
    keepVersion(made);
    const focus = document.activeElement?.id;
    takeRows(made);
    form.querySelector('[data-plan="outline"]').replaceChildren(...made.querySelector('[data-plan="outline"]').childNodes);
    document.getElementById("plan-title").textContent = page.getElementById("plan-title").textContent;
    if (focus) document.getElementById(focus)?.focus({preventScroll: true});
    say("Updated", "saved");
  }

  function keepVersion(made) {
    form.elements.version.value = made.elements.version.value;
  }

  /* Only rows that became something else are put in the place of the old ones; the page does not jump. */
  function takeRows(made) {
    for (const row of made.querySelectorAll(".bring-row")) {
      const old = document.getElementById(row.id);
      if (!old || old.outerHTML === row.outerHTML && same(old, row)) continue;
      for (const fold of old.querySelectorAll("details[open]")) {
        row.querySelector(`details.${fold.classList[fold.classList.length - 1]}`)?.setAttribute("open", "");
      }
      old.replaceWith(row);
    }
  }

  function same(old, row) {
    const [before, after] = [old.querySelector("select"), row.querySelector("select")];
    return before.value === after.value;
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
    status.textContent = words;
    status.dataset.state = state;
  }
}
