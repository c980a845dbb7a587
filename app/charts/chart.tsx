/** The frame of a chart: linear axes with round ticks, drawn as SVG at the width that it is given. */
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly label: string;
  /** About so many ticks. */
  readonly ticks?: number;
  readonly format?: (value: number) => string;
}

export interface Scales {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly width: number;
  readonly height: number;
  readonly invertX: (pixel: number) => number;
  readonly invertY: (pixel: number) => number;
}

interface ChartProps {
  /** What a reader who does not see the picture is told: the numbers that it shows. */
  readonly description: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly height: number;
  readonly children: (scales: Scales) => ComponentChildren;
  /** Name of the file in which the picture is saved. */
  readonly name: string;
  /** Whether something in it can be moved: then it is a group of parts, and no picture. */
  readonly isMoved?: boolean;
}

const MARGIN = { top: 10, right: 12, bottom: 36, left: 46 };

export function Chart({
  children,
  description,
  height,
  isMoved = false,
  name,
  x,
  y,
}: ChartProps): JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame, 480);
  const inner = {
    width: Math.max(10, width - MARGIN.left - MARGIN.right),
    height: height - MARGIN.top - MARGIN.bottom,
  };
  const scales: Scales = {
    x: (value) => MARGIN.left + (inner.width * (value - x.from)) / (x.to - x.from),
    y: (value) => MARGIN.top + inner.height * (1 - (value - y.from) / (y.to - y.from)),
    invertX: (pixel) => x.from + ((pixel - MARGIN.left) / inner.width) * (x.to - x.from),
    invertY: (pixel) => y.from + (1 - (pixel - MARGIN.top) / inner.height) * (y.to - y.from),
    width,
    height,
  };
  return (
    <div class="chart" ref={frame} data-picture={name}>
      <svg
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role={isMoved ? 'group' : 'img'}
        aria-label={description}
      >
        <Ticks axis={y} scales={scales} vertical inner={inner} />
        <Ticks axis={x} scales={scales} inner={inner} />
        {children(scales)}
      </svg>
    </div>
  );
}

interface TicksProps {
  readonly axis: Axis;
  readonly scales: Scales;
  readonly vertical?: boolean;
  readonly inner: { readonly width: number; readonly height: number };
}

function Ticks({ axis, inner, scales, vertical = false }: TicksProps): JSX.Element {
  const { format = short, label } = axis;
  const left = MARGIN.left;
  const bottom = MARGIN.top + inner.height;
  return (
    <g class="axis">
      {ticksOf(axis).map((value) =>
        vertical ? (
          <g key={value}>
            <line class="grid" x1={left} x2={left + inner.width} y1={scales.y(value)} y2={scales.y(value)} />
            <text x={left - 6} y={scales.y(value)} dy="0.32em" text-anchor="end">
              {format(value)}
            </text>
          </g>
        ) : (
          <text key={value} x={scales.x(value)} y={bottom + 15} text-anchor="middle">
            {format(value)}
          </text>
        ),
      )}
      {vertical ? (
        <text
          class="label"
          transform={`translate(12 ${MARGIN.top + inner.height / 2}) rotate(-90)`}
          text-anchor="middle"
        >
          {label}
        </text>
      ) : (
        <text class="label" x={left + inner.width / 2} y={bottom + 31} text-anchor="middle">
          {label}
        </text>
      )}
    </g>
  );
}

/** Round numbers within the axis. */
export function ticksOf({ from, ticks = 5, to }: Axis): number[] {
  const rough = (to - from) / ticks;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough * 0.999) ?? rough;
  const list: number[] = [];
  for (let k = Math.ceil(from / step - 1e-9); k * step <= to + step * 1e-9; k++) list.push(k * step);
  return list;
}

export function short(value: number): string {
  if (value !== 0 && Math.abs(value) >= 10000) return `${Number((value / 1000).toPrecision(3))}k`;
  return String(Number(value.toPrecision(3)));
}

/** Line through points, in pixels. */
export function pathOf(points: readonly (readonly [number, number])[], { x, y }: Scales): string {
  return points.map(([a, b], i) => `${i === 0 ? 'M' : 'L'}${x(a).toFixed(1)} ${y(b).toFixed(1)}`).join('');
}

export function useWidth(frame: { readonly current: HTMLElement | null }, first: number): number {
  const [width, setWidth] = useState(first);
  useEffect(() => {
    if (frame.current === null) return undefined;
    const observer = new ResizeObserver(([{ contentRect }]) => {
      if (contentRect.width > 0) setWidth(Math.round(contentRect.width));
    });
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, [frame]);
  return width;
}
