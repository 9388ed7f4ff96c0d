import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { dumpRegistry, type RegistryDump } from "../e2e/registry-dump.js";
import { AT_ONCE, sortRequests } from "../e2e/syncing.js";
import type { HubServer } from "../hub-server.js";
import { seededRandom } from "../loopback/seeded-random.js";
import { startCrashHub } from "./crash-hub.js";
import { startSmall, startTarget, succeed, type Target } from "./crash-target.js";
import { countChanges, drawKillPoint, type Extent, type KillPoint, killAt } from "./kill-point.js";
import { stateAfterKill, strayFiles } from "./registry-state.js";

/** A kill hits one step of a sync; one of its cards may be found by a redirect, which is a request more. */
export const MOST_AT_ONCE = AT_ONCE.cards + 1;

/** Kills of one registry at most; most come to their end before. */
const KILLS_OF_ONE = 25;

export interface KilledSyncs {
  readonly kills: number;
  /** Registries that were synced to their end, after some kills each. */
  readonly registries: number;
  /** Kills by where the point was. */
  readonly points: Readonly<Record<KillPoint["at"], number>>;
  /** Requests of all kinds beyond those of uninterrupted syncs. */
  readonly repeated: number;
  /** The most of one registry, for each of its kills. */
  readonly worst: number;
  readonly failures: readonly string[];
}

interface Whole {
  readonly dump: RegistryDump;
  readonly requests: Requests;
  readonly extent: Extent;
}

type Requests = Record<keyof typeof AT_ONCE | "all", number>;

/**
 * Kills syncs at random points, resumes them, and returns what came of it, until there were so many kills. Half of the
 * registries are synced by the command, half with index files of every kind.
 */
export async function killSyncs(
  kills: number,
  seed: number,
  progress: (line: string) => void = () => undefined,
): Promise<KilledSyncs> {
  const random = seededRandom(seed);
  const wholes = new Map<Target, Whole>();
  const points = { request: 0, file: 0, time: 0 };
  let [killed, registries, repeated, worst] = [0, 0, 0, 0];
  const failures: string[] = [];
  while (killed < kills) {
    const target: Target = registries % 2 === 0 ? "command" : "every-index";
    const whole = wholes.get(target) ?? (await syncWhole(target));
    wholes.set(target, whole);
    const chain = new KilledSync(target, whole, random);
    const most = Math.min(KILLS_OF_ONE, kills - killed);
    const end = await chain.run(most).catch((error: unknown) => ({
      points: [],
      repeated: 0,
      failures: [error instanceof Error ? error.message : String(error)],
    }));
    for (const { at } of end.points) points[at]++;
    killed += end.points.length;
    repeated += end.repeated;
    worst = Math.max(worst, end.points.length === 0 ? 0 : end.repeated / end.points.length);
    failures.push(
      ...end.failures.map((failure) => `seed ${seed}, registry ${registries} (${target}): ${failure}`),
    );
    registries++;
    progress(
      `${killed} kills, ${registries} registries, ${repeated} requests repeated, ${failures.length} failures`,
    );
    if (failures.length > 20) break;
  }
  return { kills: killed, registries, points, repeated, worst, failures };
}

async function syncWhole(target: Target): Promise<Whole> {
  return withHome(async (home, hub) => {
    const changes = countChanges(home);
    const began = Date.now();
    let begins = 0;
    const first = hub.inject({
      times: 1,
      fault: (_request, honest) => {
        begins = Date.now() - began;
        return honest();
      },
    });
    await succeed(startTarget(target, home, hub.url));
    first.remove();
    const [requests, ends] = [countRequests(hub), Date.now() - began];
    const extent = { requests: requests.all, files: changes(), begins, ends };
    return { dump: dumpRegistry(home), requests, extent };
  });
}

/** One registry that is killed again and again until it is whole. */
class KilledSync {
  readonly #target: Target;
  readonly #whole: Whole;
  readonly #random: () => number;
  readonly #points: KillPoint[] = [];
  readonly #failures: string[] = [];

