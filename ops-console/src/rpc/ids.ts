/** A UUID of version 7: the time first, so that ids made one after the other sort that way. */
export function uuid7(now: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let at = 5, rest = now; at >= 0; at--, rest = Math.floor(rest / 256)) bytes[at] = rest % 256;
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/**
 * Where a command's trace begins (W3C Trace Context): its trace is the command, its first span the last half of the id. Whoever meets the command
 * later joins the trace by the id alone, so that nothing of it has to stand in what others are shown.
 */
export function traceparentOf(commandId: string): string {
  const trace = commandId.replaceAll('-', '');
  return `00-${trace}-${trace.slice(16)}-01`;
}
