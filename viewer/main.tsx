/** Starts the viewer in its page. */
import { render } from 'preact';
import { App } from './app/app.ts';
import { applySettings } from './app/settings.ts';
import { keepOffline } from './offline/register.ts';
import { attachTarget } from './session/attach.ts';
import { Page } from './ui/app.tsx';

applySettings();
const app = new App();
render(<Page app={app} />, document.getElementById('app')!);
void app.start();
// The terminal's own server has no service worker: its pages are of one run.
if (attachTarget(location) === null) void keepOffline();
