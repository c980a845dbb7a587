/** The run that the page plays: what its worker has reported, and the runs that are kept on the chart. */
import { batch, computed, signal } from '@preact/signals';
import type { LaneName, LaneReport, Look, Report } from '../engine/messages.ts';
import { settings } from './choices.ts';
import { device } from './device.ts';

export interface Point {
  readonly samples: number;
  readonly accuracy: number;
}

export interface Curve {
  readonly lane: LaneName;
  readonly points: readonly Point[];
}

/** A run that stays on the chart with the caption of its own choices, whatever is chosen since. */
export interface Pinned {
  readonly id: number;
  readonly caption: string;
  readonly points: readonly Point[];
}

export interface Course {
  readonly number: number;
  readonly samples: number;
  readonly watched: number;
  readonly lanes: readonly LaneReport[];
  readonly curves: readonly Curve[];
  readonly samplesPerSecond: number;
  readonly done: boolean;
}

const EMPTY: Course = {
  number: 0,
  samples: 0,
  watched: 0,
  lanes: [],
  curves: [],
  samplesPerSecond: 0,
  done: false,
};

export const course = signal<Course>(EMPTY);
export const look = signal<Look | undefined>(undefined);
/** Why the run cannot go on. */
export const problem = signal<string | undefined>(undefined);
/** What could not be done that the user asked for, until it is put away. */
export const notice = signal<string | undefined>(undefined);
export const data = signal<Extract<Report, { kind: 'ready' }> | undefined>(undefined);
export const pinned = signal<readonly Pinned[]>([]);

export const caption = computed(
  () => `${device.value.title}, ${settings.value.policy}, seed ${settings.value.seed}`,
);

export function beginCourse(number: number): void {
  batch(() => {
    course.value = { ...EMPTY, number };
    problem.value = undefined;
  });
}

export function receive(report: Report): void {
  batch(() => {
    if (report.kind === 'ready') data.value = report;
    else if (report.number !== course.value.number) return;
    else if (report.kind === 'failed') problem.value = report.problem;
    else progress(report);
  });
}

function progress(report: Extract<Report, { kind: 'progress' }>): void {
  const { done, lanes, number, samples, samplesPerSecond, testedAt, watched } = report;
  const before = course.value.curves;
  const curves = lanes.map(({ lane, tested }): Curve => {
    const points = before.find((curve) => curve.lane === lane)?.points ?? [];
    const isNew = tested !== undefined && testedAt > (points[points.length - 1]?.samples ?? -1);
    return { lane, points: isNew ? [...points, { samples: testedAt, accuracy: tested }] : points };
  });
  course.value = { number, samples, watched, lanes, curves, samplesPerSecond, done };
  if (report.look !== undefined) look.value = report.look;
}

let pins = 0;

export function pin(): void {
  const { curves } = course.value;
  const points = curves[curves.length - 1]?.points ?? [];
  if (points.length > 0) pinned.value = [...pinned.value, { id: ++pins, caption: caption.value, points }];
}

export function unpin(id: number): void {
  pinned.value = pinned.value.filter((one) => one.id !== id);
}
