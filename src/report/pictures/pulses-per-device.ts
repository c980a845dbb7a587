/** How writing was shared out: devices by the number of pulses that each received, per layer. */
import * as Plot from '@observablehq/plot';
import { counted } from '../text/words.ts';
import { layerName, type NamedLayers } from './distributions.ts';
import { grid, type Panel, type Picture, panelWidth } from './plot.ts';
import { stroke } from './theme.ts';

export function pulsesPerDevice(
  runs: readonly NamedLayers[],
  { title }: { readonly title: string },
): Picture {
  const depth = Math.max(0, ...runs.map((run) => run.layers.length));
  const bins = Math.max(
    1,
    ...runs.flatMap((run) => run.layers.map((layer) => layer.pulsesPerDevice?.length ?? 0)),
  );
  return {
    title,
    subtitle:
      'After training, one seed. Each bin reaches to twice the pulses of the one before: “4” holds devices with 4 to 7 ' +
      'pulses, “0” those never written.',
    legend: runs.map((run, i) => ({ label: `${run.label} (busiest device: ${busiest(run)})`, ...stroke(i) })),
    panels: Array.from({ length: depth }, (_, layer) => layerPanel(runs, layer, bins)),
    columns: 1,
  };
}

/** Fewest pulses of a device in `bin`: 0, 1, 2, 4, 8, … */
export function binStart(bin: number): number {
  return bin === 0 ? 0 : 2 ** (bin - 1);
}

function layerPanel(runs: readonly NamedLayers[], layer: number, bins: number): Panel {
  const starts = Array.from({ length: bins }, (_, bin) => shortCount(binStart(bin)));
  const marks: Plot.Markish[] = [grid('y', 4)];
  let top = 0;
  runs.forEach(({ layers }, i) => {
    const counts = layers[layer]?.pulsesPerDevice;
    if (counts === undefined) return;
    const total = counts.reduce((sum, count) => sum + count, 0) || 1;
    const shares = counts.map((count, bin) => ({ start: starts[bin], share: (100 * count) / total }));
    top = Math.max(top, ...shares.map(({ share }) => share));
    const { colour, dash } = stroke(i);
    marks.push(
      Plot.lineY(shares, { x: 'start', y: 'share', stroke: colour, strokeWidth: 2, strokeDasharray: dash }),
      Plot.dot(shares, { x: 'start', y: 'share', fill: colour, r: 3 }),
    );
  });
  const named = runs.find((run) => run.layers.length > layer);
  const name = named === undefined ? `Projection ${layer + 1}` : layerName(named.layers[layer]);
  return {
    title: name,
    options: {
      width: panelWidth(1),
      height: 220,
      marginTop: 22,
      marginBottom: 40,
      marginLeft: 46,
      marginRight: 20,
      x: {
        type: 'point',
        domain: starts,
        label: 'pulses received, at least',
        labelAnchor: 'center',
        labelArrow: 'none',
        padding: 0.5,
      },
      y: { label: 'share of devices (%)', labelArrow: 'none', ticks: 4, domain: [0, top || 1], nice: true },
      marks,
    },
  };
}

function busiest({ layers }: NamedLayers): string {
  return counted(Math.max(0, ...layers.map((layer) => layer.maxPulsesPerDevice)), 'pulse');
}

/** Powers of two as they are spoken: 512, 1k, 64k, 1M. */
function shortCount(count: number): string {
  if (count >= 2 ** 20) return `${count / 2 ** 20}M`;
  return count >= 1024 ? `${count / 1024}k` : `${count}`;
}
