import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import { CallChannel } from '../../picture/wire';
import type { Answer, Send } from '../../rpc/commands';
import { uuid7 } from '../../rpc/ids';
import type { Desk } from '../../shell/desk.svelte';
import type { Operator } from '../../shell/operator.svelte';
import { shortNumber } from '../../commanding/world';
import { lastChanger } from '../timeline/changes';
import { fieldNames, Merging, type FieldName, type Fields } from './merging';
import { PlaceSearch, type Spot } from './places.svelte';

/**
 * A call being taken. With type and place the incident is opened, so that units can be sent while the caller still speaks; what changes afterwards is
 * saved when its field is left. The call itself, with caller and words, is recorded and attached when it is done, as of the moment it began.
 */
export class CallEntry {
  type = $state('');
  place = $state('');
  priority = $state(2);
  callback = $state('');
  caller = $state('');
  narrative = $state('');
  state = $state('Saved as soon as type and place are given');
  isOpen = $state(false);
  /** Where it is on the map, in words. */
  where = $state('');
  /** What somebody else wrote over which something is typed here, by field. */
  conflicts = $state.raw<readonly (readonly [FieldName, string | number])[]>([]);
  /** What somebody else wrote that came into the form. */
  told = $state('');
  readonly places: PlaceSearch;
  #chosen: Spot | undefined;
  /** The text that the position on the map was made of. */
  #located = '';
  readonly #incident = uuid7();
  readonly #call = uuid7();
  readonly #beganAt: number;
  /** What the server has of the fields that can change. */
  #held: Fields = { type: '', place: '', priority: 0 };
  readonly #merging = new Merging();
  #saving: Promise<boolean> = Promise.resolve(true);
  #taken = false;

  constructor(
    private readonly desk: Desk,
    private readonly operator: Operator,
    begin: { type: string; place: string; priority: number },
    private readonly saved: (incident: string) => void,
  ) {
    ({ type: this.type, place: this.place, priority: this.priority } = begin);
    this.#beganAt = desk.second;
    this.places = new PlaceSearch(desk.session);
  }

  /** A place of the city was chosen from the list. */
  choose(spot: Spot) {
    this.place = spot.label;
    this.#chosen = spot;
  }

  get incident() {
    return this.#incident;
  }

  /** Takes what stands on record now, that others may have written too. */
  async heed(recorded: Fields) {
    if (!this.isOpen) return;
    const taken = this.#merging.take(recorded, this.#typed(), this.#held);
    Object.assign(this, taken);
    this.#held = { ...this.#held, ...taken };
    this.#tellConflicts();
    const what = fieldNames.filter((name) => taken[name] !== undefined);
    if (what.length > 0) this.told = `${what.join(' and ')} changed by ${(await lastChanger(this.desk.commands, this.#incident, this.desk.session.account)) || 'somebody else'}`;
  }

  /** One of the two is taken; the other is gone from the form, not from the record. */
  resolve(name: FieldName, isTheirs: boolean) {
    const theirs = this.#merging.settle(name);
    if (theirs === undefined) return;
    this.#held = { ...this.#held, [name]: theirs };
    if (isTheirs) Object.assign(this, { [name]: theirs });
    this.#tellConflicts();
    void this.settle();
  }

