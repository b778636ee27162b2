import type { ChannelFrame, ChannelToken, PositionBlock, Upsert } from '../gen/eoc/v1/picture_pb';
import type { Kind } from './entities';
import { PackedColumn } from './packed';
import { kindOf } from './translate';

/** A frame that does not follow on what is held: the picture must be asked for again, never guessed. */
export class GapError extends Error {
  constructor(readonly channel: string) {
    super(`A frame of ${channel} is missing.`);
  }
}

/** A unit's place and the movement that led there from the place before, WGS 84 in millionths of a degree, and the realm's time of its fix in Unix milliseconds. */
export interface Position {
  latitude: number;
  longitude: number;
  north: number;
  east: number;
  fixedAt: number;
}

const nowhere: Position = { latitude: 0, longitude: 0, north: 0, east: 0, fixedAt: 0 };

/** What one frame touched. */
export type Touched = (kind: Kind, id: string) => void;

/** Where one frame put a unit. */
export type Moved = (unit: string, position: Position) => void;

/** One channel as this viewer holds it: the rules of picture.proto and nothing else. Sequences stay bigint: they are 64 bits wide. */
export class Channel {
  readonly entities = new Map<string, Upsert>();
  readonly positions = new Map<number, Position>();
  /** Whose row a slot is. */
  readonly #unitAt = new Map<number, string>();
  #epoch = 0n;
  #sequence = 0n;
  #check = 0;
  /** The next part of a snapshot that has begun and is not whole yet; 0 when none is. */
  #nextPart = 0;

  constructor(readonly name: string) {}

  /** Where to go on after a break; undefined while there is nothing whole to go on from. */
  get token(): Pick<ChannelToken, 'channel' | 'epoch' | 'sequence' | 'check'> | undefined {
    if (this.#sequence === 0n) return undefined;
    return { channel: this.name, epoch: this.#epoch, sequence: this.#sequence, check: this.#check };
  }

  /** False between the first and the last part of a snapshot. */
  get isWhole() {
    return this.#nextPart === 0;
  }

  apply(frame: ChannelFrame, touched: Touched, moved: Moved) {
    if (frame.snapshot === undefined) this.#follow(frame);
    else this.#takePart(frame.snapshot.part, touched);
    for (const { change } of frame.changes) {
      if (change.case === 'upsert') this.#upsert(change.value, touched);
      else if (change.case === 'removal') this.#remove(change.value.kind, change.value.id, touched);
    }
    for (const block of frame.positions) this.#move(block, moved);
    this.#epoch = frame.epoch;
    this.#sequence = frame.sequence;
    this.#check = frame.check;
    if (frame.snapshot !== undefined) this.#nextPart = frame.snapshot.part + 1 === frame.snapshot.parts ? 0 : frame.snapshot.part + 1;
  }

  /** Forgets everything in it. */
  clear(touched: Touched) {
    for (const entity of this.entities.values()) tell(entity, touched);
    this.entities.clear();
    this.positions.clear();
    this.#unitAt.clear();
    this.#sequence = 0n;
    this.#nextPart = 0;
  }

  #follow(frame: ChannelFrame) {
    if (this.#sequence === 0n || frame.epoch !== this.#epoch || frame.previous !== this.#sequence) throw new GapError(this.name);
  }

  #takePart(part: number, touched: Touched) {
    if (part === 0) this.clear(touched);
    else if (part !== this.#nextPart) throw new GapError(this.name);
  }

  #upsert(upsert: Upsert, touched: Touched) {
    const key = `${upsert.kind}:${upsert.id}`;
    const before = this.entities.get(key);
    if (before?.slot !== undefined && before.slot !== upsert.slot) this.#free(before.slot);
    // A slot that somebody else had before starts from nothing.
    if (before === undefined && upsert.slot !== undefined) this.#free(upsert.slot);
    if (upsert.slot !== undefined) this.#unitAt.set(upsert.slot, upsert.id);
    this.entities.set(key, upsert);
    tell(upsert, touched);
  }

  #remove(kind: number, id: string, touched: Touched) {
    const key = `${kind}:${id}`;
    const before = this.entities.get(key);
    if (before === undefined) return;
    if (before.slot !== undefined) this.#free(before.slot);
    this.entities.delete(key);
    tell(before, touched);
  }

  #free(slot: number) {
    this.positions.delete(slot);
    this.#unitAt.delete(slot);
  }

  #move(block: PositionBlock, moved: Moved) {
    const read = block.absolute ? absoluteRows(block) : movedRows(block, (slot) => this.positions.get(slot));
    const slots = new PackedColumn(block.slotColumn);
    let slot = -1;
    for (let row = 0; row < block.rows; row++) {
      slot += slots.next() + 1;
      const position = read(slot);
      this.positions.set(slot, position);
      const unit = this.#unitAt.get(slot);
      if (unit !== undefined) moved(unit, position);
    }
  }
}

/** Reads rows one after the other that tell where units are. */
function absoluteRows(block: PositionBlock): () => Position {
  const [latitudes, longitudes] = [new PackedColumn(block.latitudeColumn), new PackedColumn(block.longitudeColumn)];
  const [norths, easts, ages] = [new PackedColumn(block.northColumn), new PackedColumn(block.eastColumn), new PackedColumn(block.ageColumn)];
  let above = nowhere;
  return () =>
    (above = {
      latitude: (above.latitude + latitudes.nextSigned()) | 0,
      longitude: (above.longitude + longitudes.nextSigned()) | 0,
      north: norths.nextSigned(),
      east: easts.nextSigned(),
      fixedAt: Number(block.atMs) - ages.next() * 1000,
    });
}

/** Reads rows one after the other that tell how units moved. */
function movedRows(block: PositionBlock, held: (slot: number) => Position | undefined): (slot: number) => Position {
  const [latitudes, longitudes, fixedAt] = [new PackedColumn(block.latitudeColumn), new PackedColumn(block.longitudeColumn), Number(block.atMs)];
  return (slot) => {
    const before = held(slot);
    const from = before ?? nowhere;
    const north = (latitudes.nextSigned() + (latitudes.isMarked ? from.north : 0)) | 0;
    const east = (longitudes.nextSigned() + (longitudes.isMarked ? from.east : 0)) | 0;
    const isMovement = before !== undefined;
    return { latitude: (from.latitude + north) | 0, longitude: (from.longitude + east) | 0, north: isMovement ? north : 0, east: isMovement ? east : 0, fixedAt };
  };
}

function tell(upsert: Upsert, touched: Touched) {
  const kind = kindOf(upsert.kind);
  if (kind !== undefined) touched(kind, upsert.id);
}
