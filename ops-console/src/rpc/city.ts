import { createClient, type Transport } from '@connectrpc/connect';
import { CityService, type GetCityResponse, type PlaceCandidate } from '../gen/eoc/v1/cities_pb';
import type { Session } from './session';

const optionsOf = (session: Session, signal: AbortSignal) => ({ headers: { authorization: `Bearer ${session.token}` }, signal });

/** The realm's city; one without a name when the realm has none. */
export const getCity = (transport: Transport, session: Session, signal: AbortSignal): Promise<GetCityResponse> =>
  createClient(CityService, transport).getCity({ realm: session.realm }, optionsOf(session, signal));

/** A layer of it, put together: GeoJSON as the pack has it. */
export async function getLayer(transport: Transport, session: Session, name: string, signal: AbortSignal): Promise<unknown> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const { piece } of createClient(CityService, transport).getLayer({ realm: session.realm, name }, optionsOf(session, signal))) text += decoder.decode(piece, { stream: true });
  return JSON.parse(text + decoder.decode());
}

/** Places that a text may mean, the best first; none when the server cannot say now. */
export async function findPlaces(transport: Transport, session: Session, query: string, signal: AbortSignal): Promise<PlaceCandidate[]> {
  const options = { ...optionsOf(session, signal), timeoutMs: 3_000 };
  return createClient(CityService, transport).findPlace({ realm: session.realm, query: query.slice(0, 200), limit: 6 }, options).then(({ candidates }) => candidates, () => []);
}
