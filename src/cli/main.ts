#!/usr/bin/env node
/**
 * The `memspike` command. This file loads nothing by itself, so that whatever keeps the program from being loaded is
 * told in words: a package that is missing, or a machine that lets too few files be open at once.
 */

/** Of the shell, and of `exitCodeOf`: no code of a library can be asked where none can be loaded. */
const USAGE_EXIT = 2;

try {
  const { runProgram } = await import('./program.ts');
  process.exitCode = await runProgram(process.argv.slice(2));
} catch (error) {
  if ((error as NodeJS.ErrnoException).code === 'EMFILE') {
    process.stderr.write(
      'memspike: too many files are open in this process to load the program\n  hint: let it open more (ulimit -n 1024)\n',
    );
    process.exitCode = USAGE_EXIT;
  } else {
    const { exitCodeOf, explain } = await import('./shared/failure.ts');
    const { write } = await import('./shared/terminal.ts');
    write(process.stderr, `memspike: ${explain(error, { debug: false })}\n`);
    process.exitCode = exitCodeOf(error);
  }
}
