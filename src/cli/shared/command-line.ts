/** A command as it would be typed into a shell (POSIX). */
export function commandLine(args: readonly string[]): string {
  return ['memspike', ...args.map(quoted)].join(' ');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
