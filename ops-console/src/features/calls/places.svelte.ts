import { findPlaces } from '../../rpc/city';
import type { Session } from '../../rpc/session';
import { pageTransport } from '../../rpc/transport';
import { says } from './saying';

/** A place on the map. Degrees, WGS 84. */
export interface Spot {
  label: string;
  /** Reckoned from the address grid, not surveyed. */
  isEstimated: boolean;
  latitude: number;
  longitude: number;
}

const shortest = 3;
/** Typing is not asked about key by key, in milliseconds. */
const pause = 140;

/** What a half-typed place may mean, from the realm's city. The last question wins. */
export class PlaceSearch {
  spots = $state.raw<readonly Spot[]>([]);
  #asking = new AbortController();
  #pausing: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly session: Session) {}

  typed(text: string) {
    clearTimeout(this.#pausing);
    this.#asking.abort();
    if (text.trim().length < shortest) return void (this.spots = []);
    this.#pausing = setTimeout(() => void this.#suggest(text.trim()), pause);
  }

  clear() {
    clearTimeout(this.#pausing);
    this.#asking.abort();
    this.spots = [];
  }

  /** The place that a text says in full, if the city knows it: nobody is sent to a guess. */
  async exactly(text: string): Promise<Spot | undefined> {
    return (await this.#find(text, new AbortController().signal)).find((spot) => says(text, spot.label));
  }

  async #suggest(text: string) {
    const asking = (this.#asking = new AbortController());
    const found = await this.#find(text, asking.signal);
    if (!asking.signal.aborted) this.spots = found;
  }

  async #find(text: string, signal: AbortSignal): Promise<Spot[]> {
    const candidates = await findPlaces(pageTransport(), this.session, text, signal);
    return candidates.flatMap(({ label, estimated, at }) => (at ? [{ label, isEstimated: estimated, latitude: at.latitude, longitude: at.longitude }] : []));
  }
}
