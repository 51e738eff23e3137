/** Starts the viewer in its page. */
import { render } from 'preact';

render(<p>Neurarium</p>, document.body);
