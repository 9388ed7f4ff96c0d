import { type Clock, Fault, settlesWithin, systemClock } from "@hugginggpt/shared";
import { type PostgresDatabase, type PostgresTransaction, prepared } from "@hugginggpt/shared/postgres";
import PgBoss from "pg-boss";
import { z } from "zod";
import { patientQueries } from "../journal/postgres/patience.js";
import { sha256Of } from "../objects/sha256.js";
import { Bell } from "../run/bell.js";
import { Gathered } from "./gathered.js";
import type { JudgeLoss, QueuedRun, QueueState, RunQueue } from "./run-queue.js";

/** pg-boss's own tables. */
const SCHEMA = "hugginggpt_queue";
const QUEUE = "runs";
const CHANNEL = "hugginggpt_queue";
/** The tables of pg-boss 10. */
const SCHEMA_VERSION = 24;
/** How long a waiting worker relies on notifications before it looks again, in milliseconds. */
const LOOK_AGAIN_MS = 5_000;
/** A run that was taken more recently than this may not be claimed yet, in seconds. */
const CLAIMED_AFTER_S = 10;
/** A run may be given back any number of times. */
const RETRIES = 1_000_000_000;

const DATA = z.object({
  run: z.string(),
  caller: z.string(),
  losses: z.object({ count: z.number(), progress: z.number() }).default({ count: 0, progress: 0 }),
  /** The claim that was lost when losses were last counted; 0: none. */
  claim: z.number().default(0),
});
type JobData = z.infer<typeof DATA>;

interface JobRow {
  readonly id: string;
  readonly data: unknown;
}

interface LostJob extends JobRow {
  /** The last claim on its run; 0 if nobody has claimed it yet. */
  readonly claim: number;
}

const DELETE = prepared(`
DELETE FROM ${SCHEMA}.job WHERE name = $1 AND id = ANY($2::uuid[]) AND NOT EXISTS (
  SELECT FROM hugginggpt.runs WHERE runs.run = job.data->>'run' AND runs.status IS NULL)`);

/**
 * The queue that processes share through a PostgreSQL database: one pg-boss job for each run, until the run has ended.
 * Waiting workers are woken by NOTIFY. pg-boss does not limit how long a job takes: a worker counts as alive while its
 * claim on the run holds.
 */
export class PgBossRunQueue implements RunQueue {
  readonly #database: PostgresDatabase;
  /** For statements that can be sent twice. */
  readonly #patient: PostgresTransaction;
  readonly #boss: PgBoss;
  readonly #clock: Pick<Clock, "sleep">;
  readonly #bell = new Bell();
  readonly #put: Gathered<JobData>;
  readonly #done: Gathered<string>;
  #unlisten: () => void = () => undefined;

  private constructor(database: PostgresDatabase, clock: Pick<Clock, "sleep">) {
    this.#database = database;
    this.#patient = patientQueries(database, { clock, ticks: () => performance.now() });
    this.#clock = clock;
    this.#boss = bossOf(database);
    this.#put = new Gathered((jobs) => this.#insert(jobs));
    this.#done = new Gathered((ids) => this.#delete(ids));
  }

  /**
   * Opens the queue of a database and creates its tables if they are missing.
   * @throws Fault DATABASE_UNUSABLE if another version made the tables, and what the database throws.
   */
  static async open(database: PostgresDatabase, clock: Pick<Clock, "sleep"> = systemClock) {
    const queue = new PgBossRunQueue(database, clock);
    await queue.#start();
    return queue;
  }

  async put(run: string, caller: string): Promise<void> {
    await this.#put.add({ run, caller, losses: { count: 0, progress: 0 }, claim: 0 });
  }

  async take(most: number, signal: AbortSignal): Promise<readonly QueuedRun[]> {
    while (!signal.aborted) {
      const over = new AbortController();
      try {
        const news = this.#bell.next(over.signal); // Before the fetch, so that no notification is missed.
        const jobs = await this.#fetch(most);
        const taken = jobs.flatMap((job) => this.#taken(job) ?? []);
        if (taken.length > 0) return taken;
        if (jobs.length > 0) continue;
        await settlesWithin(news, LOOK_AGAIN_MS, this.#clock, signal);
      } finally {
        over.abort();
      }
    }
    return [];
  }

  async remove(run: string): Promise<boolean> {
    const removed = await this.#database.query(
      `DELETE FROM ${SCHEMA}.job WHERE name = $1 AND id = $2 AND state < 'active' RETURNING id`,
      [QUEUE, idOf(run)],
    );
    return removed.length > 0;
  }

  async states(runs: readonly string[]): Promise<ReadonlyMap<string, QueueState>> {
    if (runs.length === 0) return new Map();
    const rows = await this.#patient.query<{ run: string; running: boolean }>(
      `SELECT data->>'run' AS run, state = 'active' AS running FROM ${SCHEMA}.job WHERE name = $1 AND id = ANY($2::uuid[])`,
      [QUEUE, runs.map(idOf)],
    );
    return new Map(rows.map(({ run, running }) => [run, running ? "running" : "queued"]));
  }

