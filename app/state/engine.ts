/** The bridge between what is chosen and the worker: begins anew when a choice changes, plays and pauses. */
import { effect } from '@preact/signals';
import { type Client, openClient } from '../engine/client.ts';
import { texts } from '../texts.ts';
import { choice, playing, samplesPerSecond } from './choices.ts';
import { beginCourse, course, data, problem, receive } from './course.ts';

/** Milliseconds that a choice has to rest before a run begins anew: dragging would begin sixty a second. */
const REST = 120;

let client: Client | undefined;
let number = 0;
let waiting: ReturnType<typeof setTimeout> | undefined;

export async function startEngine(): Promise<void> {
  client = openClient(receive, (broken) => {
    problem.value = broken;
  });
  const bytes = await fetchDigits();
  if (bytes === undefined) problem.value = texts.verdict.noDigits;
  else client.tell({ kind: 'digits', bytes }, [bytes.buffer]);
  effect(() => {
    void choice.value;
    if (data.value === undefined) return;
    clearTimeout(waiting);
    waiting = setTimeout(begin, number === 0 ? 0 : REST);
  });
  effect(() => {
    const speed = samplesPerSecond.value;
    if (playing.value) client?.tell({ kind: 'play', samplesPerSecond: speed });
    else client?.tell({ kind: 'pause' });
  });
}

function begin(): void {
  number++;
  beginCourse(number);
  client?.tell({ kind: 'begin', choice: choice.peek(), number });
  if (playing.peek()) client?.tell({ kind: 'play', samplesPerSecond: samplesPerSecond.peek() });
}

export function beginAgain(): void {
  begin();
}

export function stepOnce(): void {
  playing.value = false;
  if (!course.peek().done) client?.tell({ kind: 'step' });
}

/** The digits inside the page, or else beside it. */
async function fetchDigits(): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const inside = document.getElementById('digits')?.textContent;
  if (inside) return Uint8Array.from(atob(inside), (letter) => letter.charCodeAt(0));
  const response = await fetch('digits.bin.gz').catch(() => undefined);
  return response?.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
}
