import { describe, expect, test } from 'vitest';
import { understand } from '../src/commanding/command';
import { complete } from '../src/commanding/completion';
import { recommend, type Need, type Resources, type RunCard } from '../src/commanding/recommending';
import type { World } from '../src/commanding/world';
import type { Agency, Incident, Unit } from '../src/picture/entities';
import { PrimaryStatus } from '../src/picture/wire';
import { recommending } from '../src/shell/recommended';

const unit = (id: string, unitKind: string, more: Partial<Unit> = {}) =>
  ({ kind: 'unit', id, agency: id.split('/')[0]!, callSign: id.split('/')[1]!.toUpperCase(), unitKind, primary: PrimaryStatus.AVAILABLE, duty: { reason: '' }, active: '', stacked: [], ...more }) as Unit;

const need = (kind: string, count = 1, more: Partial<Need> = {}): Need => ({ kinds: [kind], count, capabilities: [], agency: '', ...more });

const fire: RunCard = { name: 'Structure fire', types: ['FSTRU', 'STRUCTURE FIRE'], priorities: [1], needs: [need('Engine', 2), need('Ladder', 1, { kinds: ['Ladder', 'Squad'] }), need('Ambulance', 1, { capabilities: ['ALS'] })] };

/** East of the incident, in hundredths of a degree. */
const places: Record<string, number> = { 'cfd/e1': 3, 'cfd/e2': 1, 'cfd/e3': 2, 'cfd/sq1': 1, 'cfd/t9': 5, 'ems/a1': 1, 'ems/a2': 4, 'gas/e9': 0 };

function world({ type = 'Structure Fire', priority = 1, sent = [] as string[], units = defaultUnits() } = {}): World {
  const incident = { kind: 'incident', id: 'i1', number: 'cfd-2026-000042', type, priority, place: 'here', position: { latitude: 41.9, longitude: -87.7 }, statuses: [], closedAt: 0, openedAt: 1 } as unknown as Incident;
  const resources: Resources = {
    cards: [fire],
    carries: (id) => (id === 'ems/a2' ? ['ALS'] : []),
    whereIs: ({ id }) => (places[id] === undefined ? undefined : { latitude: 41.9, longitude: -87.7 + places[id] / 100 }),
  };
  const agency = (id: string, mayDispatch: string[]) => [id, { kind: 'agency', id, name: id, mayDispatch } as unknown as Agency] as const;
  return {
    incidents: new Map([['i1', incident]]), units: new Map(units.map((one) => [one.id, one])), agencies: new Map([agency('ems', ['cfd']), agency('gas', [])]), shown: incident, agency: 'cfd', sentTo: () => sent, resources,
  };
}

const defaultUnits = () => [
  unit('cfd/e1', 'FireEngine1'), unit('cfd/e2', 'FireEngine1'), unit('cfd/e3', 'FireEngine1', { primary: PrimaryStatus.NOT_AVAILABLE }), unit('cfd/sq1', 'Squad'), unit('cfd/t9', 'Ladder'),
  unit('ems/a1', 'Ambulance'), unit('ems/a2', 'Ambulance'), unit('gas/e9', 'FireEngine1'),
];

const recommended = (about: World) => recommend(about.shown!, about)?.units.map((near) => near.unit.id);

describe('what the run card asks for', () => {
  test('is the nearest free unit that fits each need, whose agency lets this one send it', () => {
    expect(recommended(world())).toEqual(['cfd/e2', 'cfd/e1', 'cfd/t9', 'ems/a2']);
  });

  test('is less by what is sent already, and a substitute goes where the first kind has nobody', () => {
    const units = defaultUnits().filter(({ id }) => id !== 'cfd/t9').map((one) => (one.id === 'cfd/e2' ? { ...one, active: 'a1' } : one));
    expect(recommended(world({ sent: ['cfd/e2'], units }))).toEqual(['cfd/e1', 'cfd/sq1', 'ems/a2']);
  });

  test('names what nobody free can give', () => {
    const about = world({ units: [unit('cfd/e2', 'FireEngine1')] });
    expect(recommend(about.shown!, about)?.lacking).toEqual(['engine', 'ladder', 'ambulance']);
    const nobody = world({ units: [] });
    expect(recommend(nobody.shown!, nobody)?.lacking).toEqual(['2 × engine', 'ladder', 'ambulance']);
  });

  test('holds for its types and priorities only', () => {
    expect(recommended(world({ type: 'FSTRU' }))).toHaveLength(4);
    expect(recommended(world({ type: 'FALL' }))).toBeUndefined();
    expect(recommended(world({ priority: 2 }))).toBeUndefined();
  });
});

describe('D without a unit', () => {
  test('asks for the run card of the incident shown or named', () => {
    for (const line of ['d', 'd > 42', 'DE']) expect(understand(line, world())).toMatchObject({ kind: 'recommend', verb: line.slice(0, line.length === 2 ? 2 : 1).toUpperCase(), incident: { id: 'i1' } });
    expect(understand('DD > 42', world())).toMatchObject({ problem: expect.stringContaining('Which unit') });
  });

  test('writes the line that sends them, and says how far each is', () => {
    const { line, words } = recommending('D', world().shown!, world());
    expect(line).toBe('D E2 E1 T9 A2 > 42');
    expect(understand(line, world())).toMatchObject({ kind: 'dispatch' });
    expect(words).toMatch(/Structure fire: E2 0\.5 mi, E1 1\.5 mi/);
  });

  test('names nobody for a place that is not on the map: who is near is not known', () => {
    const about = world();
    const placeless = { ...about.shown!, position: null };
    expect(recommending('D', placeless, about)).toEqual({ line: '', words: expect.stringContaining('not on the map') });
    expect(recommend(placeless, about)).toMatchObject({ units: [], isPlaced: false });
  });

  test('says who is near where no card says whom to send', () => {
    const { line, words } = recommending('D', world({ type: 'FALL' }).shown!, world({ type: 'FALL' }));
    expect([line, words]).toEqual(['', expect.stringMatching(/No run card for FALL.*E2 0\.5 mi/)]);
  });
});

test('while units are being named those of the run card stand first, then the nearest', () => {
  expect(complete('D ', world()).candidates.map(({ text }) => text)).toEqual(['E2', 'E1', 'T9', 'A2', 'E9', 'A1', 'SQ1', 'E3']);
  expect(complete('D ', world()).candidates[0]!.hint).toContain('run card');
});

test('what is typed is a call sign; an agency whose name begins so comes only where no unit does', () => {
  expect(complete('D e', world()).candidates.map(({ text }) => text)).toEqual(['E2', 'E1', 'E9', 'E3']);
  expect(complete('D em', world()).candidates.map(({ text }) => text)).toEqual(['A2', 'A1']);
});
