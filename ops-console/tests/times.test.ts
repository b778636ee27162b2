import { Code, ConnectError, createRouterTransport } from '@connectrpc/connect';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ConsoleTelemetryService, type ReportTimesRequest } from '../src/gen/eoc/v1/telemetry_pb';
import { Times } from '../src/rpc/times';

const session = { realm: 'drill', token: 't' };
const frame = (sequence: bigint, arrivedAt: number) => ({ channel: '837:-1753/units/room', epoch: 7n, sequence, arrivedAt });

/** A server that answers each report with the next of these: how soon another may come, or that it takes none. */
function server(...answers: (number | Code)[]) {
  const reports: ReportTimesRequest[] = [];
  const transport = createRouterTransport(({ service }) =>
    service(ConsoleTelemetryService, {
      reportTimes: (request) => {
        reports.push(request);
        const answer = answers.length > 1 ? answers.shift()! : answers[0]!;
        if (answer > 16) return { nextAfterMs: answer };
        if (answer === 0) return {};
        throw new ConnectError('no', answer);
      },
    }),
  );
  return { reports, times: new Times(transport, session, () => now) };
}

let now = 1000;

describe('telling times', () => {
  beforeEach(() => void (vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }), (now = 1000)));
  afterEach(() => void vi.useRealTimers());

  test('measures nothing and asks once where the server collects no traces', async () => {
    const { reports, times } = server(0);
    expect(await times.ask()).toBe(false);
    expect(times.begin('a')).toBeUndefined();
    times.drawn([frame(1n, 900)]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(reports).toHaveLength(1);
  });

  test('measures nothing for somebody the server refuses', async () => {
    const { times } = server(Code.PermissionDenied);
    expect(await times.ask()).toBe(false);
    expect(times.begin('a')).toBeUndefined();
  });

  test('tells in one report what happened meanwhile, as how long ago it was', async () => {
    const { reports, times } = server(5000);
    await times.ask();
    const answered = times.begin('a');
    now = 1030;
    answered!();
    times.drawn([frame(4n, 1010)]);
    now = 6000;
    await vi.advanceTimersByTimeAsync(5000);
    expect(reports).toHaveLength(2);
    expect(reports[1]).toMatchObject({ realm: 'drill', answered: [{ commandId: 'a', pressedAgoUs: 5_000_000, answeredAgoUs: 4_970_000 }] });
    expect(reports[1]!.drawn).toMatchObject([{ epoch: 7n, sequence: 4n, arrivedAgoUs: 4_990_000, drawnAgoUs: 4_970_000 }]);
  });

  test('begins with the key where one is being handled, and with the sending where none is', async () => {
    const { reports, times } = server(5000);
    await times.ask();
    now = performance.timeOrigin + 70;
    times.pressed({ timeStamp: 20 });
    times.begin('a')!();
    await vi.advanceTimersByTimeAsync(0);
    times.begin('b')!();
    await vi.advanceTimersByTimeAsync(5000);
    expect(reports[1]!.answered.map(({ pressedAgoUs }) => Math.round(pressedAgoUs / 1000))).toEqual([50, 0]);
  });

  test('tells of 32 frames at most, and of none that is minutes old', async () => {
    const { reports, times } = server(5000);
    await times.ask();
    times.drawn(Array.from({ length: 50 }, (_, at) => frame(BigInt(at), at === 0 ? now - 121_000 : now)));
    await vi.advanceTimersByTimeAsync(5000);
    expect(reports[1]!.drawn).toHaveLength(31);
  });

  test('ends when the server wants no more', async () => {
    const { reports, times } = server(5000, 0);
    await times.ask();
    times.begin('a')!();
    await vi.advanceTimersByTimeAsync(5000);
    expect(times.begin('b')).toBeUndefined();
    expect(reports).toHaveLength(2);
  });
});