  async counts(caller?: string): Promise<Readonly<Record<QueueState, number>>> {
    const [row] = await this.#patient.query<Record<QueueState, number>>(
      `SELECT count(*) FILTER (WHERE state < 'active')::int AS queued, count(*) FILTER (WHERE state = 'active')::int AS running
       FROM ${SCHEMA}.job WHERE name = $1 AND ($2::text IS NULL OR data->>'caller' = $2)`,
      [QUEUE, caller ?? null],
    );
    return row ?? { queued: 0, running: 0 };
  }

  /**
   * A run is lost if it was taken and nobody has a claim on it. If nobody claimed it since it was last judged, no
   * worker died.
   */
  async recover(judge: JudgeLoss): Promise<void> {
    if ((await lostJobs(this.#database)).length === 0) return;
    await this.#database.write(async (transaction) => {
      const [lock] = await transaction.query<{ taken: boolean }>(
        "SELECT pg_try_advisory_xact_lock(hashtextextended('hugginggpt:lost-runs', 0)) AS taken",
      );
      if (!lock?.taken) return;
      for (const { id, data, claim } of await lostJobs(transaction)) {
        const job = DATA.safeParse(data).data;
        const losses = job ? await judge(job.run, job.losses, claim > job.claim) : null;
        await this.#boss.deleteJob(QUEUE, id, { db: sqlOf(transaction) });
        if (job && losses) await this.#insert([{ ...job, losses, claim }], transaction);
      }
    });
  }

  async close(): Promise<void> {
    this.#unlisten();
    this.#bell.ring();
  }

  async #start(): Promise<void> {
    // pg-boss commits the transaction in which it creates its tables.
    if (!(await this.#boss.isInstalled()))
      await exclusively(this.#database, async (boss) => void (await boss.start()));
    const version = Number(await this.#boss.schemaVersion());
    if (version !== SCHEMA_VERSION) throw otherVersion(version, this.#database.name);
    if (!(await this.#boss.getQueue(QUEUE)))
      await exclusively(this.#database, (boss) =>
        boss.createQueue(QUEUE, { name: QUEUE, retryLimit: RETRIES }),
      );
    const ring = (): void => this.#bell.ring();
    this.#unlisten = await this.#database.listen(CHANNEL, ring, ring);
  }

  async #insert(jobs: readonly JobData[], within: PostgresTransaction = this.#patient): Promise<void> {
    const rows = jobs.map((data) => ({ name: QUEUE, id: idOf(data.run), data }));
    await this.#boss.insert(rows, { db: sqlOf(within) });
    await notify(within);
  }

  /** A run whose record is incomplete stays in the queue; `recover` then finds that it is lost. */
  async #delete(ids: readonly string[]): Promise<void> {
    await this.#database.query(DELETE, [QUEUE, ids]);
  }

  /** pg-boss reports an empty queue when a statement failed; here the failure is thrown. */
  async #fetch(batchSize: number): Promise<readonly JobRow[]> {
    const failures: unknown[] = [];
    const sql = sqlOf(this.#database);
    const noting: PgBoss.Db = {
      executeSql: (text, values) =>
        sql.executeSql(prepared(text), values).catch((error: unknown) => {
          failures.push(error);
          throw error;
        }),
    };
    const jobs = await this.#boss.fetch(QUEUE, {
      ...{ batchSize, priority: false, ignoreStartAfter: true, db: noting },
    });
    if (failures.length > 0) throw failures[0];
    return jobs;
  }

  /** Returns null for a job that is not ours; `recover` removes it. */
  #taken({ id, data }: JobRow): QueuedRun | null {
    const job = DATA.safeParse(data);
    if (!job.success) return null;
    return {
      run: job.data.run,
      done: () => this.#done.add(id),
      giveBack: async () => {
        await this.#boss.fail(QUEUE, id);
        await notify(this.#database);
      },
    };
  }
}

/** Returns pg-boss on a database, without its timers: the workers supervise (see `recover`). */
function bossOf(database: PostgresTransaction): PgBoss {
  return new PgBoss({ db: sqlOf(database), schema: SCHEMA, supervise: false, schedule: false });
}

/** Does work that no two processes may do at the same time. */
async function exclusively(database: PostgresDatabase, work: (boss: PgBoss) => Promise<void>): Promise<void> {
  await database.write(async (transaction) => {
    await transaction.query("SELECT pg_advisory_xact_lock(hashtextextended('hugginggpt:queue', 0))");
    await work(bossOf(transaction));
  });
}

/** Returns the jobs that were taken while nobody has a claim on their run. */
function lostJobs(database: PostgresTransaction): Promise<LostJob[]> {
  return database.query<LostJob>(
    `SELECT id, data, coalesce(runs.claim_token, 0) AS claim
     FROM ${SCHEMA}.job LEFT JOIN hugginggpt.runs ON runs.run = job.data->>'run'
     WHERE name = $1 AND state = 'active' AND started_on < now() - make_interval(secs => $2)
       AND (runs.lease_until > now()) IS NOT TRUE`,
    [QUEUE, CLAIMED_AFTER_S],
  );
}

async function notify(database: PostgresTransaction): Promise<void> {
  await database.query("SELECT pg_notify($1, '')", [CHANNEL]);
}

/** Returns a database in the form that pg-boss takes. */
function sqlOf(database: PostgresTransaction): PgBoss.Db {
  return { executeSql: async (text, values) => ({ rows: await database.query(text, values) }) };
}

/** Returns the id of a run's job: a UUID that sorts as our run ids do, by time. */
function idOf(run: string): string {
  const [, day = "", time = ""] = /^(\d{8})-(\d{9})-[0-9a-f]{32}$/.exec(run) ?? [];
  const begun = BigInt(`0${day}${time}`).toString(16).padStart(15, "0");
  return `${begun}${sha256Of(run)}`.slice(0, 32);
}

function otherVersion(version: number, database: string): Fault {
  return new Fault("DATABASE_UNUSABLE", "The queue of runs was made by another version of HuggingGPT", {
    wanted: `version ${SCHEMA_VERSION} of pg-boss's tables`,
    came: `version ${version} in ${database}`,
    next: "Use the newer version of HuggingGPT everywhere, or give the address of another database.",
  });
}
