/* Texts are counted in Unicode code points, as Python counts them, never in UTF-16 units. */
export const countPoints = (text) => [...text].length;
