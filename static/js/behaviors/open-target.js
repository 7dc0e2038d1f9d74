/* On a list of folded entries: the one that the address names is opened, at first and whenever the address changes. */
export function start(list) {
  function open() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && list.contains(target)) target.querySelector("details").open = true;
  }

  window.addEventListener("hashchange", open);
  open();
}
