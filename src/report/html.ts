/** The report as one HTML file: no script, no request, prints as it reads. */

import { sha256 } from '../engine/digest.ts';
import { armNameOf, roleOf } from '../experiment/compare/groups.ts';

import type { RunRecord } from '../experiment/run/record.ts';
import { findings, VERDICT_SCALE } from '../experiment/verdict/findings.ts';
import { STYLE } from './html-style.ts';
import type { NamedPicture, ReportSubject } from './pictures.ts';
import { baselineName, comparisonRows } from './text/comparison-rows.ts';
import { escapeText } from './text/escape.ts';
import { findingInWords, reservations } from './text/finding-in-words.ts';
import { recallRows } from './text/recall-rows.ts';
import { counted, listed, percent, percentSpread } from './text/words.ts';

export interface HtmlReport extends ReportSubject {
  /** The command that makes the comparison anew, as it would be typed. */
  readonly command: string;
  /** As `drawPictures` draws them. */
  readonly pictures: readonly NamedPicture[];
}

/**
 * What a browser may do with the page, should a name ever break out of its place: apply this one style sheet, and the
 * styles that pictures have on their elements. No script, no request, no form, no other base of addresses.
 */
const POLICY = [
  "default-src 'none'",
  `style-src-elem '${integrityOf(STYLE)}'`,
  "style-src-attr 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** "sha256-…" with the digest in base64. */
function integrityOf(text: string): string {
  const hexadecimal = sha256(new TextEncoder().encode(text)).match(/../g) ?? [];
  return `sha256-${btoa(String.fromCharCode(...hexadecimal.map((byte) => Number.parseInt(byte, 16))))}`;
}

export function htmlReport(report: HtmlReport): string {
  const { comparison, records, command, pictures } = report;
  const devices = [...new Set(comparison.arms.map((arm) => arm.device))];
  const title = devices.length === 1 ? `Can ${devices[0]} learn?` : 'Can these devices learn?';
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeText(title)} – memspike</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    `<h1>${escapeText(title)}</h1>`,
    lead(report),
    answers(report),
    '<h2>All arms</h2>',
    table(report),
    recalls(report),
    ...pictures.filter(({ about }) => about === undefined).map(figure),
    ...devicesInside(pictures),
    '<h2>How to get these numbers again</h2>',
    paragraph('The same command with the same version gives the same conductances to the last bit:'),
    `<pre>${escapeText(command)}</pre>`,
    provenance(records),
    configuration(records),
    runs(records),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function lead({ comparison }: HtmlReport): string {
  const { dataset, network, baselines } = comparison;
  const reference = baselines.map(
    (baseline) => `${baselineName(baseline)}: ${percentSpread(baseline.accuracy)} %`,
  );
  return [
    paragraph(
      `On-line learning of ${dataset.id} (${counted(dataset.train, 'training sample')}, ` +
        `${counted(dataset.test, 'test sample')}) in the network ${network}. ` +
        `Measured against ${listed(reference) || 'no baseline'}.`,
      'lead',
    ),
    paragraph(reservations(comparison), 'note'),
  ].join('\n');
}

function answers({ comparison }: HtmlReport): string {
  const found = findings(comparison);
  if (found.length === 0) return paragraph('This comparison has no arms.');
  const items = found.map((finding) => {
    const [answer, ...reasons] = findingInWords(finding).map(prose);
    return (
      `<div class="answer ${finding.verdict.replaceAll(' ', '-')}"><dt>${escapeText(finding.title)}</dt>` +
      `<dd><strong>${answer}</strong> ${reasons.join(' ')}</dd></div>`
    );
  });
  return [
    '<h2>What brings the accuracy back?</h2>',
    `<dl class="answers">${items.join('\n')}</dl>`,
    paragraph(VERDICT_SCALE, 'note'),
  ].join('\n');
}

function table({ comparison }: HtmlReport): string {
  const { columns, rows } = comparisonRows(comparison);
  const head = columns.map(
    ({ title, align }) =>
      `<th scope="col" class="${align}">${title.split('|').map(escapeText).join('<br>')}</th>`,
  );
  const body = rows.map(({ kind, opensDevice, cells }) => {
    const drawn = cells.map((cell, i) => `<td class="${columns[i].align}">${escapeText(cell)}</td>`);
    return `<tr class="${kind}${opensDevice ? ' opens' : ''}">${drawn.join('')}</tr>`;
  });
  return [
    `<div class="wide"><table><thead><tr>${head.join('')}</tr></thead>`,
    `<tbody>${body.join('\n')}</tbody></table></div>`,
    paragraph(
      'Output: the trained output layer. Hidden: the fixed random readout of the last hidden layer. Points: ' +
        'percentage points of the output layer above (+) or below (−) ideal weights and the linear device with as many ' +
        'levels, with the same seeds and noise. Balanced: mean over the classes of the share ' +
        'of their samples that are right. Busiest device: most pulses that one device received. Reads: of devices, ' +
        'for the sake of updates; a policy without any is read-free.',
      'note',
    ),
  ].join('\n');
}

/** Per-class recall, where there are few enough classes for a table. */
function recalls({ comparison }: HtmlReport): string {
  const rows = recallRows(comparison);
  if (rows.length === 0) return '';
  const [head, ...body] = rows.map((cells, i) =>
    cells
      .map(
        (cell, k) =>
          `<t${i === 0 ? 'h scope="col"' : 'd'} class="${k < 2 ? 'left' : 'right'}">${escapeText(cell)}</t${i === 0 ? 'h' : 'd'}>`,
      )
      .join(''),
  );
  return [
    '<h3>Class by class</h3>',
    paragraph(
      'Of the test samples of each class, the percentage that is right: mean over the seeds.',
      'note',
    ),
    `<div class="wide"><table><thead><tr>${head}</tr></thead>`,
    `<tbody>${body.map((cells) => `<tr>${cells}</tr>`).join('\n')}</tbody></table></div>`,
  ].join('\n');
}

function devicesInside(pictures: readonly NamedPicture[]): readonly string[] {
  const about = [...new Set(pictures.flatMap((picture) => picture.about ?? []))];
  return about.flatMap((device) => [
    `<h2>Inside the arrays of ${escapeText(device)}</h2>`,
    ...pictures.filter((picture) => picture.about === device).map(figure),
  ]);
}

function figure({ svg }: NamedPicture): string {
  return `<figure>${svg.trim()}</figure>`;
}

/** Versions and machines, each distinct one once. */
function provenance(records: readonly RunRecord[]): string {
  const entries: readonly (readonly [string, readonly string[]])[] = [
    ['memspike', records.map((record) => record.versions.memspike)],
    ['runtime', records.map((record) => record.versions.runtime)],
    ['kernels', records.map((record) => record.versions.kernels)],
    [
      'data',
      records.map(({ dataset }) => `${dataset.id}: ${dataset.train} training, ${dataset.test} test samples`),
    ],
    ['seeds', [[...new Set(records.map((record) => record.seed))].join(', ')]],
    ['machine', records.map((record) => record.machine)],
  ];
  const items = entries.map(
    ([name, values]) => `<dt>${name}</dt><dd>${[...new Set(values)].map(escapeText).join('<br>')}</dd>`,
  );
  return records.length === 0 ? '' : `<dl class="facts">${items.join('\n')}</dl>`;
}

/** The configuration of one run in full, of an arm if there is one. */
function configuration(records: readonly RunRecord[]): string {
  if (records.length === 0) return '';
  const shown = records.find(({ config }) => roleOf(config) === 'arm') ?? records[0];
  const { device, policy, noise } = armNameOf(shown.config);
  return [
    '<h3>Configuration</h3>',
    paragraph(
      `In full for ${device}, ${policy}, cycle-to-cycle noise ${noise}, seed ${shown.seed}. ` +
        'The configuration hash of every run is below.',
    ),
    `<pre class="long">${escapeText(JSON.stringify(shown.config, null, 2))}</pre>`,
  ].join('\n');
}

function runs(records: readonly RunRecord[]): string {
  if (records.length === 0) return '';
  const rows = records.map((record) => {
    const { device, policy, noise } = armNameOf(record.config);
    const cells = [device, policy, noise, record.seed.toString(), percent(record.accuracy)];
    const hashes = [record.id, record.conductanceHash].map(
      (hash) => `<td><code title="${escapeText(hash)}">${escapeText(hash.slice(0, 16))}</code></td>`,
    );
    return `<tr>${cells.map((cell) => `<td>${escapeText(cell)}</td>`).join('')}${hashes.join('')}</tr>`;
  });
  const head = ['device', 'policy', 'noise', 'seed', 'output %', 'configuration', 'final conductances'];
  return [
    '<h3>Runs</h3>',
    paragraph('Hashes are SHA-256, the first 16 of 64 digits.'),
    `<div class="wide"><table class="runs"><thead><tr>${head.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead>`,
    `<tbody>${rows.join('\n')}</tbody></table></div>`,
  ].join('\n');
}

function paragraph(text: string, kind?: string): string {
  return `<p${kind === undefined ? '' : ` class="${kind}"`}>${prose(text)}</p>`;
}

/** Escaped text in which a number and its unit stay on one line. */
function prose(text: string): string {
  return escapeText(text.replace(/ (?=[%±])|(?<=±) /g, '\u00a0'));
}
