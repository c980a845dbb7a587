/** Accuracy on test digits over training digits: ideal weights, the device alone, the device with its compensation. */
import type { JSX } from 'preact';
import { Chart, pathOf, type Scales } from '../charts/chart.tsx';
import type { LaneName } from '../engine/messages.ts';
import { settings } from '../state/choices.ts';
import { course, type Point, pinned } from '../state/course.ts';
import { texts } from '../texts.ts';

const { lanes: names, learning: words } = texts;

/** The name of a lane under the choices of now. */
export function laneName(lane: LaneName): string {
  return lane === 'chosen' && settings.value.policy !== 'none'
    ? names.with(settings.value.policy)
    : lane === 'chosen'
      ? names.plain
      : names[lane];
}

export function AccuracyChart(): JSX.Element {
  const { curves, lanes, samples } = course.value;
  const most = Math.max(
    1000,
    samples,
    ...pinned.value.flatMap(({ points }) => points.map((point) => point.samples)),
  );
  const description = lanes
    .map(
      ({ lane, tested }) => `${laneName(lane)}: ${tested === undefined ? 'not tested yet' : percent(tested)}`,
    )
    .join('; ');
  return (
    <>
      <Chart
        name="accuracy"
        description={`After ${samples} training digits: ${description}.`}
        height={220}
        x={{ from: 0, to: most, label: words.digits }}
        y={{ from: 0, to: 100, label: words.percent }}
      >
        {(scales) => (
          <>
            {pinned.value.map(({ id, points }, i) => (
              <path key={id} class={`line pinned pin-${i % 4}`} d={curveOf(points, scales)} />
            ))}
            {curves.map(({ lane, points }) => (
              <path key={lane} class={`line lane ${lane}`} d={curveOf(points, scales)} />
            ))}
          </>
        )}
      </Chart>
      <ul class="legend">
        {lanes.map(({ lane, pulsesPerSample, tested }) => (
          <li key={lane}>
            <i class={`key ${lane}`} />
            <span>{laneName(lane)}</span>
            <b>{tested === undefined ? '–' : percent(tested)}</b>
            <small>{lane === 'ideal' ? '' : `${Math.round(pulsesPerSample)} pulses a digit`}</small>
          </li>
        ))}
      </ul>
    </>
  );
}

const curveOf = (points: readonly Point[], scales: Scales) =>
  pathOf(
    points.map(({ accuracy, samples }) => [samples, 100 * accuracy] as const),
    scales,
  );

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
