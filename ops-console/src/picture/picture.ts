import type { ChannelFrame, Upsert, WatchResponse } from '../gen/eoc/v1/picture_pb';
import { Channel, type Position } from './channel';
import { UnitColumns } from './columns';
import type { Assignment, Entity, Kind, Unit } from './entities';
import { lookOf } from './looks';
import { millis, kindOf, translate } from './translate';
import { EntityKind } from './wire';

/** What changed since the last time it was asked: entities in full, and the keys (`kind:id`) of those that are gone. */
export interface Diff {
  changed: Entity[];
  gone: string[];
}

/** The server's word on how fresh the picture is. Times are Unix milliseconds. */
export interface Beat {
  serverTime: number;
  realmTime: number;
  /** The server itself is behind its journal. */
  delayed: boolean;
}

const wireKinds = new Map<Kind, EntityKind>(
  (Object.values(EntityKind).filter((value) => typeof value === 'number') as EntityKind[]).flatMap((kind) => {
    const word = kindOf(kind);
    return word === undefined ? [] : [[word, kind] as const];
  }),
);

/** The union of a viewer's channels. An entity in several channels counts with its newest version; one that moved is never briefly gone. */
export class Picture {
  readonly #channels = new Map<string, Channel>();
  readonly #touched = new Map<string, { kind: Kind; id: string }>();
  /** By entity, the channels that tell or told of it: mostly one of dozens. */
  readonly #homes = new Map<string, Channel[]>();
  readonly #told = new Set<string>();
  readonly #unopened = new Set<string>();
  /** Opened by this stream, and nothing of it is held yet. */
  readonly #coming = new Set<string>();
  /** Where the units are and how they stand, as the map draws them. */
  readonly columns = new UnitColumns();
  readonly #translations = new WeakMap<Upsert, Entity>();
  #conflated = 0;

  /** How many positions this stream passed over because it was read too slowly. */
  get conflated() {
    return this.#conflated;
  }

