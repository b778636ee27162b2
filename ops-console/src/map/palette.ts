import { tones, type Tone } from '../picture/looks';

/** The colours of the page's theme, as the map needs them: CSS colours. */
export interface Palette {
  tones: Record<Tone, string>;
  /** Behind letters and signs. */
  panel: string;
  text: string;
  dim: string;
  accent: string;
  critical: readonly [ground: string, text: string];
  rapid: readonly [ground: string, text: string];
  routine: readonly [ground: string, text: string];
  beyond: string;
  land: string;
  water: string;
  park: string;
  airport: string;
  border: string;
  street: string;
  main: string;
  highway: string;
  rail: string;
  district: string;
  label: string;
  waterLabel: string;
}

/** Reads the theme that stands on the page now. */
export function readPalette(page: Element = document.documentElement): Palette {
  const style = getComputedStyle(page);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const pair = (name: string) => [colour(`${name}-ground`), colour(`${name}-text`)] as const;
  return {
    tones: Object.fromEntries(tones.map((tone) => [tone, colour(tone)])) as Record<Tone, string>,
    panel: colour('panel'),
    text: colour('text'),
    dim: colour('dim'),
    accent: colour('accent'),
    critical: pair('critical'),
    rapid: pair('rapid'),
    routine: pair('routine'),
    beyond: colour('map-beyond'),
    land: colour('map-land'),
    water: colour('map-water'),
    park: colour('map-park'),
    airport: colour('map-airport'),
    border: colour('map-border'),
    street: colour('map-street'),
    main: colour('map-main'),
    highway: colour('map-highway'),
    rail: colour('map-rail'),
    district: colour('map-district'),
    label: colour('map-label'),
    waterLabel: colour('map-water-label'),
  };
}

/** Red, green and blue from 0 to 1, of a colour written `#rrggbb`, or `#rgb` as the build shortens it. */
export function channels(colour: string): [number, number, number] {
  const digits = colour.slice(1);
  const value = Number.parseInt(digits.length === 3 ? digits.replace(/./g, '$&$&') : digits, 16);
  return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}
