/** `neurarium watch`: a run, or a recorded one, in the viewer. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import {
  type ControlValue,
  describeScenario,
  NeurariumError,
  type PaceHost,
  RemoteHost,
  type Scenario,
  type Speed,
  TraceHost,
} from '../../engine/index.ts';
import { datasets } from '../../scenarios/index.ts';
import { exitCodes } from '../errors.ts';
import { packageRoot } from '../host.ts';
import { loadScenario } from '../load-scenario.ts';
import { refuseBeyondMachine } from '../run-scenario.ts';
import { type LoadedNetwork, loadNetworkFile } from '../saved-network.ts';
import {
  addLoadOptions,
  addScenarioOptions,
  type ControlFlags,
  choicesOf,
  controlsOf,
  type LoadFlags,
  type RunChoices,
  scenarioIn,
} from '../scenario-options.ts';
import { type OwnData, ownData, ownDataLines } from '../table/index.ts';
import { withTrace } from '../trace-file.ts';
import { traceWriter } from '../version.ts';
import { openBrowser } from '../watch/open-browser.ts';
import { ServedPort } from '../watch/served-port.ts';
import { serveWatch } from '../watch/server.ts';
import { StatusLine } from '../watch/status-line.ts';

interface WatchFlags extends RunChoices, LoadFlags {
  readonly json?: boolean;
  readonly port?: number;
  readonly speed?: Speed;
  readonly paused?: boolean;
  readonly open: boolean;
}

/** The command with a flag for each of the scenario's controls. `done` is told the exit code. */
export async function watchCommand(args: readonly string[], host: PaceHost, done: (exitCode: number) => void): Promise<Command> {
  const name = scenarioIn(args);
  const scenario = name === undefined || isTrace(name) ? undefined : await loadScenario(name);
  const command = new Command('watch')
    .description(scenario === undefined ? 'watch a run or a trace in the browser' : `${scenario.title}\n${scenario.source}`)
    .usage(`${scenario === undefined ? '<scenario or trace>' : name} [options]`)
    .argument('[what]', 'id of a scenario, path of your own .ts or .js file, or path of a trace (.mcap)');
  addLoadOptions(addScenarioOptions(command, scenario), scenario)
    .addOption(speedOption(scenario))
    .option('--paused', 'wait for the page to start the run')
    .option('--port <number>', 'port on this machine (default: any that is free)', readPort)
    .option('--no-open', 'do not open the browser: print the link')
    .option('--json', 'print one JSON object with the link and nothing else')
    .addHelpText('after', examples);
  return command.action(async (what: string | undefined, flags: WatchFlags & ControlFlags) => {
    if (what === undefined) throw missing();
    const port = new ServedPort();
    if (scenario === undefined) {
      done(await withTrace(what, (trace) => served(what, flags, port, () => new TraceHost({ trace, port }))));
      return;
    }
    const loaded = flags.load === undefined ? null : await loadNetworkFile(flags.load, scenario);
    const controls = { ...loaded?.controls, ...controlsOf(scenario, flags) };
    const own = await ownData(scenario, flags, controls, host);
    if (own !== null) process.stderr.write(`${ownDataLines(own.told).join('\n')}\n`);
    done(await served(what, flags, port, () => hosted(scenario, flags, { controls, own, loaded }, port, host)));
  });
}

const examples = `
Examples:
  neurarium watch cuba
  neurarium watch cuba --size 1000 --speed fastest
  neurarium watch cuba.mcap
  neurarium watch feed-forward --load xor.mcap`;

function isTrace(name: string): boolean {
  return name.toLowerCase().endsWith('.mcap');
}

function missing(): NeurariumError {
  const hint = "Such as: neurarium watch cuba. 'neurarium list' shows all scenarios.";
  return new NeurariumError({ code: 'usage', message: 'no scenario and no trace is named', hint });
}

/** What a watched run begins with. */
interface Begin {
  readonly controls: Readonly<Record<string, ControlValue>>;
  /** In place of the scenario's own data. */
  readonly own: OwnData | null;
  readonly loaded: LoadedNetwork | null;
}

function hosted(
  scenario: Scenario,
  flags: WatchFlags,
  { controls, own, loaded }: Begin,
  port: ServedPort,
  host: PaceHost,
): RemoteHost {
  const { seed = 1, speed, paused, train } = flags;
  const choices = choicesOf(flags, controls, own);
  const description = describeScenario(scenario, choices);
  refuseBeyondMachine(description);
  const remote = new RemoteHost({
    scenario,
    choices,
    seed,
    speed: speed ?? null,
    datasets: own?.datasets ?? datasets,
    host,
    port,
    writer: traceWriter(),
    ...(loaded === null ? {} : { network: loaded.network, learns: train === true }),
  });
  if (paused !== true) remote.run();
  return remote;
}

/** Serves until Ctrl+C. @returns the exit code */
async function served(what: string, flags: WatchFlags, port: ServedPort, make: () => RemoteHost | TraceHost): Promise<number> {
  const status = new StatusLine(flags.json === true ? null : process.stderr);
  const token = randomBytes(24).toString('base64url');
  let remote: RemoteHost | TraceHost | null = null;
  const server = await serveWatch({
    site: join(packageRoot(), 'dist', 'viewer'),
    data: join(packageRoot(), 'dist', 'data'),
    port: flags.port ?? 0,
    token,
    attach: (socket) => {
      port.attach(socket);
      remote?.greet();
    },
  });
  try {
    remote = make();
    port.told = (message) => status.take(message, port.connected);
    const { link } = server;
    process.stdout.write(flags.json === true ? `${JSON.stringify({ url: link, port: server.port })}\n` : `${what}: ${link}\n`);
    if (flags.open && process.stdout.isTTY) openBrowser(link);
    await interrupted();
    return exitCodes.interrupted;
  } finally {
    status.clear();
    remote?.dispose();
    await server.close();
  }
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

/** Where time is counted in steps, a speed is so many of them per second: a step is 1 where another scenario's is 1 ms. */
function speedOption(scenario: Scenario | undefined): Option {
  const timed = scenario?.timed ?? true;
  const about = timed
    ? "a multiple of real time, or 'fastest' (default: the run takes some 15 s)"
    : "steps per second, or 'fastest'";
  return new Option('--speed <speed>', about).argParser((text) => {
    const speed = readSpeed(text);
    return timed || speed === 'fastest' ? speed : speed / 1000;
  });
}

function readSpeed(text: string): Speed {
  const speed = Number(text);
  if (text === 'fastest') return text;
  if (speed > 0 && Number.isFinite(speed)) return speed;
  throw new NeurariumError({ code: 'usage', message: `--speed ${text}: expected a positive number or 'fastest'` });
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new NeurariumError({ code: 'usage', message: `--port ${text}: expected a whole number from 0 to 65535` });
}
