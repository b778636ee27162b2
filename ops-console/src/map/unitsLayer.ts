import type { CustomLayerInterface, CustomRenderMethodInput, Map as GlMap } from 'maplibre-gl';
import { floatsPerUnit, type UnitBytes } from '../picture/layout';
import { Look, looks } from '../picture/looks';
import { channels, type Palette } from './palette';
import { drawMasks } from './masks';
import { fanFrom } from './fan';
import { compile, translated } from './gl';
import { fragmentShader, rowsPerLine, vertexShader, verticesPerUnit } from './shaders';

/** A place not heard of for so long is shown as old, in seconds. */
export const staleAfter = 120;

/** While a city comes in part by part it is not drawn anew for each of them, in milliseconds. */
const betweenParts = 300;

/**
 * From afar a unit takes seconds from one pixel to the next, and none says more often where it is: a crowd that moves is drawn anew no more often, in
 * milliseconds. Whatever else changes on the map brings it up to date sooner. Each drawing costs: the library finds every word its place again.
 */
const betweenSteps = 1_000;

const uniforms = ['units', 'matrix', 'viewport', 'radius', 'pileRadius', 'fanned', 'now', 'staleAfter', 'selected', 'hovered', 'masks', 'tones', 'hollow', 'panel', 'grey', 'accent'] as const;

/** Standing hollow means that it could be sent or that it is away; solid, that somebody counts on it. */
const hollow: number[] = looks.map((_, look) => (look === Look.AVAILABLE || look === Look.IF_NEEDED || look === Look.OUT || look <= 2 ? 1 : 0));

/** Draws all units in one call from the bytes that the worker gave. */
export class UnitsLayer implements CustomLayerInterface {
  readonly id = 'units';
  readonly type = 'custom' as const;
  readonly renderingMode = '2d' as const;
  /** Rows; -1 for none. */
  selected = -1;
  hovered = -1;
  /** The realm's time, Unix milliseconds. */
  now = 0;
  #units: UnitBytes | undefined;
  #isUploaded = false;
  /** Rows in the last picture; told on the map's element to whoever measures. */
  #drawn = 0;
  #drawnAt = 0;
  #due: ReturnType<typeof setTimeout> | undefined;
  #map: GlMap | undefined;
  #program: WebGLProgram | undefined;
  /** Without attributes: what a vertex is it finds in the rows. */
  #array: WebGLVertexArrayObject | undefined;
  #rows: WebGLTexture | undefined;
  #lines = 0;
  #texture: WebGLTexture | undefined;
  #at: Partial<Record<(typeof uniforms)[number], WebGLUniformLocation | null>> = {};

  constructor(
    public palette: Palette,
    private readonly scale: number,
  ) {}

  show(units: UnitBytes) {
    this.#units = units;
    this.#isUploaded = false;
    const between = units.rows > this.#drawn ? betweenParts : this.#isCrowd ? betweenSteps : 0;
    const wait = this.#drawnAt + between - performance.now();
    if (wait <= 0) this.#repaint();
    else this.#due ??= setTimeout(this.#repaint, wait);
  }

