/** `memspike array`: its commands, and their examples. */
import type { Command } from 'commander';
import { addFlags } from '../shared/flags.ts';
import { SOLVE_FLAGS, type SolveFlags } from './flags.ts';

export function addArray(program: Command): void {
  const array = program
    .command('array')
    .description('Arrays as circuits: what the resistance of their lines does to a read.')
    .addHelpText('after', '\nExample:\n  $ memspike array solve array.json --json -');
  const solve = array
    .command('solve')
    .description('The currents of an array whose lines have resistance, exactly (to 1e-12 of the largest).')
    .argument(
      '<file>',
      'JSON: { conductances: [rows][columns] S, wordLineResistance, bitLineResistance: Ω per segment, voltages: [reads][rows] V }; docs/array.md has the rest',
    );
  addFlags(solve, SOLVE_FLAGS)
    .addHelpText(
      'after',
      `
Examples:
  $ memspike array solve array.json
  $ memspike array solve array.json --map --json solved.json
  $ memspike array solve array.json --svg map.svg --read 2`,
    )
    .action(async (file: string, flags: SolveFlags) => {
      const { solveFile } = await import('./solve.ts');
      await solveFile(file, flags);
    });
}
