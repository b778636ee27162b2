import { Look, looks } from '../picture/looks';
import { columnStep, inColumn, lineStep } from './fan';
import { bodyReach, cellsAcross, cellsDown, firstCount, firstPile, firstSign } from './masks';

/** How far a symbol's square reaches, in radii of its body: room for arrow, sign and ring; small symbols have none and are many. */
const reach = 1.9;
const smallReach = 1.22;
/** Up to this radius a symbol is its body alone, in pixels of the screen. */
const small = 6;

/** The rows of units lie in a texture, so many in a line. */
export const rowsPerLine = 1024;

/** Two triangles for each unit, whose corners these are; bits tell right and down. */
export const verticesPerUnit = 6;
const corners = [0, 1, 2, 2, 1, 3];

/**
 * One square for each unit; unit and corner are told by the number of the vertex. All in one: as instances a processor that draws takes each unit for a
 * drawing of its own, many times as long.
 */
export const vertexShader = `#version 300 es
uniform highp usampler2D units;
uniform mat4 matrix;
uniform vec2 viewport;
uniform float radius;
uniform float pileRadius;
uniform bool fanned;
uniform float now;
uniform float staleAfter;
uniform int selected;
uniform int hovered;
out vec2 at;
flat out int count;
flat out float size;
flat out int look;
flat out int crew;
flat out float heading;
flat out float stale;
flat out int ring;
const int corners[${verticesPerUnit}] = int[](${corners.join(', ')});
void main() {
  int row = gl_VertexID / ${verticesPerUnit};
  int corner = corners[gl_VertexID % ${verticesPerUnit}];
  uvec4 unit = texelFetch(units, ivec2(row % ${rowsPerLine}, row / ${rowsPerLine}), 0);
  vec2 place = uintBitsToFloat(unit.xy);
  float fixedAt = uintBitsToFloat(unit.z);
  uint mark = unit.w;
  look = int(mark & 255u) - 1;
  if (look < 0) { gl_Position = vec4(2.0, 2.0, 2.0, 1.0); return; }
  crew = int((mark >> 8u) & 255u);
  uint turn = mark >> 24u;
  heading = turn == 255u ? -1.0 : float(turn) * ${(2 * Math.PI / 250).toFixed(8)};
  stale = now - fixedAt > staleAfter ? 1.0 : 0.0;
  ring = row == selected ? 2 : row == hovered ? 1 : 0;
  int inPile = int((mark >> 16u) & 15u);
  int sharing = fanned ? 0 : int((mark >> 20u) & 15u);
  // From afar another stands for it; who was chosen is shown all the same.
  if (sharing == 1 && ring < 2) { gl_Position = vec4(2.0, 2.0, 2.0, 1.0); return; }
  count = sharing > 1 ? sharing : 0;
  size = count > 0 ? pileRadius : radius;
  vec2 aside = fanned ? vec2(float(inPile / ${inColumn}) * ${columnStep.toFixed(2)}, float(inPile % ${inColumn}) * ${lineStep.toFixed(2)}) * radius : vec2(0.0);
  at = vec2(float(corner & 1), float(corner >> 1)) * 2.0 - 1.0;
  at *= ring > 0 || size > ${small.toFixed(1)} ? ${reach.toFixed(2)} : ${smallReach.toFixed(2)};
  gl_Position = matrix * vec4(place, 0.0, 1.0);
  gl_Position.xy += vec2(1.0, -1.0) * (at * size + aside) * 2.0 / viewport * gl_Position.w;
}`;

/**
 * Free and out of service stand hollow, on an incident solid; a stale place has a broken outline and no colour. The sign beside the body is that of the
 * board, the arrow where it goes.
 */
export const fragmentShader = `#version 300 es
precision highp float;
in vec2 at;
flat in int look;
flat in int crew;
flat in float heading;
flat in float stale;
flat in int ring;
flat in int count;
flat in float size;
uniform sampler2D masks;
uniform vec3 tones[${looks.length}];
uniform float hollow[${looks.length}];
uniform vec3 panel;
uniform vec3 grey;
uniform vec3 accent;
out vec4 colour;
const float scale = ${bodyReach.toFixed(3)};
vec3 maskAt(int number, vec2 inside) {
  vec2 cellAt = vec2(float(number % ${cellsAcross}), float(number / ${cellsAcross}));
  return texture(masks, (cellAt + inside + 0.5) / vec2(${cellsAcross}.0, ${cellsDown}.0)).rgb;
}
void put(vec3 paint, float cover) { colour = vec4(paint * cover, cover) + colour * (1.0 - cover); }
void main() {
  colour = vec4(0.0);
  float soft = 1.2 / size;
  vec3 ink = mix(tones[look], grey, stale * 0.75);
  // Who is free is the ground on which the others are seen: the outline is a little calmer than theirs.
  vec3 tone = mix(ink, panel, look == ${Look.AVAILABLE} ? 0.3 : 0.0);
  if (ring > 0) {
    float away = abs(length(at) - 1.55);
    put(accent, (1.0 - smoothstep(0.1, 0.1 + soft, away)) * (ring == 2 ? 1.0 : 0.7));
  }
  if (heading >= 0.0 && stale < 0.5 && count == 0 && size > ${small.toFixed(1)}) {
    float c = cos(heading), s = sin(heading);
    vec2 ahead = vec2(at.x * c + at.y * s, -at.x * s + at.y * c);
    float tip = -1.75 - ahead.y, side = abs(ahead.x) - (ahead.y + 1.75) * 0.72;
    float outside = max(max(tip, side), ahead.y + 1.1);
    put(panel, 1.0 - smoothstep(0.1, 0.1 + soft, outside));
    put(tone, 1.0 - smoothstep(0.0, soft, outside));
  }
  float isHollow = max(hollow[look], stale);
  // Bodies end before that; further out a small copy of the masks mixes in what is drawn in the cell beside.
  if (max(abs(at.x), abs(at.y)) * scale < 0.45) {
    vec3 body = maskAt((count > 0 ? ${firstPile} : crew * 2) + int(stale), at * scale);
    if (count > 0) body.b = maskAt(${firstCount} + count - 2, at * scale + vec2(0.054, -0.018)).b;
    put(mix(tone, panel, isHollow), body.r);
    put(mix(panel, tone, isHollow), body.g * (isHollow > 0.5 ? 1.0 : 0.55));
    if (size > 5.0) put(mix(panel, ink, isHollow), body.b);
  }
  // That somebody is free is said by standing hollow; all else has its sign.
  if (size > 8.5 && count == 0 && look != ${Look.AVAILABLE}) {
    vec2 beside = (at - vec2(0.98, 0.88)) / 0.62;
    if (max(abs(beside.x), abs(beside.y)) < 1.35) {
      put(panel, 1.0 - smoothstep(1.0, 1.0 + soft * 1.6, length(beside)));
      put(tone, maskAt(${firstSign} + look, beside * 0.48).b);
    }
  }
}`;
