import { isFault } from "@hugginggpt/shared";
import { PostgresDatabase } from "@hugginggpt/shared/postgres";
import { seededRandom } from "../loopback/seeded-random.js";
import { Cluster } from "./cluster.js";
import { countedModels, planAbout } from "./counted-models.js";
import { type Counts, countsOf } from "./counts.js";
import { restartedPostgres } from "./restarted-postgres.js";

export interface ChaosOptions {
  readonly runs: number;
  /** SIGKILLs of servers and workers, restarts of the database, and pauses of workers beyond their lease. */
  readonly kills: number;
  readonly restarts: number;
  readonly pauses: number;
  readonly workers: number;
  readonly servers: number;
  /** Decides who is hit, and in which order. */
  readonly seed: number;
  /** Whether time passes faster for claims that nobody renews. */
  readonly hurries: boolean;
  /** It is given up after this, in milliseconds. */
  readonly limitMs: number;
  readonly print?: (line: string) => void;
}

export interface ChaosReport extends Counts {
  readonly kills: number;
  readonly restarts: number;
  readonly pauses: number;
  /** Requests whose clients were told of several runs for one key. */
  readonly doubled: readonly string[];
  /** How processes ended by themselves, each with its exit code; they were started again. */
  readonly endings: readonly string[];
  readonly seconds: number;
}

type Blow = "kill" | "restart" | "pause";

/** Of so many requests one is sent to two servers at once, and once more. */
const TWICE = 4;
/** Runs that are under way or wait at the same time. */
const AT_ONCE = 60;
const LOOK_MS = 150;
/** A paused worker sleeps until after its lease (20 s), in milliseconds. */
const PAUSE_MS = 26_000;
/** A claim that was not renewed for 6 of its 20 seconds is made to have ended; whoever lives renews it every 5. */
const HURRY = [
  `UPDATE hugginggpt.runs SET lease_until = now()
   WHERE status IS NULL AND lease_until > now() AND lease_until < now() + interval '14 seconds'`,
  `UPDATE hugginggpt_queue.job SET started_on = now() - interval '30 seconds'
   WHERE state = 'active' AND data->>'run' IN (SELECT run FROM hugginggpt.runs WHERE lease_until <= now())`,
];

/**
 * Begins runs at servers over one PostgreSQL while servers and workers are killed, the database is restarted and workers
 * are paused, each after so many more runs have ended, until all have ended; and counts what came of it. Null with the
 * reason where there is no PostgreSQL.
 */
export async function chaos(options: ChaosOptions): Promise<ChaosReport | { readonly missing: string }> {
  const database = await restartedPostgres();
  if ("missing" in database) return database;
  const models = await countedModels();
  const observer = await PostgresDatabase.open(database.url, { applicationName: "chaos", poolSize: 1 });
  const cluster = new Cluster({ ...options, database: database.url, endpoints: models.endpoints });
  const began = performance.now();
  const limit = AbortSignal.timeout(options.limitMs);
  try {
    const storm = new Storm(options, cluster, () => database.restart());
    const words = Array.from({ length: options.runs }, (_, n) => `word${n}`);
    const ids = new Map<string, string>();
    const doubled: string[] = [];
    const clients = Array.from({ length: AT_ONCE }, async () => {
      for (let word = words.shift(); word !== undefined; word = words.shift()) {
        const twice = words.length % TWICE === 0;
        const told = await cluster.begin(word, planAbout(word), twice, limit);
        // And again by a client that has forgotten that it was told.
        if (twice) told.push(...(await cluster.begin(word, planAbout(word), false, limit)));
        const [run = "", other] = [...new Set(told)];
        ids.set(run, word);
        if (other !== undefined) doubled.push(`${word}: ${run} and ${other}`);
        await storm.reaches(options.runs - words.length - AT_ONCE, limit);
      }
    });
    await Promise.race([Promise.all([...clients, storm.passes(observer, limit)]), aborted(limit)]);
    await storm.calms();
    // Of those that have ended some may be nobody's.
    while (!limit.aborted && ((await endedIn(observer, options.hurries, [...ids.keys()])) ?? 0) < ids.size)
      await pause(LOOK_MS);
    const counts = await countsOf(observer, ids, models.calls);
    return {
      ...counts,
      doubled,
      ...storm.dealt,
      endings: cluster.endings,
      seconds: (performance.now() - began) / 1000,
    };
  } finally {
    await cluster.close();
    await models.close();
    await observer.close();
    await database.stop();
  }
}

