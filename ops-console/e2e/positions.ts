import { createClient } from '@connectrpc/connect';
import { createGrpcTransport } from '@connectrpc/connect-node';
import { TrackingService } from '../src/gen/eoc/v1/tracking_pb';
import { realm } from './world';

/** Where a unit is and where it goes. Degrees, and degrees a second. */
export interface Mover {
  unit: string;
  latitude: number;
  longitude: number;
  north: number;
  east: number;
}

/** Reports positions over the public API, as a tracker does, until it is stopped: everyone once a second, the parked ones too. */
export class Tracker {
  readonly #aborting = new AbortController();
  #running: Promise<unknown> = Promise.resolve();

  constructor(private readonly movers: Mover[], private readonly interval = 1_000) {}

  start(grpcAddress: string, bearer: { headers: Record<string, string> }) {
    const client = createClient(TrackingService, createGrpcTransport({ baseUrl: grpcAddress }));
    this.#running = client.report(this.#reports(), { ...bearer, signal: this.#aborting.signal }).catch(() => undefined);
  }

  async stop() {
    this.#aborting.abort();
    await this.#running;
  }

  async *#reports() {
    const numbers = this.movers.map((_, number) => number);
    for (let first = true; !this.#aborting.signal.aborted; first = false) {
      const now = BigInt(Date.now());
      yield {
        realm,
        units: first ? this.movers.map(({ unit }) => unit) : [],
        unitNumbers: numbers,
        latitudes: this.movers.map((mover) => (mover.latitude += (mover.north * this.interval) / 1_000)),
        longitudes: this.movers.map((mover) => (mover.longitude += (mover.east * this.interval) / 1_000)),
        fixedAtMs: numbers.map(() => now),
      };
      await new Promise((resolve) => setTimeout(resolve, this.interval));
    }
  }
}
