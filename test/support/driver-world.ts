import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Bundle,
  type ClientCommand,
  createNativeDriver,
  type Driver,
  type ExitRecord,
  type Launched,
  type LaunchRequest,
  type SessionProcess,
  type Spec,
} from "../../runtime/index.ts";
import { exampleSpec } from "./example-spec.ts";
import { expectNoLeaks, type Territory } from "./leaks.ts";
import { makeSmallRoot } from "./small-root.ts";
import { until } from "./until.ts";

/** Every implementation that the contract suites run against. */
export const DRIVERS: readonly { readonly name: string; make(): Driver }[] = [
  { name: "native", make: () => createNativeDriver() },
];

/** Why drivers cannot run here; undefined when they can. */
export const whyNot = process.getuid?.() === 0 ? undefined : "needs root";

/** A driver with a root file system and folders of its own; disposing ends all and fails when something is left. */
export class DriverWorld implements AsyncDisposable {
  readonly driver: Driver;
  readonly folder = mkdtempSync(join(tmpdir(), "wherry-test-"));
  readonly territory: Territory;
  readonly #boxes: Box[] = [];

  constructor(driver: Driver) {
    this.driver = driver;
    const cgroupPath = `wherry/test-${randomBytes(6).toString("hex")}`;
    const runDir = join(this.folder, "run");
    this.territory = { dirs: [this.folder], volatileDirs: [runDir], cgroupPath };
    makeSmallRoot(join(this.folder, "root"));
  }

  /** A container that is not started yet. A text is a script for the shell. */
  box(program: string | readonly string[], options: BoxOptions = {}): Box {
    const box = new Box(this, `box${this.#boxes.length}`, program, options);
    this.#boxes.push(box);
    return box;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      for (const box of this.#boxes) await this.driver.clean(box.bundle);
      await expectNoLeaks(this.territory);
    } finally {
      rmSync(this.folder, { recursive: true, force: true });
    }
  }
}

export interface BoxOptions extends Partial<Omit<LaunchRequest, "bundle" | "spec" | "root">> {
  readonly process?: Partial<Spec["process"]>;
  /** Changes the spec after all else. */
  readonly change?: (spec: Spec) => Spec;
  /** Folders above the world's root, the top one first. */
  readonly layers?: readonly string[];
}

export interface Ended {
  readonly exit: ExitRecord;
  readonly stdout: string;
  readonly stderr: string;
}

/** One container. */
export class Box {
  readonly bundle: Bundle;
  readonly request: LaunchRequest;
  readonly #driver: Driver;
  #launched: Launched | undefined;

  constructor(world: DriverWorld, id: string, program: string | readonly string[], options: BoxOptions) {
    const { process, change = (spec) => spec, layers = [], ...request } = options;
    this.#driver = world.driver;
    const dir = join(world.folder, id);
    this.bundle = {
      id,
      dir,
      runDir: join(world.folder, "run", id),
      cgroupPath: `${world.territory.cgroupPath}/${id}`,
    };
    for (const name of ["upper", "work"]) mkdirSync(join(dir, name), { recursive: true });
    const args = typeof program === "string" ? ["sh", "-c", program] : program;
    this.request = {
      bundle: this.bundle,
      spec: change(exampleSpec({ args, ...process })),
      root: {
        lowerDirs: [...layers, join(world.folder, "root")],
        upperDir: join(dir, "upper"),
        workDir: join(dir, "work"),
      },
      keepStdinOpen: false,
      stdinOnce: false,
      release: "now",
      ...request,
    };
  }

  /** Where its writes are, on the host. */
  get upper(): string {
    return this.request.root.upperDir;
  }

  get running(): Bundle & { pid: number; startTicks: number } {
    if (this.#launched === undefined) throw new Error("it was not launched");
    return { ...this.bundle, ...this.#launched };
  }

  async launch(): Promise<Launched> {
    this.#launched = await this.#driver.launch(this.request);
    return this.#launched;
  }

  /** Waits for the end. */
  async ended(): Promise<Ended> {
    const exit = await until("an exit record", () => this.#driver.readExit(this.bundle));
    return { exit, ...this.log() };
  }

  async run(): Promise<Ended> {
    await this.launch();
    return await this.ended();
  }

  /** What it has written so far. */
  log(): { stdout: string; stderr: string } {
    const path = join(this.bundle.dir, "log");
    const lines = existsSync(path) ? readFileSync(path, "utf8").split("\n") : [];
    const of = (stream: string) =>
      lines
        .map((line) => /^(\S+) (\S+) ([FP]) (.*)$/s.exec(line))
        .filter((match) => match?.[2] === stream)
        .map((match) => match![4]! + (match![3] === "F" ? "\n" : ""))
        .join("");
    return { stdout: of("stdout"), stderr: of("stderr") };
  }

  attach(options: Parameters<Driver["attachCommand"]>[1]): Client {
    return new Client(this.#driver.attachCommand(this.bundle, options));
  }

  async join(program: string | readonly string[], more: Partial<SessionProcess> = {}): Promise<Client> {
    return new Client(await this.joinCommand(program, more));
  }

  joinCommand(
    program: string | readonly string[],
    more: Partial<SessionProcess> = {},
  ): Promise<ClientCommand> {
    const { user, capabilities, rlimits, noNewPrivileges, env, cwd } = this.request.spec.process;
    return this.#driver.joinCommand(this.running, {
      id: randomBytes(4).toString("hex"),
      args: typeof program === "string" ? ["sh", "-c", program] : program,
      ...{ user, capabilities, rlimits, noNewPrivileges, env, cwd },
      ...{ tty: false, stdin: false, detach: false },
      ...more,
    });
  }
}

/** A client program with pipes for its standard streams. */
export class Client {
  readonly child: ChildProcess;
  stdout = "";
  stderr = "";
  readonly #closed: Promise<unknown[]>;

  constructor(command: ClientCommand, stdio: StdioOptions = "pipe") {
    this.child = spawn(command.file, command.args, { stdio });
    this.child.stdout?.setEncoding("utf8").on("data", (text) => {
      this.stdout += text;
    });
    this.child.stderr?.setEncoding("utf8").on("data", (text) => {
      this.stderr += text;
    });
    this.#closed = once(this.child, "close");
  }

  /** Waits until the client has ended and all it wrote is here. */
  async ended(): Promise<{ code: number | null; signal: string | null; stdout: string; stderr: string }> {
    const [code, signal] = (await this.#closed) as [number | null, string | null];
    return { code, signal, stdout: this.stdout, stderr: this.stderr };
  }

  async says(text: string): Promise<void> {
    await until(`${JSON.stringify(text)} in the output`, () => this.stdout.includes(text) || undefined);
  }
}
