/**
 * The engine's side of the page: networks that learn the same digits in the same order, a slice of time after another,
 * so that an order is never kept waiting.
 */
import { type Dataset, MemspikeError } from 'memspike';
import { decodeDigits, gunzip } from 'memspike/data';
import { epochOrder } from 'memspike/parts';
import { type Lane, learn, lookAt, openLane, running, test, WATCHED } from './lane.ts';
import { type Choice, configOf, LANES, type LaneName, type Order, type Report } from './messages.ts';

/** Milliseconds of work before orders are looked at, and between two reports. */
const SLICE = 24;
const REPORT = 60;
/** Training digits between two tests of all lanes: more of them later, when less changes. */
const testEvery = (samples: number) => (samples < 1000 ? 250 : samples < 4000 ? 500 : 1000);
const EPOCHS = 3;

const scope = globalThis as unknown as {
  onmessage: (event: MessageEvent<Order>) => void;
  postMessage(report: Report): void;
};

interface Course {
  readonly number: number;
  readonly lanes: readonly Lane[];
  readonly dataset: Dataset;
  order: Uint32Array;
  samples: number;
  testedAt: number;
}

let dataset: Promise<Dataset> | undefined;
let course: Course | undefined;
let number = 0;
let speed = 0;
let ticking = false;

scope.onmessage = ({ data }) => {
  void obey(data).catch((error: unknown) =>
    scope.postMessage({ kind: 'failed', number, problem: problemOf(error) }),
  );
};

async function obey(order: Order): Promise<void> {
  switch (order.kind) {
    case 'digits':
      dataset = gunzip(order.bytes, 'digits').then((bytes) => decodeDigits(bytes));
      announce(await dataset);
      return;
    case 'samples':
      dataset = Promise.resolve(order.dataset);
      announce(order.dataset);
      return;
    case 'begin':
      number = order.number;
      course = undefined;
      await begin(order.choice, order.number);
      return;
    case 'play':
      speed = order.samplesPerSecond;
      tick();
      return;
    case 'pause':
      speed = 0;
      return;
    case 'step':
      speed = 0;
      if (course === undefined || isDone(course)) return;
      learnOne(course);
      report(course, { look: true, samplesPerSecond: 0 });
  }
}

function announce({ classes, classNames, id, test: { count }, train }: Dataset): void {
  scope.postMessage({
    kind: 'ready',
    name: id,
    train: train.count,
    test: count,
    classNames: classNames ?? Array.from({ length: classes }, (_, i) => String(i)),
  });
}

async function begin(choice: Choice, own: number): Promise<void> {
  if (dataset === undefined) return;
  const samples = await dataset;
  const names = LANES.filter((lane) => lane !== 'plain' || choice.policy !== 'none');
  const lanes: Lane[] = [];
  for (const name of names) lanes.push(await openLane(name, configOf(choice, name), samples));
  if (own !== number) return;
  const order = epochOrder(lanes[0].session, 0);
  course = { number: own, lanes, dataset: samples, order, samples: 0, testedAt: -1 };
  report(course, { look: true, samplesPerSecond: 0 });
  tick();
}

function isDone({ dataset: { train }, samples }: Course): boolean {
  return samples >= EPOCHS * train.count;
}

function learnOne(now: Course): void {
  const { count } = now.dataset.train;
  if (now.samples > 0 && now.samples % count === 0)
    now.order = epochOrder(now.lanes[0].session, now.samples / count);
  const sample = now.order[now.samples % count];
  for (const lane of now.lanes) learn(lane, sample);
  now.samples++;
}

/** Works while it is played; one chain of slices at a time. */
function tick(): void {
  if (ticking || course === undefined || speed === 0) return;
  ticking = true;
  let began = performance.now();
  let reported = began;
  let fromSamples = course.samples;
  let owner = course;

  function slice(): void {
    if (course === undefined || speed === 0 || isDone(course)) {
      ticking = false;
      return;
    }
    if (course !== owner) {
      owner = course;
      fromSamples = course.samples;
      began = performance.now();
    }
    const until = performance.now() + SLICE;
    while (performance.now() < until && !isDone(course)) {
      const due = fromSamples + ((performance.now() - began) / 1000) * speed;
      if (course.samples >= due) break;
      learnOne(course);
      if (course.samples - Math.max(0, course.testedAt) >= testEvery(course.samples)) testAll(course);
    }
    const now = performance.now();
    if (now - reported >= REPORT || isDone(course)) {
      if (isDone(course)) testAll(course);
      reported = now;
      report(course, {
        look: true,
        samplesPerSecond: ((course.samples - fromSamples) / (now - began)) * 1000,
      });
    }
    setTimeout(slice, 0);
  }
  slice();
}

function testAll(now: Course): void {
  for (const lane of now.lanes) test(lane);
  now.testedAt = now.samples;
}

function report(
  now: Course,
  { look, samplesPerSecond }: { readonly look: boolean; readonly samplesPerSecond: number },
): void {
  const { dataset: samples, lanes } = now;
  const shown = lanes[lanes.length - 1];
  const last = now.order[Math.max(0, now.samples - 1) % samples.train.count];
  scope.postMessage({
    kind: 'progress',
    number: now.number,
    samples: now.samples,
    testedAt: now.testedAt,
    watched: Math.min(WATCHED, samples.test.count),
    lanes: lanes.map((lane) => ({
      lane: lane.name as LaneName,
      running: running(lane),
      tested: lane.tested,
      pulsesPerSample: lane.seen === 0 ? 0 : lane.session.trainer.pulses() / lane.seen,
    })),
    ...(look && { look: lookAt(shown, last) }),
    samplesPerSecond,
    done: isDone(now),
  });
}

function problemOf(error: unknown): string {
  if (error instanceof MemspikeError) return error.message;
  return error instanceof Error ? error.message : String(error);
}
