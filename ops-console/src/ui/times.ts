/** An elapsed time: `mm:ss`, from an hour on `h:mm:ss`, from a day on `2d 03:04`. Before the beginning it is 00:00. */
export function elapsed(since: number, now: number): string {
  if (since === 0 || now === 0) return '––:––';
  const seconds = Math.max(0, Math.floor((now - since) / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const [days, hours, minutes] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3600), Math.floor(seconds / 60)];
  if (days > 0) return `${days}d ${two(hours % 24)}:${two(minutes % 60)}`;
  return hours > 0 ? `${hours}:${two(minutes % 60)}:${two(seconds % 60)}` : `${two(minutes)}:${two(seconds % 60)}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** A time of day as the realm's people read it, to the second. */
export function timeOfDay(at: number, zone: string): string {
  if (at === 0) return '';
  let format = formats.get(zone);
  if (format === undefined) formats.set(zone, (format = makeFormat(zone)));
  return format.format(at);
}

function makeFormat(zone: string) {
  const options = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  try {
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone || 'UTC' });
  } catch {
    // A zone of a newer tz database than the browser's.
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC', timeZoneName: 'short' });
  }
}
