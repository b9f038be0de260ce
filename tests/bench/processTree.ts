/** What a program and everything it started take while it runs (Linux only: read from /proc twice a second). */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface TreeCost {
  readonly wallS: number;
  /** Of all its processes together, as far as they lived to the last look at them. */
  readonly cpuS: number;
  /** Largest sum of proportional shares of memory of all its processes at one moment. */
  readonly peakMb: number;
  /** Sums over time: [seconds since the start, MB]. */
  readonly memory: readonly (readonly [number, number])[];
  readonly stderr: string;
}

const LOOK_EVERY_MS = 500;
const TICKS_PER_SECOND = 100;

export async function measureTree(command: string, words: readonly string[]): Promise<TreeCost> {
  const started = performance.now();
  const child = spawn(command, words, { stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const cpu = new Map<number, number>();
  const memory: [number, number][] = [];
  const look = (): void => {
    const members = withDescendants(child.pid!);
    for (const pid of members) {
      const seconds = cpuSeconds(pid);
      if (seconds !== null) cpu.set(pid, seconds);
    }
    memory.push([seconds(started), Math.round(members.reduce((sum, pid) => sum + shareKb(pid), 0) / 1024)]);
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(timer);
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr.slice(-2000)}`);
  return {
    wallS: seconds(started),
    cpuS: [...cpu.values()].reduce((sum, each) => sum + each, 0),
    peakMb: Math.max(0, ...memory.map(([, mb]) => mb)),
    memory,
    stderr,
  };
}

function withDescendants(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = Number(statOf(Number(name))?.[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const all = [root];
  for (const pid of all) all.push(...(children.get(pid) ?? []));
  return all;
}

/** Fields of /proc/PID/stat behind the program's name, from the state on; null where the process is gone. */
function statOf(pid: number): string[] | null {
  const text = readOrNull(`/proc/${pid}/stat`);
  return text === null ? null : text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function cpuSeconds(pid: number): number | null {
  const stat = statOf(pid);
  return stat === null ? null : (Number(stat[11]) + Number(stat[12])) / TICKS_PER_SECOND;
}

function shareKb(pid: number): number {
  const text = readOrNull(`/proc/${pid}/smaps_rollup`);
  return Number(/^Pss:\s+(\d+) kB/m.exec(text ?? '')?.[1] ?? 0);
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function seconds(since: number): number {
  return (performance.now() - since) / 1000;
}
