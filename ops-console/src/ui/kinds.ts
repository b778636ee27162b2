/**
 * The short words of a room for the registry's kinds of units (EIDO), by what a kind begins with; the longer beginnings first. What is not here is said in
 * the registry's own words.
 */
const short: readonly (readonly [beginning: string, words: string])[] = [
  ['GroundALSAmbulance', 'ALS ambulance'],
  ['GroundBLSAmbulance', 'BLS ambulance'],
  ['StructureFireEngine', 'engine'],
  ['WildlandFireEngine', 'wildland engine'],
  ['FireTruckLadder', 'ladder truck'],
  ['FireTruckAerial', 'tower ladder'],
  ['PatrolUnit', 'patrol'],
  ['LawEnforcementCommandUnit', 'police command'],
  ['MaintenanceandRepairTeam', 'repair crew'],
  ['TrafficUnit', 'traffic'],
  ['TransitOfficer', 'transit police'],
  ['MobileSupportVehicle', 'support vehicle'],
  ['MobileCommunicationCenter', 'mobile comms'],
  ['CommSupportTeam', 'comms team'],
  ['CommandLevel', 'chief'],
  ['DeWateringWaterPump', 'water pump'],
  ['WaterRescueTeam', 'water rescue'],
  ['ParkRanger', 'park ranger'],
];

/** An agency's word for a kind of unit, as people read it: `GroundALSAmbulance` is `ALS ambulance`. */
export function kindWords(kind: string): string {
  const known = short.find(([beginning]) => kind.startsWith(beginning));
  if (known !== undefined) return known[1];
  if (kind === kind.toUpperCase()) return kind.toLowerCase();
  const parts = kind.replace(/([a-z])([A-Z0-9])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2').split(' ');
  return parts.map((part) => (/^[A-Z]{2,4}$/.test(part) ? part : part.toLowerCase())).join(' ');
}
