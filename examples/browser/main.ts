/** The page's side: choices in, orders to the worker, reports into pictures. */
import { policies, presets } from 'memspike';
import { type Curve, drawCurve } from './chart.ts';
import type { Order, Report } from './messages.ts';
import { drawDigit, drawWeights } from './pictures.ts';

const find = <T extends Element>(id: string) => document.getElementById(id) as unknown as T;
const device = find<HTMLSelectElement>('device');
const policy = find<HTMLSelectElement>('policy');
const epochs = find<HTMLInputElement>('epochs');
const noise = find<HTMLInputElement>('noise');
const button = find<HTMLButtonElement>('start');
const state = find<HTMLElement>('state');
const alert = find<HTMLElement>('alert');
const accuracy = find<HTMLElement>('accuracy');
const answer = find<HTMLElement>('answer');

let running = false;
let points: [samples: number, accuracy: number][] = [];
/** The latest report, drawn at the next frame: reports may come faster than frames. */
let latest: Extract<Report, { kind: 'progress' }> | undefined;
let curve: Curve;

device.append(...presets.map(({ name, title }) => new Option(title, name)));
policy.append(...policies.map(({ name }) => new Option(name, name, false, name === 'shared-residual')));
device.onchange = policy.onchange = explain;
explain();
draw({ total: 1, epochs: epochs.valueAsNumber, points, tested: [] });
window.onresize = () => draw(curve);

const worker = new Worker('worker.js', { type: 'module' });
worker.onerror = ({ message }) => fail(message || 'the worker could not be started');
worker.onmessage = ({ data }: MessageEvent<Report>) => receive(data);
find<HTMLFormElement>('choices').onsubmit = (event) => {
  event.preventDefault();
  if (running) tell({ kind: 'stop' });
  else start();
};

function tell(order: Order): void {
  worker.postMessage(order);
}

function start(): void {
  points = [];
  alert.hidden = true;
  setRunning(true);
  state.textContent = 'Starting …';
  find('curve').scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  tell({
    kind: 'start',
    device: device.value,
    policy: device.value === 'ideal' ? 'ideal-baseline' : policy.value,
    noise: noise.checked,
    epochs: epochs.valueAsNumber,
  });
}

function receive(report: Report): void {
  switch (report.kind) {
    case 'ready':
      button.disabled = false;
      state.textContent = `${report.images} digits are here. Press Start.`;
      return;
    case 'progress':
      if (report.phase === 'train') points.push([report.samples, report.accuracy]);
      if (latest === undefined) requestAnimationFrame(show);
      latest = report;
      return;
    case 'finished': {
      show();
      setRunning(false);
      const last = report.tested[report.tested.length - 1];
      accuracy.textContent = percent(last);
      state.textContent =
        `Finished: ${percent(last)} of the test digits are right, with ${report.pulsesPerSample.toFixed(1)} pulses ` +
        `per sample. Conductances ${report.hash.slice(0, 12)}…: the same in Node, to the bit.`;
      draw({ ...curve, tested: report.tested });
      return;
    }
    case 'stopped':
      show();
      setRunning(false);
      state.textContent = 'Stopped. Start begins anew.';
      return;
    case 'failed':
      fail(report.problem);
  }
}

/** Draws what was reported last. */
function show(): void {
  if (latest === undefined) return;
  const { epoch, look, phase, samples, samplesPerSecond, tested, total } = latest;
  latest = undefined;
  draw({ total, epochs: epochs.valueAsNumber, points, tested });
  drawDigit(find('digit'), look);
  drawWeights(find('weights'), look);
  answer.textContent = String(look.answer);
  answer.className = look.answer === look.label ? 'right' : 'wrong';
  accuracy.textContent = percent(points[points.length - 1]?.[1] ?? 0);
  if (!running) return;
  const doing = phase === 'train' ? 'training' : 'testing';
  state.textContent = `Epoch ${epoch}, ${doing}: ${samples} of ${total} samples, ${Math.round(samplesPerSecond)} per second.`;
}

function draw(next: Curve): void {
  curve = next;
  drawCurve(find('curve'), next);
}

function setRunning(now: boolean): void {
  running = now;
  button.textContent = now ? 'Stop' : 'Start';
  button.classList.toggle('running', now);
  for (const choice of [device, policy, epochs, noise]) choice.disabled = now;
  if (!now) explain();
}

function explain(): void {
  const chosen = policies.find(({ name }) => name === policy.value);
  const ideal = device.value === 'ideal';
  policy.disabled = ideal;
  find('policy-summary').textContent = ideal
    ? 'ideal weights take every update exactly'
    : (chosen?.summary ?? '');
  find('device-source').textContent = presets.find(({ name }) => name === device.value)?.source ?? '';
}

function fail(problem: string): void {
  setRunning(false);
  state.textContent = 'That did not work.';
  alert.textContent = problem;
  alert.hidden = false;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
