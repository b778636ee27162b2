import type { Unit } from '../picture/entities';
import { PrimaryStatus } from '../picture/wire';
import { standingOf } from '../features/units/standing';
import type { Naming } from '../rpc/refusals';
import { elapsed, timeOfDay } from '../ui/times';
import type { Desk } from './desk.svelte';

/** Why a unit cannot be sent: for what, since when, by whose word and until when. */
export function whyNot(unit: Unit, desk: Desk, name: Naming): string {
  const row = standingOf(unit, desk.mirror);
  const since = row.since === 0 ? '' : ` since ${timeOfDay(row.since, desk.zone)} (${elapsed(row.since, desk.second)})`;
  if (row.group === 'assigned') {
    const by = desk.mirror.activeAssignment(unit)?.by;
    return `${unit.callSign} is ${row.shown.word}${row.incident ? ` at ${name.incident(row.incident.id)}` : ''}${since}${by ? `, sent by ${name.agency(by)}` : ''}.`;
  }
  if (unit.primary === PrimaryStatus.AVAILABLE) return `${unit.callSign} is available${since}.`;
  const until = unit.duty.until === 0 ? ', until further notice' : `, until ${timeOfDay(unit.duty.until, desk.zone)}`;
  return `${unit.callSign} is not available: ${unit.duty.reason || 'no reason given'}${since}${unit.duty.by ? ` by ${unit.duty.by}` : ''}${until}.`;
}
