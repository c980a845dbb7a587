/** Wall-clock time of fresh processes, files in the page cache: what a user waits before anything happens. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Startup {
  /** Milliseconds, best of the tries. */
  readonly help: number;
  readonly firstStep: number;
}

export function measureStartup(tries: number): Startup {
  const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  const run = (...args: string[]) => execFileSync(process.execPath, args, { encoding: 'utf8' });
  const best = (time: () => number) => Math.min(...Array.from({ length: tries + 1 }, time));
  return {
    help: best(() => {
      const start = performance.now();
      run(file('../dist/cli/main.js'), '--help');
      return performance.now() - start;
    }),
    firstStep: best(() => Number(run(file('first-step.js')))),
  };
}