  constructor(target: Target, whole: Whole, random: () => number) {
    this.#target = target;
    this.#whole = whole;
    this.#random = random;
  }

  async run(most: number) {
    return withHome(async (home, hub) => {
      let isWhole = false;
      while (!isWhole && this.#points.length < most) isWhole = await this.#killOnce(home, hub);
      if (!isWhole) await succeed(startTarget(this.#target, home, hub.url));
      return { points: this.#points, repeated: await this.#compare(home, hub), failures: this.#failures };
    });
  }

  /** Returns whether the registry is whole now. */
  async #killOnce(home: string, hub: HubServer): Promise<boolean> {
    const requests = Math.max(0, this.#whole.requests.all - hub.requests.length);
    const point = drawKillPoint(this.#random, { ...this.#whole.extent, requests });
    const sync = startTarget(this.#target, home, hub.url);
    await killAt(point, sync, hub, home);
    const { code, signal, stderr } = await sync.ended;
    if (signal === "SIGKILL") this.#points.push(point);
    else if (code !== 0) throw new Error(`${this.#shown()} then it ended with ${code}: ${stderr}`);
    const { problems, isWhole } = stateAfterKill(home);
    this.#failures.push(...problems.map((problem) => `${this.#shown()}: ${problem}`));
    return isWhole || code === 0;
  }

  /** Returns how many requests were sent beyond those of an uninterrupted sync. */
  async #compare(home: string, hub: HubServer): Promise<number> {
    const came = countRequests(hub);
    const { dump, requests } = this.#whole;
    const kills = this.#points.length;
    for (const kind of ["listing", "endpoints", "cards"] as const) {
      const most = requests[kind] + AT_ONCE[kind] * kills;
      if (came[kind] > most)
        this.#failures.push(`${this.#shown()}: ${came[kind]} ${kind} requests, not ${most}`);
    }
    const all = requests.all + MOST_AT_ONCE * kills;
    if (came.all > all) this.#failures.push(`${this.#shown()}: ${came.all} requests, not ${all}`);
    const stray = strayFiles(home);
    if (stray.length > 0) this.#failures.push(`${this.#shown()}: left ${stray.join(", ")}`);
    this.#failures.push(...differences(dumpRegistry(home), dump).map((what) => `${this.#shown()}: ${what}`));
    if (this.#target === "every-index") await succeed(startSmall("verify", home, hub.url));
    return came.all - requests.all;
  }

  #shown(): string {
    return `killed at ${this.#points.map(({ at, n }) => `${at} ${n}`).join(", ")}`;
  }
}

/** A card that is found under another id is one. */
function countRequests({ requests }: HubServer): Requests {
  const { listing, endpoints, cards } = sortRequests(requests.filter(({ status }) => status !== 307));
  return {
    listing: listing.length,
    endpoints: endpoints.length,
    cards: cards.length,
    all: requests.length,
  };
}

function differences(came: RegistryDump, wanted: RegistryDump): string[] {
  return (Object.keys(wanted) as (keyof RegistryDump)[])
    .filter((table) => !isDeepStrictEqual(came[table], wanted[table]))
    .map((table) => {
      const [a, b] = [rowsOf(came[table]), rowsOf(wanted[table])];
      const [more, less] = [a.filter((row) => !b.includes(row)), b.filter((row) => !a.includes(row))];
      return `${table} differ: ${more.length} rows more (${more[0]}), ${less.length} less (${less[0]})`;
    });
}

function rowsOf(table: RegistryDump[keyof RegistryDump]): readonly string[] {
  return Array.isArray(table) ? table : [JSON.stringify(table)];
}

async function withHome<T>(work: (home: string, hub: HubServer) => Promise<T>): Promise<T> {
  const hub = await startCrashHub();
  const home = mkdtempSync(join(tmpdir(), "hugginggpt-crash-"));
  try {
    return await work(home, hub);
  } finally {
    await hub.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}
