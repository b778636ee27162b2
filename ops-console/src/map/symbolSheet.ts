/** The symbols stand side by side, each in a square of so many pixels. */
export const symbolCell = 64;
