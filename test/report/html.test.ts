import { createHash } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { htmlReport } from '../../src/report/html.ts';
import { nodeDocument } from '../../src/report/node-document.ts';
import { drawPictures, type ReportSubject } from '../../src/report/pictures.ts';
import { withPage } from '../browser/page.ts';
import { skipWithoutBrowser } from '../support/browser.ts';
import { made } from './fixtures.ts';
import { visibleText } from './well-formed.ts';

const test = suite('HTML report');
const subject = { ...made(), command: 'memspike compare --device ag-a-si,pcmo --seeds 3' };
const reportOf = (made: ReportSubject & { readonly command: string }): string =>
  htmlReport({ ...made, pictures: drawPictures(made, nodeDocument()) });
const html = reportOf(subject);

test('it holds the answer, the table, the pictures, and what is needed to run it again', () => {
  const text = visibleText(html);
  const [record] = subject.records;
  const expected = [
    'Can these devices learn?',
    'Without compensation it reaches',
    'exact-inverse',
    '62.72 M',
    'Accuracy by device and policy',
    'Pulses per device, pcmo',
    subject.command,
    record.versions.kernels,
    record.id.slice(0, 16),
    record.conductanceHash.slice(0, 16),
    '1, 2, 3',
    '"policy": "none"',
  ];
  for (const words of expected) assert.ok(text.includes(words), words);
  assert.is(html.match(/<figure>/g)?.length, 4 + 2 * 3);
});

test('it needs no script and asks no server for anything', () => {
  assert.not.match(html, /<script|<link|<img|<iframe|@import|url\(|\son\w+=/i);
  assert.not.match(html.replaceAll('http://www.w3.org/2000/svg', ''), /https?:\/\/|src=|href=/);
});

test('its policy allows the one style sheet, and nothing that a name could bring', () => {
  const [, policy] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html) ?? [];
  const [, style] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? [];
  const digest = createHash('sha256').update(style).digest('base64');
  assert.equal(policy.split('; ').sort(), [
    "base-uri 'none'",
    "default-src 'none'",
    "form-action 'none'",
    "style-src-attr 'unsafe-inline'",
    `style-src-elem 'sha256-${digest}'`,
  ]);
  assert.ok(html.indexOf('Content-Security-Policy') < html.indexOf('<title>'));
});

test(
  'a browser shows the report by its policy, and runs no script in it',
  skipWithoutBrowser(async (chromium) => {
    await withPage(chromium, async (page, problems) => {
      await page.setContent(html);
      assert.equal(problems, []);
      assert.is.not(await page.evaluate('getComputedStyle(document.body).maxWidth'), 'none');
      await page.setContent(html.replace('<h1>', '<script>document.title = "taken over"</script><h1>'));
      assert.is.not(await page.title(), 'taken over');
      assert.match(problems.join(), /Content Security Policy/);
    });
  }),
);

test('tags of the page close', () => {
  for (const tag of [
    'html',
    'head',
    'body',
    'table',
    'tr',
    'td',
    'dl',
    'dt',
    'dd',
    'div',
    'figure',
    'svg',
    'pre',
    'p',
    'h2',
  ]) {
    const opened = html.match(new RegExp(`<${tag}[ >]`, 'g'))?.length;
    assert.is(html.match(new RegExp(`</${tag}>`, 'g'))?.length, opened, tag);
  }
});

test('names, commands and configurations cannot break out of their place', () => {
  const evil = `"><script>alert('x')</script><b onmouseover="y">&`;
  const hostile = made({ devices: [evil], policies: ['none', evil] });
  const records = hostile.records.map((record) => ({
    ...record,
    id: evil,
    machine: evil,
    conductanceHash: evil,
    versions: { memspike: evil, runtime: evil, kernels: evil },
    dataset: { ...record.dataset, id: evil },
  }));
  const comparison = {
    ...hostile.comparison,
    network: evil,
    dataset: { ...hostile.comparison.dataset, id: evil },
  };
  const report = reportOf({ ...hostile, comparison, records, command: evil });
  assert.not.match(report, /<script|<b[ >]/);
  assert.ok(visibleText(report).includes(evil));
});

test('one device stands in the title', () => {
  assert.match(reportOf({ ...made({ devices: ['pcmo'] }), command: 'x' }), /<h1>Can pcmo learn\?<\/h1>/);
});

test('a comparison without runs or curves still makes a page', () => {
  const report = reportOf({ ...made(), records: [], curves: [], command: 'x' });
  assert.is(report.match(/<figure>/g)?.length, 2);
  assert.not.match(report, /NaN|undefined/);
});

test('the same runs give the same page', () => {
  assert.ok(reportOf({ ...made(), command: subject.command }) === html);
});

test.run();