  readonly #repaint = () => {
    clearTimeout(this.#due);
    this.#due = undefined;
    // On a phone another panel may lie in front: nobody sees what is drawn then.
    if (this.#map?.getCanvas().checkVisibility({ visibilityProperty: true })) this.#map.triggerRepaint();
  };

  onAdd(map: GlMap, context: WebGLRenderingContext | WebGL2RenderingContext) {
    const gl = context as WebGL2RenderingContext;
    this.#map = map;
    this.#program = compile(gl, vertexShader, fragmentShader);
    for (const name of uniforms) this.#at[name] = gl.getUniformLocation(this.#program, name);
    this.#array = gl.createVertexArray();
    this.#rows = gl.createTexture();
    this.#lines = 0;
    this.#texture = gl.createTexture();
    this.#upload(gl, drawMasks());
    this.#isUploaded = false;
  }

  onRemove(_: GlMap, context: WebGLRenderingContext | WebGL2RenderingContext) {
    const gl = context as WebGL2RenderingContext;
    gl.deleteProgram(this.#program ?? null);
    gl.deleteVertexArray(this.#array ?? null);
    gl.deleteTexture(this.#rows ?? null);
    gl.deleteTexture(this.#texture ?? null);
    clearTimeout(this.#due);
    this.#map = undefined;
  }

  render(context: WebGLRenderingContext | WebGL2RenderingContext, { defaultProjectionData }: CustomRenderMethodInput) {
    const gl = context as WebGL2RenderingContext;
    const units = this.#units;
    if (units === undefined || units.rows === 0 || this.#program === undefined || this.#map === undefined) return;
    gl.useProgram(this.#program);
    gl.bindVertexArray(this.#array ?? null);
    gl.activeTexture(gl.TEXTURE1);
    gl.bindTexture(gl.TEXTURE_2D, this.#rows ?? null);
    if (!this.#isUploaded) this.#uploadRows(gl, units);
    this.#isUploaded = true;
    this.#set(gl, units, defaultProjectionData.mainMatrix);
    gl.disable(gl.DEPTH_TEST);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.drawArrays(gl.TRIANGLES, 0, units.rows * verticesPerUnit);
    gl.bindVertexArray(null);
    this.#drawnAt = performance.now();
    if (units.rows !== this.#drawn) this.#map.getContainer().dataset['unitsDrawn'] = String((this.#drawn = units.rows));
  }

  /** Of a body, in CSS pixels: small from afar, where a city is full of them. */
  get radius() {
    const zoom = this.#map?.getZoom() ?? 11;
    return radiusAt(zoom) * this.scale * (this.#isCrowd ? crowding : 1);
  }

  /** Of a pile's symbol, in CSS pixels: never so small that its count cannot be read. */
  get pileRadius() {
    return Math.max(this.radius * 1.1, 7.5 * this.scale);
  }

  /** Whether piles are drawn as their units. */
  get isFanned() {
    return (this.#map?.getZoom() ?? 0) >= fanFrom;
  }

  /** Thousands, seen from afar. */
  get #isCrowd() {
    return (this.#units?.rows ?? 0) > 3_000 && (this.#map?.getZoom() ?? 11) < 11.5;
  }

  #set(gl: WebGL2RenderingContext, units: UnitBytes, matrix: ArrayLike<number>) {
    const at = this.#at;
    const { tones, panel, dim, accent } = this.palette;
    const canvas = this.#map!.getCanvas();
    const density = canvas.width / canvas.clientWidth;
    gl.uniformMatrix4fv(at.matrix!, false, translated(matrix, units.origin.x, units.origin.y));
    gl.uniform2f(at.viewport!, canvas.width, canvas.height);
    gl.uniform1f(at.radius!, this.radius * density);
    gl.uniform1f(at.pileRadius!, this.pileRadius * density);
    gl.uniform1i(at.fanned!, Number(this.isFanned));
    gl.uniform1f(at.now!, (this.now - units.origin.time) / 1000);
    gl.uniform1f(at.staleAfter!, staleAfter);
    gl.uniform1i(at.selected!, this.selected);
    gl.uniform1i(at.hovered!, this.hovered);
    gl.uniform3fv(at.tones!, looks.flatMap(({ tone }) => channels(tones[tone])));
    gl.uniform1fv(at.hollow!, hollow);
    gl.uniform3fv(at.panel!, channels(panel));
    gl.uniform3fv(at.grey!, channels(dim));
    gl.uniform3fv(at.accent!, channels(accent));
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.#texture ?? null);
    gl.uniform1i(at.masks!, 0);
    gl.uniform1i(at.units!, 1);
  }

  /** Into the texture that is bound: whole lines, and what is left of one. */
  #uploadRows(gl: WebGL2RenderingContext, { rows, bytes }: UnitBytes) {
    gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
    const words = new Uint32Array(bytes);
    const whole = Math.floor(rows / rowsPerLine);
    if (this.#lines <= whole) this.#makeLines(gl, Math.max(16, 2 ** Math.ceil(Math.log2(whole + 1))));
    if (whole > 0) gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, rowsPerLine, whole, gl.RGBA_INTEGER, gl.UNSIGNED_INT, words);
    if (rows > whole * rowsPerLine) gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, whole, rows % rowsPerLine, 1, gl.RGBA_INTEGER, gl.UNSIGNED_INT, words, whole * rowsPerLine * floatsPerUnit);
  }

  #makeLines(gl: WebGL2RenderingContext, lines: number) {
    this.#lines = lines;
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA32UI, rowsPerLine, lines, 0, gl.RGBA_INTEGER, gl.UNSIGNED_INT, null);
    // A texture of whole numbers is complete only without anything between them.
    for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, filter, gl.NEAREST);
  }

  #upload(gl: WebGL2RenderingContext, masks: OffscreenCanvas) {
    gl.bindTexture(gl.TEXTURE_2D, this.#texture ?? null);
    gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, masks);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAX_LEVEL, 2);
    gl.generateMipmap(gl.TEXTURE_2D);
  }
}

/** A crowd leaves its units no room: they are drawn smaller. */
const crowding = 0.72;

/** The radius of a symbol's body at a zoom, in CSS pixels. */
export const radiusAt = (zoom: number) => Math.min(14, Math.max(3.5, 3.5 + (zoom - 9) * 1.75));
