/**
 * A picture: a title, an explanation and a grid of panels, as plain data, and how it becomes one standalone SVG.
 * Observable Plot draws the panels on whatever document it is given: a page's own, or one without a browser. The same
 * input gives the same text.
 */
import * as Plot from '@observablehq/plot';
import { escapeText, printable } from '../text/escape.ts';
import {
  FAINT,
  FONT,
  GRID,
  INK,
  LETTERS,
  PAPER,
  type Stroke,
  shorten,
  textWidth,
  WIDTH,
  wrap,
} from './theme.ts';

export interface Panel {
  /** Stands above the panel, bold. */
  readonly title?: string;
  /** Width and height are those of the panel with its axes. */
  readonly options: Plot.PlotOptions & { readonly width: number; readonly height: number };
}

export interface Picture {
  readonly title: string;
  /** How to read it: what the marks are, units, seeds. */
  readonly subtitle: string;
  readonly legend?: readonly LegendEntry[];
  readonly panels: readonly Panel[];
  /** Panels in a row. */
  readonly columns: number;
}

export interface LegendEntry extends Stroke {
  readonly label: string;
}

const EDGE = 16;
const TITLE = 17;
const PANEL_TITLE = 14;
const LINE = 18;
/** Room above a panel for its title. */
const HEADING = 26;
const BETWEEN = 14;

/** Width of a panel when `columns` of them stand side by side. */
export function panelWidth(columns: number): number {
  return Math.floor((WIDTH - 2 * EDGE - (columns - 1) * BETWEEN) / columns);
}

/** The picture as standalone SVG, `WIDTH` pixels wide, on white paper. Nothing is put into the document. */
export function svgOf(
  { title, subtitle, legend = [], panels, columns }: Picture,
  document: Document,
): string {
  const parts: string[] = [];
  let y = EDGE + TITLE;
  for (const line of wrap(title, WIDTH - 2 * EDGE, TITLE * 1.08)) {
    parts.push(text(line, EDGE, y, `font-size="${TITLE}" font-weight="600"`));
    y += TITLE + 6;
  }
  for (const line of wrap(subtitle, WIDTH - 2 * EDGE, LETTERS + 1)) {
    parts.push(text(line, EDGE, y, `font-size="${LETTERS + 1}" fill="${FAINT}"`));
    y += LINE;
  }
  if (legend.length > 0) {
    const drawn = drawLegend(legend, y + 2);
    parts.push(drawn.svg);
    y = drawn.bottom;
  }
  y += 4;
  for (let first = 0; first < panels.length; first += columns) {
    const row = panels.slice(first, first + columns);
    const above = row.some((panel) => panel.title !== undefined) ? HEADING : 0;
    row.forEach((panel, column) => {
      const x = EDGE + column * (panelWidth(columns) + BETWEEN);
      if (panel.title !== undefined) {
        const heading = shorten(panel.title, panel.options.width, PANEL_TITLE * 1.08);
        parts.push(text(heading, x, y + 18, `font-size="${PANEL_TITLE}" font-weight="600"`));
      }
      parts.push(drawPanel(panel.options, { document, x, y: y + above }));
    });
    y += above + Math.max(...row.map((panel) => panel.options.height)) + BETWEEN;
  }
  const size = `width="${WIDTH}" height="${y}" viewBox="0 0 ${WIDTH} ${y}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" font-family="${FONT}" font-size="${LETTERS}" color="${INK}" fill="${INK}">`,
    `<title>${escapeText(title)}</title>`,
    `<desc>${escapeText(subtitle)}</desc>`,
    `<rect width="${WIDTH}" height="${y}" fill="${PAPER}"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

/** Quiet grid lines; put first, under all marks. */
export function grid(axis: 'x' | 'y', ticks?: number): Plot.Markish {
  const options = { stroke: GRID, strokeOpacity: 1, ticks };
  return axis === 'x' ? Plot.gridX(options) : Plot.gridY(options);
}

/** The inside of a Plot, moved to (x, y). Plot's own root and style sheet stay out: they would resize the picture. */
function drawPanel(
  options: Plot.PlotOptions,
  { document, x, y }: { readonly document: Document; readonly x: number; readonly y: number },
): string {
  const drawn = Plot.plot({ ...options, document });
  const marks = Array.from(drawn.children)
    .filter((child) => child.tagName.toLowerCase() !== 'style')
    .map((child) => printable(child.outerHTML));
  return `<g transform="translate(${x},${y})" fill="currentColor" text-anchor="middle">${marks.join('')}</g>`;
}

function drawLegend(
  entries: readonly LegendEntry[],
  top: number,
): { readonly svg: string; readonly bottom: number } {
  const parts: string[] = [];
  let x = EDGE;
  let y = top;
  for (const { label, colour, dash } of entries) {
    const width = 30 + textWidth(label) + 16;
    if (x > EDGE && x + width > WIDTH - EDGE) {
      x = EDGE;
      y += LINE;
    }
    const pattern = dash === undefined ? '' : ` stroke-dasharray="${dash}"`;
    parts.push(
      `<line x1="${x}" x2="${x + 22}" y1="${y - 4}" y2="${y - 4}" stroke="${colour}" stroke-width="3"${pattern}/>`,
    );
    parts.push(text(label, x + 28, y, ''));
    x += width;
  }
  return { svg: parts.join('\n'), bottom: y + LINE };
}

function text(content: string, x: number, y: number, attributes: string): string {
  return `<text x="${x}" y="${y}" ${attributes}>${escapeText(content)}</text>`;
}
