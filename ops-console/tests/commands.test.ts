import { Code, ConnectError, createRouterTransport } from '@connectrpc/connect';
import { describe, expect, test } from 'vitest';
import { IncidentService } from '../src/gen/eoc/v1/incidents_pb';
import { Commands, type Send } from '../src/rpc/commands';
import { uuid7 } from '../src/rpc/ids';
import type { Session } from '../src/rpc/session';

const session = { realm: 'drill', token: 't' } as Session;
const note: Send = ({ incidents }, header, options) => incidents.noteIncident({ header, incident: 'i', text: 'x' }, options);

function server(...answers: (Code | 'accepted')[]) {
  const ids: string[] = [];
  const traces: (string | null)[] = [];
  const transport = createRouterTransport(({ service }) =>
    service(IncidentService, {
      noteIncident: ({ header }, { requestHeader }) => {
        ids.push(header!.commandId);
        traces.push(requestHeader.get('traceparent'));
        const answer = answers.shift()!;
        if (answer !== 'accepted') throw new ConnectError('no', answer);
        return { outcome: { result: { case: 'accepted' as const, value: {} } } };
      },
    }),
  );
  return { ids, traces, commands: new Commands(transport, session, () => Promise.resolve()) };
}

describe('sending a command', () => {
  test('asks again under the same id while the outcome is not known', async () => {
    const { ids, commands } = server(Code.Unavailable, Code.DeadlineExceeded, 'accepted');
    let checks = 0;
    expect(await commands.send(note, () => checks++)).toMatchObject({ kind: 'accepted' });
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
    expect(checks).toBe(2);
  });

  test('begins a trace that is the command, also when it asks again', async () => {
    const { ids, traces, commands } = server(Code.Unavailable, 'accepted');
    await commands.send(note);
    const trace = ids[0]!.replaceAll('-', '');
    expect(traces).toEqual([`00-${trace}-${trace.slice(16)}-01`, `00-${trace}-${trace.slice(16)}-01`]);
  });

  test('does not repeat what the server has decided', async () => {
    const { ids, commands } = server(Code.PermissionDenied, 'accepted');
    expect(await commands.send(note)).toEqual({ kind: 'failed', failure: { kind: 'forbidden' } });
    expect(ids).toHaveLength(1);
  });

  test('gives each command an id of its own, of version 7, that sorts by time', () => {
    const [earlier, later] = [uuid7(1_700_000_000_000), uuid7(1_700_000_000_001)];
    expect(earlier).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(earlier < later).toBe(true);
  });
});
