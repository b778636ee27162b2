/** Lines kept drawn above and below what is in sight, so that scrolling and the Tab key find them there. */
const margin = 8;

/** Which lines to draw. */
export function inSight(lines: number, lineHeight: number, scrolled: number, height: number): { from: number; to: number } {
  const from = Math.max(0, Math.floor(scrolled / lineHeight) - margin);
  return { from, to: Math.min(lines, Math.ceil((scrolled + height) / lineHeight) + margin) };
}
