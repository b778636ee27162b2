import type { CDPSession } from 'playwright-core';

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  dur?: number;
  tdur?: number;
  args?: { name?: string; data?: { frameTreeNodeId?: number } };
}

/** What a page's main thread did while it was watched; milliseconds. CPU time leaves out when the machine gave the core to somebody else. */
export interface MainThread {
  tasks: { wall: number; cpu: number }[];
  /** By what ran, the costliest first. */
  costs: [name: string, cpu: number][];
  /** CPU time of the page's other threads that run script: the picture's worker, the map's. */
  workers: { picture: number; map: number };
}

const categories = 'toplevel,devtools.timeline,disabled-by-default-devtools.timeline,__metadata';
const isTask = (name: string) => name === 'RunTask';

/** Records a performance trace while `during` runs. */
export async function traced(devtools: CDPSession, during: () => Promise<void>): Promise<MainThread> {
  const events: TraceEvent[] = [];
  devtools.on('Tracing.dataCollected', ({ value }) => void events.push(...(value as unknown as TraceEvent[])));
  const complete = new Promise<void>((resolve) => devtools.once('Tracing.tracingComplete', () => resolve()));
  await devtools.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: categories.split(','), excludedCategories: ['*'] } } as never);
  await during();
  await devtools.send('Tracing.end');
  await complete;
  return read(events);
}

function read(events: TraceEvent[]): MainThread {
  const mains = events.filter((event) => event.name === 'thread_name' && event.args?.name === 'CrRendererMain').map(({ pid, tid }) => `${pid}:${tid}`);
  const of = (thread: string) => events.filter((event) => `${event.pid}:${event.tid}` === thread && event.ph === 'X');
  // The page's renderer is the one that did most: a spare one waits beside it.
  const busiest = mains.map(of).sort((a, b) => total(b) - total(a))[0] ?? [];
  const tasks = busiest.filter(({ name }) => isTask(name)).map(({ dur = 0, tdur = dur }) => ({ wall: dur / 1000, cpu: tdur / 1000 }));
  const costs = new Map<string, number>();
  for (const { name, tdur, dur } of busiest) costs.set(name, (costs.get(name) ?? 0) + (tdur ?? dur ?? 0) / 1000);
  const workers = { picture: spent(events, 'SharedWorker thread'), map: spent(events, 'DedicatedWorker thread') };
  return { tasks, costs: [...costs].sort((a, b) => b[1] - a[1]).slice(0, 14), workers };
}

/** Milliseconds of CPU that all threads of a name took. */
function spent(events: TraceEvent[], thread: string): number {
  const threads = new Set(events.filter((event) => event.name === 'thread_name' && event.args?.name === thread).map(({ pid, tid }) => `${pid}:${tid}`));
  return total(events.filter((event) => event.ph === 'X' && threads.has(`${event.pid}:${event.tid}`))) / 1000;
}

const total = (events: TraceEvent[]) => events.reduce((sum, { name, tdur, dur }) => sum + (isTask(name) ? (tdur ?? dur ?? 0) : 0), 0);
