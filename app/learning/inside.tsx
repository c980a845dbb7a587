/** Inside the network at the digit that it saw last. */
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Look } from '../engine/messages.ts';
import { data, look } from '../state/course.ts';
import { texts } from '../texts.ts';
import { paintConfusion, paintDigit, paintFields, paintMembranes, paintRaster } from './paint.ts';

const { learning: words } = texts;

export function Inside(): JSX.Element | null {
  const now = look.value;
  if (now === undefined) return null;
  const classNames = data.value?.classNames ?? [];
  const nameOf = (label: number) => classNames[label] ?? String(label);
  const spikes = now.raster.length / 2;
  const right = now.answer === now.label;
  return (
    <div class="inside">
      <figure class="digit">
        <figcaption>{words.digit}</figcaption>
        <Painting look={now} paint={paintDigit} description={`The digit ${nameOf(now.label)}`} />
        <output class={right ? 'right' : 'wrong'}>
          {words.answer} <b>{nameOf(now.answer)}</b>
        </output>
      </figure>
      <figure>
        <figcaption>{words.raster}</figcaption>
        <Painting look={now} paint={paintRaster} description={`${spikes} spikes in ${now.steps} steps`} />
      </figure>
      <figure>
        <figcaption>{words.membranes}</figcaption>
        <Painting
          look={now}
          paint={paintMembranes}
          description={`The membrane of ${nameOf(now.answer)} is highest on average`}
        />
      </figure>
      <figure class="wide">
        <figcaption>
          {words.fields} <small>{words.fieldsKey}</small>
        </figcaption>
        <Painting look={now} paint={paintFields} description={`Weights of ${now.fieldCount} neurons`} />
      </figure>
      <figure>
        <figcaption>{words.confusion}</figcaption>
        <Painting look={now} paint={paintConfusion} description={confusionInWords(now, nameOf)} />
      </figure>
      <figure>
        <figcaption>{words.conductances}</figcaption>
        <Bars counts={now.conductances} name={words.conductances} />
      </figure>
      <figure>
        <figcaption>{words.pulses}</figcaption>
        <Bars counts={now.pulses} name={words.pulses} />
      </figure>
    </div>
  );
}

interface PaintingProps {
  readonly look: Look;
  readonly paint: (canvas: HTMLCanvasElement, look: Look) => void;
  readonly description: string;
}

function Painting({ description, look: now, paint }: PaintingProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current !== null) paint(canvas.current, now);
  }, [now, paint]);
  return <canvas ref={canvas} role="img" aria-label={description} />;
}

function Bars({ counts, name }: { readonly counts: readonly number[]; readonly name: string }): JSX.Element {
  if (counts.length === 0) return <p class="note">{words.noDevices}</p>;
  const most = Math.max(...counts, 1);
  const sum = counts.reduce((a, b) => a + b, 0);
  const mean = counts.reduce((a, n, i) => a + (n * (i + 0.5)) / counts.length, 0) / Math.max(1, sum);
  return (
    <svg
      class="bars"
      viewBox={`0 0 ${counts.length} 40`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${name}: ${sum} devices, their mean at ${(100 * mean).toFixed(0)} % of the axis`}
    >
      {counts.map((count, i) => (
        <rect key={i} x={i + 0.1} width={0.8} y={40 - (40 * count) / most} height={(40 * count) / most} />
      ))}
    </svg>
  );
}

function confusionInWords({ confusion }: Look, nameOf: (label: number) => string): string {
  const classes = Math.round(Math.sqrt(confusion.length));
  let worst = { count: 0, truth: 0, answer: 0 };
  for (const [i, count] of confusion.entries()) {
    const [truth, answer] = [Math.floor(i / classes), i % classes];
    if (truth !== answer && count > worst.count) worst = { count, truth, answer };
  }
  return worst.count === 0
    ? 'No test digit is taken for another yet'
    : `Most often ${nameOf(worst.truth)} is taken for ${nameOf(worst.answer)}: ${worst.count} times`;
}