/** Blows, dealt one after the other as the runs get on. */
class Storm {
  readonly dealt = { kills: 0, restarts: 0, pauses: 0 };
  readonly #options: ChaosOptions;
  readonly #cluster: Cluster;
  readonly #restart: () => Promise<void>;
  readonly #random: () => number;
  readonly #paused: Promise<void>[] = [];
  #ended = 0;

  constructor(options: ChaosOptions, cluster: Cluster, restart: () => Promise<void>) {
    this.#options = options;
    this.#cluster = cluster;
    this.#restart = restart;
    this.#random = seededRandom(options.seed);
  }

  /** Waits until so many runs have ended. */
  async reaches(runs: number, signal: AbortSignal): Promise<void> {
    while (this.#ended < runs && !signal.aborted) await pause(LOOK_MS);
  }

  /** Looks how many runs have ended and deals the blows that are due, until all have. */
  async passes(observer: PostgresDatabase, signal: AbortSignal): Promise<void> {
    const { runs, print = () => undefined, hurries } = this.#options;
    const blows = this.#blows();
    // The last ones leave time to go on after them.
    const every = (0.7 * runs) / (blows.length + 1);
    for (let dealt = 0; (this.#ended < runs || dealt < blows.length) && !signal.aborted; ) {
      this.#ended = (await endedIn(observer, hurries, null)) ?? this.#ended;
      this.#cluster.requireStarting();
      const blow = blows[dealt];
      if (blow !== undefined && this.#ended >= every * (dealt + 1)) {
        dealt++;
        print(`${this.#ended} runs have ended: ${await this.#deal(blow)}`);
      }
      await pause(LOOK_MS);
    }
  }

  /** Resolves when nobody is paused any more. */
  async calms(): Promise<void> {
    await Promise.all(this.#paused);
  }

  #blows(): Blow[] {
    const { kills, restarts, pauses } = this.#options;
    const all = [
      ...Array<Blow>(kills).fill("kill"),
      ...Array<Blow>(restarts).fill("restart"),
      ...Array<Blow>(pauses).fill("pause"),
    ];
    return all
      .map((blow) => ({ blow, place: this.#random() }))
      .sort((a, b) => a.place - b.place)
      .map(({ blow }) => blow);
  }

  async #deal(blow: Blow): Promise<string> {
    if (blow === "restart") {
      this.dealt.restarts++;
      await this.#restart();
      return "the database was restarted";
    }
    const member = this.#oneOf(blow === "pause" ? this.#cluster.workers : this.#cluster.members);
    const who = member.isServer ? "a server" : "a worker";
    if (blow === "kill") {
      this.dealt.kills++;
      member.signal("SIGKILL");
      return `${who} was killed`;
    }
    this.dealt.pauses++;
    member.signal("SIGSTOP");
    this.#paused.push(pause(PAUSE_MS).then(() => member.signal("SIGCONT")));
    return `${who} was paused for ${PAUSE_MS / 1000} s`;
  }

  #oneOf<T>(all: readonly T[]): T {
    const one = all[Math.floor(this.#random() * all.length)];
    if (one === undefined) throw new Error("there is nobody to hit");
    return one;
  }
}

async function hurry(observer: PostgresDatabase): Promise<void> {
  const [queue] = await observer.query("SELECT WHERE to_regclass('hugginggpt_queue.job') IS NOT NULL");
  if (queue) for (const statement of HURRY) await observer.query(statement);
}

/** Returns how many runs have ended, of these or of all; null while the database is away. */
async function endedIn(
  observer: PostgresDatabase,
  hurries: boolean,
  runs: readonly string[] | null,
): Promise<number | null> {
  try {
    if (hurries) await hurry(observer);
    const [row] = await observer.query<{ ended: number }>(
      `SELECT count(*)::int AS ended FROM hugginggpt.runs
       WHERE status IS NOT NULL AND ($1::text[] IS NULL OR run = ANY($1))`,
      [runs],
    );
    return row?.ended ?? 0;
  } catch (error) {
    if (isFault(error) && error.retryable) return null;
    throw error;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
