import { createClient, type Transport } from '@connectrpc/connect';
import { SessionService } from '../gen/eoc/v1/identity_pb';
import { failureOf } from './failures';
import { wordsOfCode } from './refusals';
import { learn, type Session } from './session';

/** The secret of a start link in the page's address. It is taken out at once, so that it stays in no history, bookmark or screenshot. */
export function takeStartSecret(): string | null {
  if (!location.hash.startsWith('#start=')) return null;
  const secret = location.hash.slice('#start='.length);
  history.replaceState(null, '', location.pathname + location.search);
  return secret;
}

/** A start link against a session, or why not. */
export async function redeem(transport: Transport, secret: string): Promise<{ session: Session; words?: never } | { session?: never; words: string }> {
  try {
    const { result } = await createClient(SessionService, transport).redeemStartLink({ secret }, { timeoutMs: 15_000 });
    if (result.case === 'session') return { session: await learn(transport, result.value.token) };
    return { words: wordsOfCode(result.case === 'refusal' ? result.value.code : '') };
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === 'bad-value') return { words: 'This start link is not whole. Copy the line that the host printed, to its end.' };
    return { words: 'The server does not answer. Check that it runs, and open the link again.' };
  }
}
