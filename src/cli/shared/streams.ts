/** Streams whose reader goes away (`memspike … | head -1`, a closed terminal) end no computation. */

/** Nobody reads any more. Other problems are told by who writes a result. */
export function isGone({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
}

/** Without a listener, an error of either stream would end the process. */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}
