import type { ExpressionSpecification, GeoJSONSourceSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { fanFrom } from './fan';
import type { Palette } from './palette';

/** How far an incident's tip stands above its place where the crews there stand for themselves, in the icon's own pixels. */
const incidentLift = 9;

/** The sources that a city pack's layers are drawn from, by the name of the layer; any other is drawn as `other`. */
export const groundSources = ['limits', 'parks', 'airports', 'water', 'streets', 'rail', 'districts', 'other'] as const;

export type GroundSource = (typeof groundSources)[number];

const emptySource = (): GeoJSONSourceSpecification => ({ type: 'geojson', data: { type: 'FeatureCollection', features: [] }, tolerance: 0.3 });
/** Glyphs are drawn in the browser from the machine's own fonts: none is ever fetched. */
const plain = ['Segoe UI, Helvetica Neue, Arial, Liberation Sans, sans-serif'];
const strong = plain;

export function styleOf(palette: Palette, scale: number): StyleSpecification {
  const sources = ['states', ...groundSources, 'places', 'incidents'].map((name) => [name, emptySource()] as const);
  return { version: 8, sources: Object.fromEntries(sources), layers: [...groundLayers(palette, scale), ...placeLayers(palette, scale)] };
}

const between = (...stops: number[]): ExpressionSpecification => ['interpolate', ['exponential', 1.5], ['zoom'], ...stops] as unknown as ExpressionSpecification;
const isClass = (...names: string[]): ExpressionSpecification => ['in', ['get', 'class'], ['literal', names]];

/** What people stand on, from the far to the near; the order is that of the drawing. */
export function groundLayers(palette: Palette, scale: number): LayerSpecification[] {
  const { beyond, land, water, park, airport, border, rail, district, label, waterLabel } = palette;
  const fill = (id: string, source: string, colour: string): LayerSpecification => ({ id, type: 'fill', source, filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': colour } });
  const isLine: ExpressionSpecification = ['==', ['geometry-type'], 'LineString'];
  const layers: LayerSpecification[] = [
    { id: 'beyond', type: 'background', paint: { 'background-color': beyond } },
    { id: 'states', type: 'fill', source: 'states', paint: { 'fill-color': land } },
    { id: 'state-borders', type: 'line', source: 'states', paint: { 'line-color': border, 'line-width': 1 } },
    fill('limits', 'limits', land),
    { id: 'limits-edge', type: 'line', source: 'limits', paint: { 'line-color': border, 'line-width': 1.2 } },
    fill('parks', 'parks', park),
    fill('airports', 'airports', airport),
    fill('water', 'water', water),
    { id: 'rivers', type: 'line', source: 'water', filter: isLine, layout: { 'line-cap': 'round', 'line-join': 'round' }, paint: { 'line-color': water, 'line-width': between(9, 1.5, 13, 6, 16, 22) } },
    { ...named('airport-names', 'airports', label, 10.5 * scale, 10.5), filter: ['==', ['geometry-type'], 'Polygon'] } as LayerSpecification,
    { id: 'other-lines', type: 'line', source: 'other', filter: isLine, paint: { 'line-color': border, 'line-width': 1 } },
    ...streetLayers(palette),
    { id: 'rail', type: 'line', source: 'rail', paint: { 'line-color': rail, 'line-width': between(9, 0.8, 14, 1.6), 'line-dasharray': [5, 2] } },
    { id: 'districts', type: 'line', source: 'districts', paint: { 'line-color': district, 'line-width': between(9, 0.8, 14, 1.8), 'line-dasharray': [3, 2.5] } },
    named('water-names', 'water', waterLabel, 11.5 * scale, 10),
    named('park-names', 'parks', label, 10.5 * scale, 12),
    { ...named('district-names', 'districts', label, 11 * scale, 10.5), maxzoom: 12.5 },
    streetNames(palette, 'main-street-names', ['expressway', 'drive', 'arterial'], 11.5, scale),
    streetNames(palette, 'street-names', ['collector', 'local'], 14, scale),
  ];
  return layers.map((layer) => haloed(layer, palette));
}

function streetLayers({ street, main, highway }: Palette): LayerSpecification[] {
  const line = (id: string, classes: string[], colour: string, minzoom: number, ...widths: number[]): LayerSpecification => ({
    id,
    type: 'line',
    source: 'streets',
    minzoom,
    filter: isClass(...classes),
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': between(...widths) },
  });
  return [
    line('local-streets', ['local'], street, 12.5, 12, 0.4, 14, 2.2, 17, 10),
    line('collectors', ['collector'], street, 10.5, 10, 0.6, 14, 3.4, 17, 13),
    line('arterials', ['arterial'], main, 8, 9, 0.6, 14, 4.2, 17, 15),
    line('drives', ['drive'], main, 7, 9, 1, 14, 4.8, 17, 16),
    line('expressways', ['expressway'], highway, 5, 8, 1, 14, 6, 17, 18),
  ];
}

function named(id: string, source: string, colour: string, size: number, minzoom: number): LayerSpecification {
  return { id, type: 'symbol', source, minzoom, layout: { 'text-field': ['get', 'name'], 'text-font': plain, 'text-size': size, 'text-max-width': 7, 'text-padding': 6 }, paint: { 'text-color': colour } };
}

function streetNames({ label }: Palette, id: string, classes: string[], minzoom: number, scale: number): LayerSpecification {
  return {
    id,
    type: 'symbol',
    source: 'streets',
    minzoom,
    filter: isClass(...classes),
    layout: { 'symbol-placement': 'line', 'symbol-spacing': 420, 'text-field': ['get', 'name'], 'text-font': plain, 'text-size': 11 * scale, 'text-letter-spacing': 0.03, 'text-padding': 4 },
    paint: { 'text-color': label },
  };
}

function haloed(layer: LayerSpecification, { land }: Palette): LayerSpecification {
  return layer.type === 'symbol' ? { ...layer, paint: { ...layer.paint, 'text-halo-color': land, 'text-halo-width': 2.4 } } : layer;
}

/** Stations, hospitals, and the incidents themselves. Units lie above them, drawn by a layer of their own. */
export function placeLayers(palette: Palette, scale: number): LayerSpecification[] {
  const { label, text, panel, land } = palette;
  return [
    {
      id: 'places',
      type: 'symbol',
      source: 'places',
      minzoom: 10.5,
      layout: {
        'icon-image': ['get', 'icon'],
        'icon-size': scale,
        'icon-allow-overlap': true,
        'text-field': ['step', ['zoom'], '', 13, ['get', 'name']],
        'text-font': plain,
        'text-size': 10.5 * scale,
        // To the left: the units that stand there have theirs to the right and below.
        'text-anchor': 'right',
        'text-justify': 'right',
        'text-offset': [-1.3, 0],
        'text-max-width': 9,
        'text-optional': true,
      },
      paint: { 'text-color': label, 'text-halo-color': land, 'text-halo-width': 1.4 },
    },
    {
      id: 'incidents',
      type: 'symbol',
      source: 'incidents',
      layout: {
        'icon-image': ['get', 'icon'],
        'icon-size': ['interpolate', ['linear'], ['zoom'], 9, 0.6 * scale, 12, 0.9 * scale, 15, 1.1 * scale],
        'icon-allow-overlap': true,
        // From near its tip points to the place and the crews that are there stand below it, each to be seen.
        'icon-anchor': ['step', ['zoom'], 'center', fanFrom, 'bottom'],
        'icon-offset': ['step', ['zoom'], ['literal', [0, 0]], fanFrom, ['literal', [0, -incidentLift]]],
        'symbol-sort-key': ['-', 0, ['get', 'priority']],
        'text-field': ['step', ['zoom'], ['case', ['==', ['get', 'priority'], 1], ['get', 'number'], ''], 11.5, ['get', 'label']],
        'text-font': strong,
        'text-size': 12 * scale,
        'text-anchor': 'left',
        'text-offset': ['step', ['zoom'], ['literal', [1.55, 0]], fanFrom, ['literal', [1.55, -2.2]]],
        'text-max-width': 14,
        'text-justify': 'left',
        'text-optional': true,
      },
      paint: { 'text-color': text, 'text-halo-color': panel, 'text-halo-width': 2.2 },
    },
  ];
}
