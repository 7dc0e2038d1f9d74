/* Pages of the desk by their address: fetched once, kept until something was saved that they would show. */

export class Pages {
  #kept = new Map();

  put(address, page, title) {
    this.#kept.set(pageOf(address), Promise.resolve({page: page.cloneNode(true), title}));
  }

  get(address) {
    const name = pageOf(address);
    if (!this.#kept.has(name)) {
      const fetched = fetchPage(address);
      fetched.catch(() => this.#kept.delete(name));
      this.#kept.set(name, fetched);
    }
    return this.#kept.get(name);
  }

  forget(address) { this.#kept.delete(pageOf(address)); }

  forgetAll() { this.#kept.clear(); }
}

/* An address without the place within its page. */
export function pageOf(address) {
  const url = new URL(address, location.href);
  url.hash = "";
  return url.href;
}

async function fetchPage(address) {
  const response = await fetch(address, {headers: {Accept: "text/html"}, cache: "no-store"});
  if (!response.ok) throw new Error(String(response.status));
  const found = parsed(await response.text());
  if (!found) throw new Error("not a page of the desk"); // signed out
  return found;
}

/* Puts parts of a newer copy in the place of a page's own; the bank stays unfolded where it is. */
export function takeParts(page, newer, names) {
  const isUnfolded = page.querySelector("[data-bank]")?.open ?? false;
  for (const name of names) {
    const [old, fresh] = [page, newer].map((one) => one.querySelector(name));
    if (old && fresh) old.replaceWith(fresh.cloneNode(true));
  }
  page.querySelector("[data-bank]")?.toggleAttribute("open", isUnfolded);
}

/* The part of a page that changes, and its title; null for any other page. */
export function parsed(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const part = page.querySelector("[data-marking-page]");
  return part && {page: document.importNode(part, true), title: page.title};
}
