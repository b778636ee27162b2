import type { UnitRow } from './standing';

/** A line of the board: an agency's name, or as many units as stand side by side. */
export type BoardLine = { kind: 'agency'; id: string; agency: string; count: number } | { kind: 'units'; id: string; rows: UnitRow[] };

/** The board cut into lines of one height, so that only those in sight need to be drawn, however many there are. */
export function linesOf(rows: readonly UnitRow[], columns: number): BoardLine[] {
  const byAgency = new Map<string, UnitRow[]>();
  for (const row of rows) {
    const list = byAgency.get(row.unit.agency);
    if (list) list.push(row);
    else byAgency.set(row.unit.agency, [row]);
  }
  return [...byAgency].flatMap(([agency, list]) => [{ kind: 'agency' as const, id: agency, agency, count: list.length }, ...chunks(list, columns)]);
}

function chunks(rows: UnitRow[], columns: number): BoardLine[] {
  const lines: BoardLine[] = [];
  for (let at = 0; at < rows.length; at += columns) {
    const slice = rows.slice(at, at + columns);
    lines.push({ kind: 'units', id: slice[0]!.unit.id, rows: slice });
  }
  return lines;
}

/** Lines kept drawn above and below what is in sight, so that scrolling and the Tab key find them there. */
const margin = 8;

/** Which lines to draw. */
export function inSight(lines: number, lineHeight: number, scrolled: number, height: number): { from: number; to: number } {
  const from = Math.max(0, Math.floor(scrolled / lineHeight) - margin);
  return { from, to: Math.min(lines, Math.ceil((scrolled + height) / lineHeight) + margin) };
}