  /** Saves what is new; one save after the other. */
  settle(): Promise<boolean> {
    return (this.#saving = this.#saving.then(() => this.#save()));
  }

  /** Records the call; true when nothing is left to lose. */
  async finish(): Promise<boolean> {
    if (!this.#hasAnything()) return true;
    if (!(await this.settle())) return false;
    if (!this.isOpen) return this.#problem('Type and place are needed before the call can be kept.');
    return (await this.#takeCall()) && this.#attach();
  }

  #typed = (): Fields => ({ type: this.type.trim(), place: this.place.trim(), priority: this.priority });

  #tellConflicts() {
    const conflicts = [...this.#merging.conflicts];
    if (conflicts.length > 0 || this.conflicts.length > 0) this.conflicts = conflicts;
  }

  #hasAnything() {
    return [this.type, this.place, this.callback, this.caller, this.narrative].some((text) => text.trim() !== '');
  }

  async #save(): Promise<boolean> {
    const { type, place } = this.#typed();
    if (type === '' || place === '') return true;
    if (this.conflicts.length > 0) return this.#problem('Somebody else has changed it too: choose in the form whose word stands.');
    if (!(this.isOpen ? (await this.#update(type, place)) && (await this.#prioritise()) : await this.#open(type, place))) return false;
    return this.#locate(place);
  }

  #hold(saved: Partial<Fields>) {
    this.#held = { ...this.#held, ...saved };
  }

  async #open(type: string, place: string): Promise<boolean> {
    const priority = this.priority;
    this.state = 'Saving…';
    this.#merging.sends({ type, place, priority });
    const answer = await this.#send(({ incidents }, header, options) => incidents.openIncident({ header, incident: this.#incident, type, place, priority }, options));
    if (answer.kind !== 'accepted') return this.#rejected(answer);
    this.isOpen = true;
    this.#hold({ type, place, priority });
    const number = shortNumber(answer);
    this.state = `Saved as ${number}`;
    this.operator.say('accepted', `${number} opened: ${type}, ${place}`);
    this.saved(this.#incident);
    return true;
  }

  async #update(type: string, place: string): Promise<boolean> {
    if (type === this.#held.type && place === this.#held.place) return true;
    this.#merging.sends({ type, place });
    const answer = await this.#send(({ incidents }, header, options) => incidents.updateIncident({ header, incident: this.#incident, type, place }, options));
    if (answer.kind !== 'accepted') return this.#rejected(answer);
    this.#hold({ type, place });
    return true;
  }

  /** Puts it on the map, after it was opened: nobody waits for that. */
  async #locate(place: string): Promise<boolean> {
    if (place === this.#located) return true;
    const spot = this.#chosen?.label === place ? this.#chosen : await this.places.exactly(place);
    this.#located = place;
    this.where = spot === undefined ? 'Not found on the map: the words stand, no symbol does.' : `On the map: ${spot.label}${spot.isEstimated ? ', estimated' : ''}`;
    if (spot === undefined) return true;
    const position = { latitude: spot.latitude, longitude: spot.longitude };
    const answer = await this.#send(({ incidents }, header, options) => incidents.updateIncident({ header, incident: this.#incident, position }, options));
    return answer.kind === 'accepted' || this.#rejected(answer);
  }

  async #prioritise(): Promise<boolean> {
    const priority = this.priority;
    if (priority === this.#held.priority) return true;
    this.#merging.sends({ priority });
    const reason = 'set while taking the call';
    const answer = await this.#send(({ incidents }, header, options) => incidents.prioritiseIncident({ header, incident: this.#incident, priority, reason }, options));
    if (answer.kind !== 'accepted') return this.#rejected(answer);
    this.#hold({ priority });
    return true;
  }

  async #takeCall(): Promise<boolean> {
    if (this.#taken) return true;
    const { callback, caller, narrative, place } = this;
    const occurredAt = this.#beganAt === 0 ? {} : { occurredAt: timestampFromMs(this.#beganAt) };
    const answer = await this.#send(({ calls }, header, options) =>
      calls.takeCall({ header: { ...header, ...occurredAt }, call: this.#call, channel: CallChannel.VOICE, callbackNumber: callback.trim(), callerName: caller.trim(), place: place.trim(), narrative: narrative.trim() }, options),
    );
    this.#taken = answer.kind === 'accepted';
    return answer.kind === 'accepted' || this.#rejected(answer);
  }

  async #attach(): Promise<boolean> {
    const answer = await this.#send(({ calls }, header, options) => calls.attachCall({ header, call: this.#call, incident: this.#incident }, options));
    if (answer.kind !== 'accepted') return this.#rejected(answer);
    this.operator.say('accepted', `${this.state.replace('Saved as ', '')}: call recorded`);
    return true;
  }

  async #send(send: Send): Promise<Answer> {
    return this.desk.commands.send(send, () => (this.state = 'Checking: no answer yet, asking again'));
  }

  #rejected(answer: Exclude<Answer, { kind: 'accepted' }>): false {
    return this.#problem(this.operator.words(answer));
  }

  #problem(words: string): false {
    this.state = this.isOpen ? this.state : 'Not saved';
    this.operator.say('rejected', words);
    return false;
  }
}
