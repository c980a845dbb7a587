/** The style sheet of the HTML report. Pictures stay on white paper in the dark too: their colours are made for it. */
export const STYLE = `
:root { --ink: #1f2328; --faint: #59636e; --paper: #ffffff; --line: #d1d9e0; --tint: #f6f8fa;
  --yes: #007a55; --nearly: #0072b2; --part: #a15c00; --no: #b93800; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --faint: #9aa4af; --paper: #14181d; --line: #3a424b; --tint: #1d232a;
    --yes: #3fb68b; --nearly: #5cb3e6; --part: #e0a040; --no: #f08050; }
}
body { margin: 0 auto; padding: 2rem 1rem 4rem; max-width: 62rem; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, 'Segoe UI', Helvetica, Arial, sans-serif; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .75rem; }
h2 { font-size: 1.35rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
p { margin: .5rem 0; max-width: 52rem; }
.lead { font-size: 1.05rem; }
.note { color: var(--faint); font-size: .9rem; }
.answers { margin: 0; }
.answer { max-width: 50rem; border-left: 5px solid var(--line); padding: .1rem 0 .1rem 1rem; margin: 1rem 0; }
.answer dt { font-weight: 600; font-size: 1.1rem; overflow-wrap: anywhere; }
.answer dd { margin: 0; overflow-wrap: anywhere; }
.answer.yes { border-color: var(--yes); } .answer.nearly { border-color: var(--nearly); }
.answer.in-part { border-color: var(--part); } .answer.no, .answer.nothing, .answer.not-this-data { border-color: var(--no); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .82rem; font-variant-numeric: tabular-nums; }
th { font-weight: 600; vertical-align: bottom; border-bottom: 2px solid var(--line); line-height: 1.25; }
th, td { padding: .25rem .45rem; text-align: left; white-space: nowrap; }
th:first-child, td:first-child { padding-left: 0; }
td.left { white-space: normal; overflow-wrap: anywhere; min-width: 6.5rem; max-width: 14rem; }
.right { text-align: right; }
tr.opens td { border-top: 1px solid var(--line); }
tr.baseline td { color: var(--faint); }
figure { margin: 1.5rem 0; background: #ffffff; border: 1px solid var(--line); border-radius: 6px; overflow: hidden; }
figure svg { display: block; width: 100%; height: auto; max-width: 800px; margin: 0 auto; }
pre { background: var(--tint); border: 1px solid var(--line); border-radius: 6px; padding: .75rem 1rem; overflow-x: auto;
  font: .85rem/1.45 ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.2rem; font-size: .9rem; }
.facts dt { color: var(--faint); } .facts dd { margin: 0; overflow-wrap: anywhere; }
@media print {
  :root { --ink: #000; --faint: #444; --paper: #fff; --line: #bbb; --tint: #f4f4f4; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  figure, .answer, tr { break-inside: avoid; } h2, h3 { break-after: avoid; }
  table { font-size: 7pt; } th, td { padding: .15rem .22rem; } td.left { min-width: 4rem; } .wide { overflow: visible; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
}
`;
