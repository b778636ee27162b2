// How the rows of units lie in memory: four 32-bit words each. x and y (Web Mercator, 0 to 1, less the origin's) and the fix time (seconds after the
// origin's) as floats, then a mark of four bytes: look + 1 (0: nobody's row), crew, pile, heading. A pile's low four bits are the unit's place in it; its high
// four say for how many the unit stands from afar: 0 for itself alone, 1 that another stands for it, else the count.

/** Words of 32 bits in a row. */
export const floatsPerUnit = 4;

/** The heading byte of a unit that has not been seen to move; else 250ths of a turn clockwise from north. */
export const noHeading = 255;

/** Units as they cross to a page. The bytes are the page's own. */
export interface UnitBytes {
  /** Web Mercator, and the realm's time, Unix milliseconds. It never changes while the worker lives. */
  origin: { x: number; y: number; time: number };
  rows: number;
  /** Rows with a new holder; an empty name is nobody's. */
  named: [row: number, unit: string][];
  bytes: ArrayBuffer;
}

export const markOf = (look: number, crew: number, heading: number) => ((look + 1) | (crew << 8) | (heading << 24)) >>> 0;

export const lookIn = (mark: number) => (mark & 0xff) - 1;

export const crewIn = (mark: number) => (mark >>> 8) & 0xff;

/** Degrees clockwise from north; undefined for a unit that has not been seen to move. */
export const headingIn = (mark: number) => (mark >>> 24 === noHeading ? undefined : (mark >>> 24) * 1.44);

/** The highest place in a pile and the highest count: four bits each. What is beyond shares the last. */
export const mostInPile = 15;

/** The pile byte in its place. @param count for how many of its status the unit stands from afar; 0 when another does that. */
export const markOfPile = (place: number, count: number) => (place | ((count === 0 ? 1 : count === 1 ? 0 : Math.min(count, mostInPile)) << 4)) << 16;

/** A unit's place in its pile, from 0. */
export const placeIn = (mark: number) => (mark >>> 16) & 15;

/** For how many a unit stands from afar; 0 when another stands for it. */
export const countIn = (mark: number) => [1, 0][mark >>> 20 & 15] ?? (mark >>> 20) & 15;
