import type { FeatureCollection } from 'geojson';
import type { GetCityResponse } from '../../gen/eoc/v1/cities_pb';
import { failureOf } from '../../rpc/failures';
import { getCity, getLayer } from '../../rpc/city';
import type { Session } from '../../rpc/session';
import { pageTransport } from '../../rpc/transport';
import type { Ground } from '../../map/ground';

const patience = 3_000;

/** Fetches the realm's city and its layers, again and again until they are here; a realm without a city has an empty one. */
export async function fetchCity(session: Session, signal: AbortSignal, take: { ground: (ground: Ground) => void; layer: (name: string, features: FeatureCollection) => void }) {
  const transport = pageTransport();
  const ground = await untilHere(async () => groundOf(await getCity(transport, session, signal)), signal);
  if (ground === undefined) return;
  take.ground(ground);
  for (const name of ground.layers) {
    const features = await untilHere(() => getLayer(transport, session, name, signal), signal);
    if (features !== undefined) take.layer(name, features as FeatureCollection);
  }
}

/** Undefined when the server will never give it, or nobody waits any more. */
async function untilHere<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  while (!signal.aborted) {
    try {
      return await ask();
    } catch (error) {
      if (failureOf(error).kind !== 'unknown-outcome') return undefined;
      await new Promise((resolve) => setTimeout(resolve, patience));
    }
  }
  return undefined;
}

/** What the map needs of a city. */
export function groundOf(city: GetCityResponse): Ground {
  const { southWest, northEast } = city.bounds ?? {};
  const point = (icon: string, name: string, at: { latitude: number; longitude: number }) => ({
    type: 'Feature' as const, geometry: { type: 'Point' as const, coordinates: [at.longitude, at.latitude] }, properties: { icon, name },
  });
  const places = [
    ...city.hospitals.flatMap(({ name, at }) => (at ? [point('place/hospital', name, at)] : [])),
    ...city.stations.flatMap(({ name, at }) => (at ? [point('place/station', name, at)] : [])),
  ];
  return {
    name: city.city,
    title: city.title,
    notice: city.illustrative ? city.notice : '',
    bounds: southWest && northEast ? [southWest.longitude, southWest.latitude, northEast.longitude, northEast.latitude] : undefined,
    places: { type: 'FeatureCollection', features: places },
    layers: city.layers.map(({ name }) => name),
  };
}
