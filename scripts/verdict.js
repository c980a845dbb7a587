/**
 * When a test file has passed. uvu exits with 0 on a hook that throws, on a thrown string, on a forgotten run() and on
 * a left-over .only, and waits for ever on a live handle. So a file passes only if its process ends in time with 0,
 * closes with one summary in which all tests passed and none was skipped, and runs every suite that its source makes.
 */

/**
 * What a finished test process amounts to: { passed, failed, faults }, tests passed and failed and the reasons not to
 * believe it. `report` is what it wrote to stdout, `source` the test file, `code` and `signal` how it ended.
 */
export function judge({ code, signal, timedOut, report, source: text, limitSeconds, allowSkip }) {
  const source = text.replace(/^\s*\/\/.*$/gm, '');
  const faults = [];
  if (timedOut) faults.push(`killed after ${limitSeconds} s`);
  else if (signal !== null) faults.push(`ended by ${signal}`);
  else if (code !== 0) faults.push(`exit code ${code}`);
  if (/^\s*[\w$]+\.only\s*\(/m.test(source)) faults.push('.only left over');
  faults.push(...suitesNotRun(source));

  const summaries = [...report.matchAll(/^ {2}Total: +(\d+)\n {2}Passed: +(\d+)\n {2}Skipped: +(\d+)$/gm)];
  if (summaries.length !== 1) faults.push(`${summaries.length} summaries, expected one`);
  const [total, passed, skipped] = summaries.length === 1 ? summaries[0].slice(1).map(Number) : [0, 0, 0];
  if (summaries.length === 1 && total === 0) faults.push('no test ran');
  if (passed !== total) faults.push(`${passed} of ${total} passed`);
  if (skipped > 0 && !allowSkip) faults.push(`${skipped} skipped`);

  const suites = [...report.matchAll(/ {2}\(\d+ \/ (\d+)\)$/gm)].map((match) => Number(match[1]));
  if (total > 0 && suites.includes(0)) faults.push('a suite without tests');
  if (total > 0 && suites.length < suitesMade(source).length) faults.push('a suite did not run');

  const failed = faults.length === 0 ? 0 : Math.max(1, total - passed);
  return { passed, failed, faults };
}

/** The names under which a source makes uvu suites, one entry for each. */
function suitesMade(source) {
  const names = [...source.matchAll(/^\s*(?:export )?(?:const|let|var) ([\w$]+)\s*=\s*suite\b/gm)].map(
    (m) => m[1],
  );
  const importsTest = /^import\s*\{[^}]*\btest\b[^}]*\}\s*from ['"]uvu['"]/m.test(source);
  return importsTest ? [...names, 'test'] : names;
}

function suitesNotRun(source) {
  const names = suitesMade(source);
  const missing = (name) =>
    source.split(`${name}.run()`).length - 1 < names.filter((other) => other === name).length;
  return [...new Set(names)].filter(missing).map((name) => `${name}.run() is missing`);
}
