/** The worker, as the page sees it. Its source is inside the page's script: it starts from file:// too. */
import { workerSource } from 'worker-source';
import type { Order, Report } from './messages.ts';

export interface Client {
  tell(order: Order, transfer?: Transferable[]): void;
  close(): void;
}

export function openClient(onReport: (report: Report) => void, onBroken: (problem: string) => void): Client {
  const url = URL.createObjectURL(new Blob([workerSource], { type: 'text/javascript' }));
  const worker = new Worker(url);
  worker.onmessage = ({ data }: MessageEvent<Report>) => onReport(data);
  worker.onerror = ({ message }) => onBroken(message || 'the engine could not be started');
  return {
    tell: (order, transfer = []) => worker.postMessage(order, transfer),
    close() {
      worker.terminate();
      URL.revokeObjectURL(url);
    },
  };
}
