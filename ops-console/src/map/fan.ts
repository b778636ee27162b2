// From near the units of one pile stand below each other, with room for their names beside them.

/** From this zoom on. */
export const fanFrom = 12.3;

/** So many below each other; the next begin a column to the right. */
export const inColumn = 5;

/** From one to the next, in radii of a symbol's body. */
export const columnStep = 6.5;
export const lineStep = 2.3;

/** How far a unit stands aside from its place, in radii: to the right and down. */
export const asideOf = (place: number): readonly [right: number, down: number] => [Math.floor(place / inColumn) * columnStep, (place % inColumn) * lineStep];
