import { keyOf, type Agency, type Anomaly, type Assignment, type Attachment, type Call, type Caller, type Entity, type Incident, type Note, type Realm, type Unit } from './entities';
import { AssignmentOutcome } from './wire';

/** The page's copy of the picture, with the few indexes that every panel needs. It only takes what the worker tells. */
export class Mirror {
  readonly #all = new Map<string, Entity>();
  readonly incidents = new Map<string, Incident>();
  readonly units = new Map<string, Unit>();
  readonly agencies = new Map<string, Agency>();
  readonly calls = new Map<string, Call>();
  readonly callers = new Map<string, Caller>();
  realm: Realm | undefined;
  #touchedUnits = new Set<string>();
  #touchedIncidents = new Set<string>();
  readonly #assignmentsOf = new Index<Assignment>((assignment) => [assignment.incident, assignment.unit]);
  readonly #notesOf = new Index<Note>((note) => [note.incident]);
  readonly #attachmentsOf = new Index<Attachment>((attachment) => [attachment.incident, attachment.call]);
  readonly #anomaliesOf = new Index<Anomaly>((anomaly) => [anomaly.incident]);

  /** Takes a diff; `whole` means that everything told before is void. */
  apply(whole: boolean, changed: readonly Entity[], gone: readonly string[]) {
    if (whole) {
      const named = new Set(changed.map(keyOf));
      for (const key of [...this.#all.keys()]) if (!named.has(key)) this.#drop(key);
    }
    for (const key of gone) this.#drop(key);
    for (const entity of changed) this.#put(entity);
  }

  /** The units and incidents of which something that a list shows may have changed since the last call. */
  takeTouched(): Touched {
    const touched = { units: this.#touchedUnits, incidents: this.#touchedIncidents };
    this.#touchedUnits = new Set();
    this.#touchedIncidents = new Set();
    return touched;
  }

  /** All assignments of an incident or a unit, ended ones too. */
  assignmentsOf = (id: string) => this.#assignmentsOf.of(id);

  /** Those that have not ended. */
  openAssignmentsOf = (id: string) => this.assignmentsOf(id).filter((assignment) => assignment.outcome === AssignmentOutcome.UNSPECIFIED);

  /** The assignment a unit serves now. */
  activeAssignment(unit: Unit): Assignment | undefined {
    if (unit.active === '') return undefined;
    return this.assignmentsOf(unit.id).find((assignment) => assignment.id === `${unit.id}:${unit.active}`);
  }

  notesOf = (incident: string) => this.#notesOf.of(incident);

  anomaliesOf = (incident: string) => this.#anomaliesOf.of(incident);

  callsOf = (incident: string) => this.#attachmentsOf.of(incident).flatMap((attachment) => this.calls.get(attachment.call) ?? []);

  #touch(entity: Entity) {
    if (entity.kind === 'unit') {
      this.#touchedUnits.add(entity.id);
    } else if (entity.kind === 'assignment') {
      this.#touchedUnits.add(entity.unit);
      this.#touchedIncidents.add(entity.incident);
    } else if (entity.kind === 'incident') {
      this.#touchedIncidents.add(entity.id);
      for (const { unit } of this.#assignmentsOf.of(entity.id)) this.#touchedUnits.add(unit);
    }
  }

  #put(entity: Entity) {
    const key = keyOf(entity);
    const before = this.#all.get(key);
    this.#all.set(key, entity);
    this.#touch(entity);
    switch (entity.kind) {
      case 'realm': this.realm = entity; break;
      case 'agency': this.agencies.set(entity.id, entity); break;
      case 'unit': this.units.set(entity.id, entity); break;
      case 'incident': this.incidents.set(entity.id, entity); break;
      case 'call': this.calls.set(entity.id, entity); break;
      case 'caller': this.callers.set(entity.id, entity); break;
      case 'assignment': this.#assignmentsOf.put(entity, before as Assignment | undefined); break;
      case 'note': this.#notesOf.put(entity, before as Note | undefined); break;
      case 'attachment': this.#attachmentsOf.put(entity, before as Attachment | undefined); break;
      case 'anomaly': this.#anomaliesOf.put(entity, before as Anomaly | undefined); break;
    }
  }

  #drop(key: string) {
    const entity = this.#all.get(key);
    if (entity === undefined) return;
    this.#all.delete(key);
    this.#touch(entity);
    switch (entity.kind) {
      case 'realm': this.realm = undefined; break;
      case 'agency': this.agencies.delete(entity.id); break;
      case 'unit': this.units.delete(entity.id); break;
      case 'incident': this.incidents.delete(entity.id); break;
      case 'call': this.calls.delete(entity.id); break;
      case 'caller': this.callers.delete(entity.id); break;
      case 'assignment': this.#assignmentsOf.drop(entity); break;
      case 'note': this.#notesOf.drop(entity); break;
      case 'attachment': this.#attachmentsOf.drop(entity); break;
      case 'anomaly': this.#anomaliesOf.drop(entity); break;
    }
  }
}

/** Which rows of the lists are to be looked at again. */
export interface Touched {
  units: ReadonlySet<string>;
  incidents: ReadonlySet<string>;
}

/** Entities by the ids they belong to. */
class Index<T extends { id: string }> {
  readonly #lists = new Map<string, Map<string, T>>();

  constructor(private readonly owners: (entity: T) => string[]) {}

  of(owner: string): T[] {
    return [...(this.#lists.get(owner)?.values() ?? [])];
  }

  put(entity: T, before: T | undefined) {
    if (before) this.drop(before);
    for (const owner of this.owners(entity)) {
      const list = this.#lists.get(owner) ?? new Map<string, T>();
      this.#lists.set(owner, list.set(entity.id, entity));
    }
  }

  drop(entity: T) {
    for (const owner of this.owners(entity)) {
      const list = this.#lists.get(owner);
      list?.delete(entity.id);
      if (list?.size === 0) this.#lists.delete(owner);
    }
  }
}