  /** Where to go on after a break. */
  get tokens() {
    return [...this.#channels.values()].flatMap((channel) => channel.token ?? []);
  }

  /** False while a snapshot is being told: showing half of it would make what is there vanish and come back. */
  get isWhole() {
    for (const channel of this.#channels.values()) if (!channel.isWhole) return false;
    return true;
  }

  /** Whether channels that were opened have not told their snapshot yet: what is here is a part, and the rest follows at once. */
  get isComing() {
    return this.#coming.size > 0;
  }

  /** Takes one message of the stream; a gap throws {@link GapError}, after which only a new snapshot helps. */
  apply(message: WatchResponse): Beat | undefined {
    for (const name of message.viewer?.closed ?? []) this.#close(name);
    for (const name of message.viewer?.opened ?? []) this.#open(name);
    for (const frame of message.channels) this.#take(frame);
    if (message.viewer === undefined) return undefined;
    this.#conflated = Number(message.viewer.conflated);
    const beat = message.viewer.heartbeat;
    if (beat) this.#closeUnopened();
    return beat && { serverTime: millis(beat.serverTime), realmTime: millis(beat.realmTime), delayed: beat.delayed };
  }

  /** Everything that changed since the last call. */
  takeDiff(): Diff {
    const diff: Diff = { changed: [], gone: [] };
    this.#dress();
    for (const [key, { kind, id }] of this.#touched) {
      const newest = this.#newest(kind, id);
      const entity = newest && this.#translated(newest);
      if (entity) {
        diff.changed.push(entity);
        this.#told.add(key);
      } else if (this.#told.delete(key)) diff.gone.push(key);
    }
    this.#touched.clear();
    return diff;
  }

  /** Everything there is, for somebody who just came. */
  everything(): Entity[] {
    return [...this.#told].flatMap((key) => {
      const colon = key.indexOf(':');
      const newest = this.#newest(key.slice(0, colon) as Kind, key.slice(colon + 1));
      return (newest && this.#translated(newest)) ?? [];
    });
  }

  /** A unit's last known place; undefined when it has none. */
  positionOf(unit: string): Position | undefined {
    const found = this.#holders('unit', unit).sort(byVersion).at(-1);
    return found?.upsert.slot === undefined ? undefined : found.channel.positions.get(found.upsert.slot);
  }

  /** A new stream begins: what it does not open by its first heartbeat is no longer the viewer's. What is shown stays until then. */
  beginStream() {
    this.#coming.clear();
    for (const name of this.#channels.keys()) this.#unopened.add(name);
  }

  /** Brings the columns up to what is touched: how a unit stands follows from the unit and from what it serves. */
  #dress() {
    const units = new Set<string>();
    for (const { kind, id } of this.#touched.values()) {
      if (kind === 'unit') units.add(id);
      else if (kind === 'assignment') units.add(id.slice(0, id.lastIndexOf(':')));
    }
    for (const id of units) {
      const unit = this.#entity('unit', id) as Unit | undefined;
      if (unit === undefined) this.columns.remove(id);
      else this.columns.dress(id, lookOf(unit, unit.active === '' ? undefined : (this.#entity('assignment', `${id}:${unit.active}`) as Assignment | undefined)), unit.unitKind);
    }
  }

  #entity(kind: Kind, id: string): Entity | undefined {
    const newest = this.#newest(kind, id);
    return newest && this.#translated(newest);
  }

  #translated(upsert: Upsert): Entity | undefined {
    let entity = this.#translations.get(upsert);
    if (entity === undefined && (entity = translate(upsert))) this.#translations.set(upsert, entity);
    return entity;
  }

  #channel(name: string) {
    const known = this.#channels.get(name);
    if (known) return known;
    const made = new Channel(name);
    this.#channels.set(name, made);
    return made;
  }

  #take(frame: ChannelFrame) {
    const channel = this.#channel(frame.channel);
    channel.apply(frame, (kind, id) => this.#enter(channel, kind, id), this.columns.move);
    if (channel.isWhole) this.#coming.delete(frame.channel);
  }

  #open(name: string) {
    this.#unopened.delete(name);
    if (this.#channels.get(name)?.token === undefined) this.#coming.add(name);
  }

  #closeUnopened() {
    for (const name of this.#unopened) this.#close(name);
    this.#unopened.clear();
  }

  #close(name: string) {
    const channel = this.#channels.get(name);
    channel?.clear((kind, id) => this.#leave(channel, kind, id));
    this.#channels.delete(name);
    this.#coming.delete(name);
  }

  #touch(kind: Kind, id: string): string {
    const key = `${kind}:${id}`;
    this.#touched.set(key, { kind, id });
    return key;
  }

  #enter(channel: Channel, kind: Kind, id: string) {
    const key = this.#touch(kind, id);
    const homes = this.#homes.get(key);
    if (homes === undefined) this.#homes.set(key, [channel]);
    else if (!homes.includes(channel)) homes.push(channel);
  }

  #leave(channel: Channel, kind: Kind, id: string) {
    const key = this.#touch(kind, id);
    const homes = this.#homes.get(key)?.filter((home) => home !== channel) ?? [];
    if (homes.length > 0) this.#homes.set(key, homes);
    else this.#homes.delete(key);
  }

  #newest(kind: Kind, id: string): Upsert | undefined {
    return this.#holders(kind, id).reduce<Upsert | undefined>((newest, { upsert }) => (newest === undefined || upsert.version >= newest.version ? upsert : newest), undefined);
  }

  #holders(kind: Kind, id: string) {
    const key = `${wireKinds.get(kind)}:${id}`;
    const holders: { channel: Channel; upsert: Upsert }[] = [];
    for (const channel of this.#homes.get(`${kind}:${id}`) ?? []) {
      const upsert = channel.entities.get(key);
      if (upsert) holders.push({ channel, upsert });
    }
    return holders;
  }
}

const byVersion = (a: { upsert: Upsert }, b: { upsert: Upsert }) => Number(a.upsert.version - b.upsert.version);
