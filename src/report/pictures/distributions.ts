/** Where training left the conductances and the weights: histograms per layer, arms laid over each other. */
import * as Plot from '@observablehq/plot';
import type { Histogram, LayerRecord } from '../../experiment/run/record.ts';
import { grid, type Panel, type Picture, panelWidth } from './plot.ts';
import { stroke } from './theme.ts';

/** Layers of one run under the name that the picture gives it. */
export interface NamedLayers {
  readonly label: string;
  readonly layers: readonly LayerRecord[];
}

export function distributions(runs: readonly NamedLayers[], { title }: { readonly title: string }): Picture {
  const depth = Math.max(0, ...runs.map((run) => run.layers.length));
  const panels: Panel[] = [];
  for (let layer = 0; layer < depth; layer++) {
    const present = runs.filter((run) => run.layers.length > layer);
    const name = layerName(present[0].layers[layer]);
    panels.push(
      histogramPanel(`${name}: conductances`, {
        label: 'conductance (0 = Gmin, 1 = Gmax)',
        histograms: runs.map((run) => run.layers[layer]?.conductances),
      }),
      histogramPanel(`${name}: weights`, {
        label: 'weight',
        histograms: runs.map((run) => run.layers[layer]?.weights),
      }),
    );
  }
  return {
    title,
    subtitle: 'After training, one seed. Every outline encloses an area of one.',
    legend: runs.map((run, i) => ({ label: run.label, ...stroke(i) })),
    panels,
    columns: 2,
  };
}

/** "input → hidden (784 × 100)". */
export function layerName({ from, inputs, outputs, to }: LayerRecord): string {
  return `${from} → ${to} (${inputs} × ${outputs})`;
}

function histogramPanel(
  title: string,
  { label, histograms }: { readonly label: string; readonly histograms: readonly (Histogram | undefined)[] },
): Panel {
  const marks: Plot.Markish[] = [grid('y', 4)];
  let top = 0;
  histograms.forEach((histogram, i) => {
    if (histogram === undefined || !isDrawable(histogram)) return;
    const { colour, dash } = stroke(i);
    const outline = steps(histogram);
    top = Math.max(top, ...outline.map(({ density }) => density));
    marks.push(
      Plot.areaY(outline, {
        x: 'x',
        y1: 0,
        y2: 'density',
        curve: 'step-after',
        fill: colour,
        fillOpacity: 0.12,
      }),
      Plot.lineY(outline, {
        x: 'x',
        y: 'density',
        curve: 'step-after',
        stroke: colour,
        strokeDasharray: dash,
      }),
    );
  });
  const shown = histograms.flatMap((histogram) =>
    histogram !== undefined && isDrawable(histogram) ? [histogram] : [],
  );
  const low = Math.min(...shown.map((histogram) => histogram.low));
  const high = Math.max(...shown.map((histogram) => histogram.high));
  if (shown.length === 0) marks.push(Plot.text(['nothing to draw'], { frameAnchor: 'middle' }));
  return {
    title,
    options: {
      width: panelWidth(2),
      height: 210,
      marginTop: 22,
      marginBottom: 40,
      marginLeft: 46,
      marginRight: 14,
      x: {
        label,
        labelAnchor: 'center',
        labelArrow: 'none',
        domain: shown.length > 0 ? [low, high] : [0, 1],
        ticks: 5,
      },
      y: { label: 'density', labelArrow: 'none', ticks: 4, domain: [0, top || 1], nice: true },
      marks,
    },
  };
}

function isDrawable({ low, high, counts }: Histogram): boolean {
  return counts.length > 0 && high > low;
}

/** The outline of a histogram from the floor to the floor, in shares per unit of x, so that bins of any width compare. */
function steps({
  low,
  high,
  counts,
}: Histogram): readonly { readonly x: number; readonly density: number }[] {
  const total = counts.reduce((sum, count) => sum + count, 0) || 1;
  const width = (high - low) / counts.length;
  const outline = counts.map((count, i) => ({ x: low + i * width, density: count / total / width }));
  return [
    { x: low, density: 0 },
    ...outline,
    { x: high, density: outline[outline.length - 1].density },
    { x: high, density: 0 },
  ];
}
