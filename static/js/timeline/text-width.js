/* How many lines a text takes, known before it is on the page. */
const canvas = document.createElement("canvas").getContext("2d");

export class TextMeasure {
  #widths = new Map();
  #lines = new Map(); // at #room
  #room = 0;

  /* Measures in the face of an element that is on the page. */
  constructor(probe) {
    const style = getComputedStyle(probe);
    this.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    this.line = parseFloat(style.lineHeight);
  }

  width(text) {
    if (!this.#widths.has(text)) {
      canvas.font = this.font;
      this.#widths.set(text, canvas.measureText(text).width);
    }
    return this.#widths.get(text);
  }

  /* Lines of at most this width, broken between words; a word that is longer is broken too. */
  lines(text, width) {
    if (width !== this.#room) {
      this.#lines.clear();
      this.#room = width;
    }
    if (!this.#lines.has(text)) this.#lines.set(text, this.#count(text, width));
    return this.#lines.get(text);
  }

  #count(text, width) {
    if (this.width(text) <= width) return 1;
    const space = this.width(" ");
    let [lines, filled] = [1, 0];
    for (const word of text.split(/\s+/)) {
      const size = this.width(word);
      if (filled > 0 && filled + space + size > width) {
        lines += 1;
        filled = 0;
      }
      filled += (filled > 0 ? space : 0) + size;
      while (filled > width) {
        lines += 1;
        filled -= width;
      }
    }
    return lines;
  }
}
