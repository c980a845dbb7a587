/** Puts the page together: the state that the link holds, the engine, the first drawing. */
import { batch, effect } from '@preact/signals';
import { render } from 'preact';
import { App } from './app.tsx';
import { settings } from './state/choices.ts';
import { notice } from './state/course.ts';
import { deviceState } from './state/device.ts';
import { startEngine } from './state/engine.ts';
import { linkOf, stateOf } from './state/link.ts';

function readLink(): void {
  const link = location.hash.slice(1);
  if (link === '') return;
  try {
    const state = stateOf(link);
    batch(() => {
      deviceState.value = state.device;
      settings.value = state.settings;
    });
  } catch (error) {
    notice.value = error instanceof Error ? error.message : String(error);
  }
}

readLink();
effect(() => {
  const link = linkOf({ device: deviceState.value, settings: settings.value });
  history.replaceState(null, '', `#${link}`);
});
addEventListener('hashchange', readLink);
render(<App />, document.getElementById('app')!);
void startEngine();
