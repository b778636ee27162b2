import type { FeatureCollection } from 'geojson';
import type { GetCityResponse, RunCardNeed } from '../../gen/eoc/v1/cities_pb';
import { failureOf } from '../../rpc/failures';
import { getCity, getLayer } from '../../rpc/city';
import type { Session } from '../../rpc/session';
import { pageTransport } from '../../rpc/transport';
import type { Ground } from '../../map/ground';
import type { Resources } from '../../commanding/recommending';

const patience = 3_000;

/** Fetches the realm's city and its layers, again and again until they are here; a realm without a city has an empty one. */
export async function fetchCity(session: Session, signal: AbortSignal, take: { ground: (ground: Ground) => void; resources: (resources: Resources) => void; layer: (name: string, features: FeatureCollection) => void }) {
  const transport = pageTransport();
  const city = await untilHere(() => getCity(transport, session, signal), signal);
  if (city === undefined) return;
  const ground = groundOf(city);
  take.ground(ground);
  take.resources(resourcesOf(city));
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

/** What helps to choose whom to send: run cards, what units carry, where they stand between calls. */
export function resourcesOf({ runCards, units, stations }: GetCityResponse): Resources {
  const carried = new Map(units.map(({ id, capabilities }) => [id, capabilities]));
  const places = new Map(stations.map(({ id, at }) => [id, at]));
  const needOf = ({ kind, substitutes, count, capabilities, agency }: RunCardNeed) => ({ kinds: [kind, ...substitutes], count, capabilities, agency });
  return {
    // Whether a place lies in a district is not reckoned here: a card for some districts only is nobody's advice.
    cards: runCards.filter(({ districts }) => districts.length === 0).map(({ name, incidentTypes, priorities, alarms }) => ({ name, types: incidentTypes, priorities, needs: alarms[0]?.send.map(needOf) ?? [] })),
    carries: (unit) => carried.get(unit) ?? [],
    whereIs: ({ station }) => places.get(station),
  };
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
