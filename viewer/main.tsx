/** Starts the viewer in its page. */
import { render } from 'preact';
import { App } from './app/app.ts';
import { applySettings } from './app/settings.ts';
import { keepOffline } from './offline/register.ts';
import { Page } from './ui/app.tsx';

applySettings();
const app = new App();
render(<Page app={app} />, document.getElementById('app')!);
void app.start();
void keepOffline();
