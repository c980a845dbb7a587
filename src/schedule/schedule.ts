/** The tasks of a training, in their order, and when each is due. */
import { MemspikeError } from '../errors.ts';
import { type Clock, secondsAfter } from './clock.ts';
import type { PreparedTask, Task, TaskView } from './task.ts';

export interface ScheduleOptions {
  readonly tasks: readonly Task[];
  readonly view: TaskView;
  readonly clock: Clock;
  /** Pulses given so far; asked for only where pulses take time. */
  readonly pulses: () => number;
}

export interface Schedule {
  /** Runs what is due after presentation `presentation`, counted from 0. */
  after(presentation: number): void;
  /** What a checkpoint must keep, by name. */
  readonly states: readonly ScheduleState[];
}

export interface ScheduleState {
  readonly name: string;
  readonly values: Float64Array;
}

interface Entry {
  readonly task: Task;
  readonly prepared: PreparedTask;
  /** Multiples of its seconds that are over, and the time of its last run. */
  readonly progress: Float64Array;
}

/** Share of an interval by which rounding may make a time fall short of a multiple. */
const ROUNDING = 1e-9;

export function createSchedule({ tasks, view, clock, pulses }: ScheduleOptions): Schedule {
  requireApart(tasks);
  const entries = tasks.map((task): Entry => {
    return { task, prepared: task.prepare(view), progress: new Float64Array(2) };
  });
  const { steps } = view.network.options;
  const moment = { presentation: 0, seconds: 0, elapsed: 0 };

  function runOne({ prepared, progress }: Entry): void {
    moment.elapsed = moment.seconds - progress[1];
    progress[1] = moment.seconds;
    prepared.run(moment);
  }

  return {
    after(presentation) {
      if (entries.length === 0) return;
      moment.presentation = presentation;
      for (const entry of entries) {
        // A task may give pulses, and these take time.
        const given = clock.pulse > 0 ? pulses() : 0;
        moment.seconds = secondsAfter(clock, { presentations: presentation + 1, steps, pulses: given });
        if (isDue(entry, moment)) runOne(entry);
      }
    },
    states: entries.flatMap(({ task: { name }, prepared: { state }, progress }) => [
      { name: `${name}, progress`, values: progress },
      ...(state ? [{ name, values: state }] : []),
    ]),
  };
}

function isDue(
  { task: { every }, progress }: Entry,
  { presentation, seconds }: { presentation: number; seconds: number },
): boolean {
  if ('presentations' in every) return (presentation + 1) % every.presentations === 0;
  const over = Math.floor(seconds / every.seconds + ROUNDING);
  const due = over > progress[0];
  progress[0] = over;
  return due;
}

function requireApart(tasks: readonly Task[]): void {
  const names = tasks.map(({ name }) => name);
  const twice = names.find((name, k) => names.indexOf(name) !== k);
  const wrong = tasks.find(({ every }) => !(Object.values(every)[0] > 0));
  if (twice !== undefined)
    throw new MemspikeError('CONFIG', `two tasks are called "${twice}"`, { where: 'tasks' });
  if (wrong)
    throw new MemspikeError('CONFIG', `the task "${wrong.name}" has no interval`, {
      where: 'tasks',
      received: wrong.every,
      accepted: 'presentations or seconds above 0',
    });
}
