/**
 * CPU time of functions that do the same work, taken in turns within one process, so that whatever slows the machine
 * down slows all of them down. `best` is robust against preemption, `median` against luck.
 */
export interface Timing {
  /** CPU nanoseconds per call. */
  readonly best: number;
  readonly median: number;
}

export interface MeasureOptions {
  readonly rounds: number;
  /** CPU milliseconds that a function gets in each round. */
  readonly slice: number;
}

/** Runs every contender until V8 has compiled it, then `rounds` rounds in turn. */
export function measure(contenders: readonly (() => void)[], { rounds, slice }: MeasureOptions): Timing[] {
  const calls = contenders.map((run) => callsIn(run, slice));
  const times = contenders.map(() => [] as number[]);
  for (let round = 0; round < rounds; round++)
    for (const [i, run] of contenders.entries()) times[i].push(nanoseconds(run, calls[i]) / calls[i]);
  return times.map(timingOf);
}

/** Work that changes what it works on: `reset`, not timed, brings every round to the same start. */
export interface Course {
  reset(): void;
  run(): void;
}

/** One run of every course in each round, in turn, after two rounds of warming up. */
export function measureCourses(courses: readonly Course[], rounds: number): Timing[] {
  const times = courses.map(() => [] as number[]);
  for (let round = -2; round < rounds; round++)
    for (const [i, course] of courses.entries()) {
      course.reset();
      const time = nanoseconds(() => course.run(), 1);
      if (round >= 0) times[i].push(time);
    }
  return times.map(timingOf);
}

function timingOf(times: readonly number[]): Timing {
  const sorted = [...times].sort((a, b) => a - b);
  return { best: sorted[0], median: sorted[sorted.length >> 1] };
}

/** How many calls take `slice` milliseconds, found while warming up for at least as long. */
function callsIn(run: () => void, slice: number): number {
  let calls = 1;
  for (;;) {
    const time = nanoseconds(run, calls) / 1e6;
    if (time >= slice && calls > 1)
      return Math.max(1, Math.round((calls * slice) / (nanoseconds(run, calls) / 1e6)));
    calls *= time > slice / 8 ? 2 : 8;
  }
}

function nanoseconds(run: () => void, calls: number): number {
  const start = process.cpuUsage();
  for (let k = 0; k < calls; k++) run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) * 1000;
}
