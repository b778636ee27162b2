import { createClient, type Transport } from '@connectrpc/connect';
import { SessionService } from '../gen/eoc/v1/identity_pb';
import { RealmKind, RealmService } from '../gen/eoc/v1/realms_pb';
import type { Role } from '../gen/eoc/v1/policy_pb';

/** Somebody signed in at this tab. */
export interface Session {
  token: string;
  /** The session's id, which is no secret. */
  id: string;
  account: string;
  role: Role;
  agency: string;
  realm: string;
  realmKind: RealmKind;
  realmTitle: string;
  timeZone: string;
  /** Nothing is allowed but to add an authenticator. */
  mustEnrol: boolean;
}

export interface Credentials {
  realm: string;
  account: string;
  password: string;
  code: string;
}

/** Begins a session and learns who and where it is. */
export async function signIn(transport: Transport, { realm, account, password, code }: Credentials): Promise<Session> {
  const sessions = createClient(SessionService, transport);
  const { token } = await sessions.signIn({ realm, account, password, totpCode: code }, { timeoutMs: 15_000 });
  return learn(transport, token);
}

/** Who holds this token; throws UNAUTHENTICATED when nobody does any more. */
export async function learn(transport: Transport, token: string): Promise<Session> {
  const options = { headers: { authorization: `Bearer ${token}` }, timeoutMs: 15_000 };
  const self = await createClient(SessionService, transport).getSelf({}, options);
  const { account, role, agency, session } = self;
  const who = { token, id: session, account, role, agency, realm: self.realm, mustEnrol: self.authenticatorRequired };
  // Whoever lacks an authenticator may not even ask about the realm.
  if (who.mustEnrol) return { ...who, realmKind: RealmKind.LIVE, realmTitle: '', timeZone: '' };
  const realm = await createClient(RealmService, transport).getRealm({ realm: self.realm }, options);
  return { ...who, realmKind: realm.kind, realmTitle: realm.title, timeZone: realm.timeZone };
}

/** Ends the session at the server; the token is worth nothing afterwards. */
export async function signOut(transport: Transport, session: Session): Promise<void> {
  await createClient(SessionService, transport).signOut({}, { headers: { authorization: `Bearer ${session.token}` }, timeoutMs: 5_000 });
}
