/** Runs a scenario for one client: takes its messages, and begins the run anew where a message asks for it. Never throws at the client. */
import type { ControlValue } from '../controls.ts';
import { describeScenario } from '../describe-scenario.ts';
import { within } from '../errors.ts';
import type { Experiment } from '../experiment/index.ts';
import { HostedRun, type RemoteHostOptions } from './hosted-run.ts';
import { liveChanges } from './live-changes.ts';
import type { ClientMessage, Speed } from './messages.ts';
import { remoteError } from './remote-error.ts';

export class RemoteHost {
  readonly #options: RemoteHostOptions;
  #run: HostedRun;

  /** Compiles the scenario and waits, paused. @throws NeurariumError for a scenario that cannot be described */
  constructor(options: RemoteHostOptions) {
    this.#options = options;
    this.#run = this.#begin(options.seed, options.choices?.controls ?? {}, options.speed);
    options.port.listen(
      (message) => this.#take(message),
      () => this.#run.close(),
    );
  }

  get experiment(): Experiment {
    return this.#run.experiment;
  }

  run(): void {
    this.#run.pace.run();
  }

  /** Tells a client that came later how the run is now; what was before is not told again. */
  greet(): void {
    this.#run.greet();
  }

  dispose(): void {
    this.#run.close();
  }

  #begin(seed: number, controls: Readonly<Record<string, ControlValue>>, speed: Speed | null): HostedRun {
    const { scenario, choices } = this.#options;
    const described = () => describeScenario(scenario, { ...choices, controls });
    const description = within(`scenario ${scenario.id}`, described);
    return new HostedRun({ ...this.#options, description, seed, speed });
  }

  /** The client's mistakes are told to it; the run goes on. */
  #take(message: ClientMessage): void {
    try {
      if (message.kind === 'open') {
        const { seed = this.#run.experiment.seed, controls = this.#run.described.controls } = message;
        this.#restart(seed, controls);
      } else if (message.kind === 'control') this.#control(message.name, message.value);
      else this.#run.take(message);
    } catch (error) {
      this.#options.port.send({ kind: 'error', error: remoteError(error) });
    }
  }

  #restart(seed: number, controls: Readonly<Record<string, ControlValue>>): void {
    const { running } = this.#run.pace;
    const next = this.#begin(seed, controls, this.#run.speed);
    next.goOnFrom(this.#run);
    this.#run.close();
    this.#run = next;
    if (running) next.pace.run();
  }

  #control(name: string, value: ControlValue): void {
    const { scenario, choices } = this.#options;
    const { simulation, seed } = this.#run.experiment;
    const controls = { ...this.#run.described.controls, [name]: value };
    const after = describeScenario(scenario, { ...choices, controls });
    const events = liveChanges(this.#run.described, after, simulation.nextStep);
    if (events === null) {
      this.#restart(seed, after.controls);
      this.#options.port.send({ kind: 'notice', text: `${name} changes the network, or what it learns: the run begins anew.` });
      return;
    }
    for (const event of events) this.#run.intervene(event);
    this.#run.changed(after);
    this.#options.port.send({ kind: 'controls', controls: after.controls });
  }
}
