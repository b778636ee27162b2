/** An agency's word for a kind of unit, as people read it: `GroundALSAmbulance` is `ground ALS ambulance`. */
export function kindWords(kind: string): string {
  if (kind === kind.toUpperCase()) return kind.toLowerCase();
  const parts = kind.replace(/([a-z])([A-Z0-9])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2').split(' ');
  return parts.map((part) => (/^[A-Z]{2,4}$/.test(part) ? part : part.toLowerCase())).join(' ');
}
