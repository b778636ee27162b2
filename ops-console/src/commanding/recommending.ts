import type { Incident, Unit } from '../picture/entities';
import { PrimaryStatus } from '../picture/wire';
import { kindWords } from '../ui/kinds';
import type { World } from './world';

/** So many of a kind of unit. */
export interface Need {
  /** The kinds that will do, the best first. */
  kinds: readonly string[];
  count: number;
  /** What each must carry. */
  capabilities: readonly string[];
  /** Whose; empty is whoever is nearest. */
  agency: string;
}

/** What a city sends to a type of incident on the first alarm, before anybody decides otherwise. */
export interface RunCard {
  name: string;
  types: readonly string[];
  /** 1 to 3; empty is any. */
  priorities: readonly number[];
  needs: readonly Need[];
}

/** Degrees, WGS 84. */
export interface Spot {
  latitude: number;
  longitude: number;
}

/** What is known beside the picture of who could go. */
export interface Resources {
  cards: readonly RunCard[];
  /** What a unit carries. */
  carries: (unit: string) => readonly string[];
  /** Where a unit was heard of last, else where its station is. */
  whereIs: (unit: Unit) => Spot | undefined;
}

export const noResources: Resources = { cards: [], carries: () => [], whereIs: () => undefined };

/** A unit and how far it is in a straight line, in miles; infinitely far when nobody knows where it is. */
export interface Near {
  unit: Unit;
  miles: number;
}

export interface Recommendation {
  card: RunCard;
  /** In the order of the card's needs, for each the nearest that is free. */
  units: readonly Near[];
  /** What the card asks for and nobody free can give, in words. */
  lacking: readonly string[];
  /** Without a place on the map nobody is the nearest, and nobody is named. */
  isPlaced: boolean;
}

/** What the city's run card still asks for at an incident, beyond what is sent; undefined without a card for its type and priority. */
export function recommend(incident: Incident, world: World): Recommendation | undefined {
  const card = cardFor(incident, world.resources.cards);
  if (card === undefined) return undefined;
  if (incident.position === null) return { card, units: [], lacking: [], isPlaced: false };
  const free = nearest(incident, world, fitsAny(card));
  const sent = world.sentTo(incident.id).flatMap((id) => world.units.get(id) ?? []);
  const units: Near[] = [];
  const lacking: string[] = [];
  for (const need of card.needs) {
    let missing = need.count - takeAll(need, sent, world);
    for (; missing > 0; missing--) {
      const best = takeBest(need, free, world);
      if (best === undefined) break;
      units.push(best);
    }
    if (missing > 0) lacking.push(`${missing > 1 ? `${missing} × ` : ''}${kindWords(need.kinds[0] ?? '')}`);
  }
  return { card, units, lacking, isPlaced: true };
}

/** Those who can be sent now by this person, the nearest first. */
export function nearest(incident: Incident, world: World, isWanted: (unit: Unit) => boolean = () => true): Near[] {
  const free = [...world.units.values()].filter((unit) => isWanted(unit) && unit.active === '' && unit.primary === PrimaryStatus.AVAILABLE && maySend(unit, world));
  return free.map((unit) => ({ unit, miles: milesTo(incident, unit, world) })).sort((a, b) => a.miles - b.miles);
}

/** How far a unit is from an incident, in a straight line. */
export function milesTo({ position }: Incident, unit: Unit, { resources }: World): number {
  const from = position === null ? undefined : resources.whereIs(unit);
  return position === null || from === undefined ? Infinity : milesBetween(from, position);
}

export const inMiles = (miles: number) => (Number.isFinite(miles) ? `${miles.toFixed(1)} mi` : '');

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

const cardFor = ({ type, priority }: Incident, cards: readonly RunCard[]) =>
  cards.find((card) => [card.name, ...card.types].some((known) => same(known, type)) && (card.priorities.length === 0 || card.priorities.includes(priority)));

/** A unit's agency says whose dispatchers may send it. */
const maySend = (unit: Unit, { agency, agencies }: World) => unit.agency === agency || agencies.get(unit.agency)?.mayDispatch.includes(agency) === true;

/** Whether a unit is of a kind that the card asks for. Of thousands few are, and each kind is looked at once. */
function fitsAny({ needs }: RunCard): (unit: Unit) => boolean {
  const wanted = needs.flatMap(({ kinds }) => kinds.map((kind) => kind.toLowerCase()));
  const known = new Map<string, boolean>();
  return ({ unitKind }) => {
    const fits = known.get(unitKind) ?? wanted.some((kind) => unitKind.toLowerCase().includes(kind));
    known.set(unitKind, fits);
    return fits;
  };
}

/** Takes those out of the list who are there for a need already; how many they are. */
function takeAll(need: Need, sent: Unit[], world: World): number {
  const there = sent.filter((unit) => rankOf(need, unit, world) >= 0).slice(0, need.count);
  for (const unit of there) sent.splice(sent.indexOf(unit), 1);
  return there.length;
}

/** Takes the nearest of the best kind out of the list, which has the nearest first. */
function takeBest(need: Need, free: Near[], world: World): Near | undefined {
  let best = -1;
  let least = Infinity;
  for (const [at, { unit }] of free.entries()) {
    const rank = rankOf(need, unit, world);
    if (rank >= 0 && rank < least) [best, least] = [at, rank];
  }
  return best < 0 ? undefined : free.splice(best, 1)[0];
}

/** The place of the unit's kind in the need's list; -1 when it does not fit. */
function rankOf(need: Need, unit: Unit, { resources }: World): number {
  if (need.agency !== '' && need.agency !== unit.agency) return -1;
  const kind = unit.unitKind.toLowerCase();
  const rank = need.kinds.findIndex((wanted) => kind.includes(wanted.toLowerCase()));
  if (rank < 0 || need.capabilities.length === 0) return rank;
  const carried = resources.carries(unit.id);
  return need.capabilities.every((wanted) => carried.some((one) => same(one, wanted))) ? rank : -1;
}

const milesPerDegree = 69.05;

/** Good to a percent within a city. */
function milesBetween(a: Spot, b: Spot): number {
  const east = (b.longitude - a.longitude) * Math.cos((((a.latitude + b.latitude) / 2) * Math.PI) / 180);
  return Math.hypot(b.latitude - a.latitude, east) * milesPerDegree;
}
