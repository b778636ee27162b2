import { isOpen, shortNumber } from '../../commanding/world';
import { waits } from '../incidents/queue';
import type { IncidentPoint } from '../../map/incidentPoints';
import type { Mirror } from '../../picture/mirror';

/** An incident as the map shows it; undefined when it is gone, closed or nobody knows where. */
export function pointOf(mirror: Mirror, id: string): IncidentPoint | undefined {
  const incident = mirror.incidents.get(id);
  if (incident?.position == null || !isOpen(incident)) return undefined;
  const { type, priority, position } = incident;
  return { id, type, priority, number: shortNumber(incident), isUnassigned: waits(incident, mirror), ...position };
}
