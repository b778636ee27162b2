const words = (text: string) => text.toLowerCase().split(/[^a-z0-9]+/).filter((word) => word !== '' && word !== 'at' && word !== 'and');

const plainNumber = (word: string) => word.replace(/(?<=\d)(st|nd|rd|th)$/, '');

/** Whether every word that was typed stands in the label: a number as it is, any other at least by its beginning (`st` is `street`, `west` is `W`). */
export const says = (typed: string, label: string) => words(typed).every((word) => words(label).some((other) => isSame(word, other)));

function isSame(word: string, other: string) {
  if (/^\d/.test(word)) return plainNumber(word) === plainNumber(other);
  return other.startsWith(word) || (other.length === 1 && word.startsWith(other));
}
