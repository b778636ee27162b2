import { createClient, type Transport } from '@connectrpc/connect';
import { CityService, type GetCityResponse } from '../gen/eoc/v1/cities_pb';
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
