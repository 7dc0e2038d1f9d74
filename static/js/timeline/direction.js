/* The two ways an axis can run, as the names that styles and scrollers have for along and across. */
export const DOWN = {
  name: "down", along: "top", across: "left", size: "height", thick: "width",
  scroll: "scrollTop", room: "clientHeight", breadth: "clientWidth", pointer: "clientY",
};
export const RIGHT = {
  name: "right", along: "left", across: "top", size: "width", thick: "height",
  scroll: "scrollLeft", room: "clientWidth", breadth: "clientHeight", pointer: "clientX",
};

/* Puts an element somewhere; a size that is left out stays the style sheet's. */
export function put(element, direction, {along, across, size, thick}) {
  const {style} = element;
  style[direction.along] = `${along}px`;
  style[direction.across] = `${across}px`;
  style[direction.size] = size === undefined ? "" : `${size}px`;
  style[direction.thick] = thick === undefined ? "" : `${thick}px`;
}
