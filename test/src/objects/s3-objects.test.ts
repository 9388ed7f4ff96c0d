import { Readable } from "node:stream";
import { openObjectStore } from "@hugginggpt/runtime";
import { type Clock, type Fault, isFault, type S3Settings } from "@hugginggpt/shared";
import { HttpClient, type Transport } from "@hugginggpt/shared/http";
import { describe, expect, it } from "vitest";
import { SharedArtifactStore } from "../../../packages/runtime/dist/artifacts/shared-artifact-store.js";
import type { ObjectStore } from "../../../packages/runtime/dist/objects/object-store.js";
import { artifactStoreContract } from "../../../packages/runtime/dist/testing/contracts/artifact-store-contract.js";
import { objectStoreContract } from "../../../packages/runtime/dist/testing/contracts/object-store-contract.js";
import { pruneContract } from "../../../packages/runtime/dist/testing/contracts/prune-contract.js";
import type { LoopbackRequest } from "../loopback/loopback-request.js";
import { type Reply, wholeBody } from "../loopback/reply.js";
import { loopbackS3, refused, type S3Bucket } from "./loopback-s3.js";

const NOW = Date.UTC(2026, 10, 30, 14, 45);
const bytes = (text: string) => new TextEncoder().encode(text);

/** A store with its bucket in this process; `answers` come before those of the store, one each. */
class Bench {
  readonly bucket: S3Bucket = {
    bucket: "files.of.runs",
    region: "eu-west-3",
    accessKeyId: "AKIDEXAMPLE",
    secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    now: () => NOW,
    pageSize: 5,
    quota: Number.POSITIVE_INFINITY,
    isForgetful: false,
  };
  readonly answers: (Reply | Error | "honest")[] = [];
  readonly asked: LoopbackRequest[] = [];
  readonly waits: number[] = [];
  readonly store = loopbackS3(this.bucket);
  clock: Clock = {
    now: () => NOW,
    sleep: async (ms) => {
      this.waits.push(ms);
    },
  };

  /** `given`: what else than the bucket's is set. */
  open(given: Partial<S3Settings> = {}, address = "s3://files.of.runs/some/where"): Promise<ObjectStore> {
    const { accessKeyId, secretAccessKey, region, sessionToken = null } = this.bucket;
    const endpoint = "http://store.test:9000";
    const s3 = { accessKeyId, secretAccessKey, region, sessionToken, endpoint, ...given };
    const http = new HttpClient({
      transport: this.#transport,
      clock: this.clock,
      random: () => 0.5,
      userAgent: "test",
      secrets: [secretAccessKey],
    });
    return openObjectStore(address, { http, s3 });
  }

  readonly #transport: Transport = async ({ url, method, headers, body = "" }) => {
    const request: LoopbackRequest = {
      method,
      path: decodeURIComponent(url.pathname),
      query: url.searchParams,
      origin: url.origin,
      headers: { ...headers, host: url.host },
      body: Buffer.from(body),
    };
    this.asked.push(request);
    const next = this.answers.shift() ?? "honest";
    if (next instanceof Error) throw next;
    const reply = next === "honest" ? await this.store.handler(request) : next;
    const replied = new Headers(reply.headers);
    return { status: reply.status, headers: replied, body: Readable.from([await wholeBody(reply)]) };
  };
}

const faultOf = async (work: Promise<unknown>): Promise<Fault> => {
  const thrown = await work.catch((error: unknown) => error);
  if (isFault(thrown)) return thrown;
  throw new Error(`no fault: ${String(thrown)}`);
};

/** Opened in the same order as they are asked for: `make` of a contract returns at once. */
async function benched(): Promise<{ make: () => ObjectStore; again: (store: ObjectStore) => ObjectStore }> {
  const pairs = await Promise.all(
    Array.from({ length: 24 }, async () => {
      const bench = new Bench();
      return [await bench.open(), await bench.open()] as const;
    }),
  );
  const others = new Map(pairs);
  const fresh = pairs.map(([store]) => store);
  const taken = (store: ObjectStore | undefined): ObjectStore => {
    if (store) return store;
    throw new Error("the contract makes more stores than were opened");
  };
  return { make: () => taken(fresh.pop()), again: (store) => taken(others.get(store)) };
}

describe("S3ObjectStore", async () => {
  const { make, again } = await benched();
  objectStoreContract(make, again);

  it("keeps every object below its prefix, and sees no other", async () => {
    const bench = new Bench();
    const store = await bench.open();
    await store.put("a/x", bytes("x"));
    expect([...bench.store.objects.keys()]).toEqual(["some/where/a/x"]);
    const whole = await bench.open({}, "s3://files.of.runs");
    expect((await whole.open("some/where/a/x"))?.bytes).toBe(1);
  });

  it.each([
    ["below its endpoint", {}, "http://store.test:9000/files.of.runs/some/where/a/x"],
    [
      "by its host where the endpoint names it",
      { endpoint: "https://files.of.runs.store.test" },
      "https://files.of.runs.store.test/some/where/a/x",
    ],
    ["at Amazon's", { endpoint: null }, "https://s3.eu-west-3.amazonaws.com/files.of.runs/some/where/a/x"],
  ])("asks for the bucket %s, with a signature that counts", async (_, given, address) => {
    const bench = new Bench();
    const store = await bench.open(given);
    expect(await store.put("a/x", bytes("x"))).toBe(true);
    const [first] = bench.asked;
    expect(`${first?.origin}${first?.path}`).toBe(address);
  });

  it("asks for a bucket of Amazon's by its host", async () => {
    const bench = new Bench();
    Object.assign(bench.bucket, { bucket: "runs" });
    const store = await bench.open({ endpoint: null }, "s3://runs");
    await store.put("a/x", bytes("x"));
    expect(bench.asked[0]?.origin).toBe("https://runs.s3.eu-west-3.amazonaws.com");
  });

  it("signs with a session's token", async () => {
    const bench = new Bench();
    Object.assign(bench.bucket, { sessionToken: "IQoJb3JpZ2luX2Vj//EXAMPLE==" });
    expect(await (await bench.open()).put("a/x", bytes("x"))).toBe(true);
    const fault = await faultOf((await bench.open({ sessionToken: "old" })).put("a/y", bytes("x")));
    expect(fault.code).toBe("CREDENTIALS_REJECTED");
  });

  it("signs each try anew: one that comes late is not refused for its time", async () => {
    const bench = new Bench();
    let now = NOW;
    bench.clock = {
      now: () => now,
      sleep: async () => {
        now += 20 * 60_000;
      },
    };
    Object.assign(bench.bucket, { now: () => now });
    bench.answers.push(refused({ status: 503, code: "SlowDown" }));
    expect(await (await bench.open()).put("a/x", bytes("x"))).toBe(true);
  });

  it("waits and asks again while the store is slow, out of reach, or busy with the same object", async () => {
    const bench = new Bench();
    bench.answers.push(
      { ...refused({ status: 503, code: "SlowDown" }), headers: { "retry-after": "2" } },
      Object.assign(new Error("connect"), { code: "ECONNREFUSED" }),
      refused({ status: 409, code: "ConditionalRequestConflict" }),
      refused({ status: 500, code: "InternalError" }),
    );
    expect(await (await bench.open()).put("a/x", bytes("x"))).toBe(true);
    expect(bench.waits).toHaveLength(4);
    expect(bench.waits[0]).toBe(2_000);
  });

  it.each([
    ["wrong keys", { secretAccessKey: "wrong" }, "CREDENTIALS_REJECTED", "AWS_SECRET_ACCESS_KEY"],
    ["keys that nobody has", { accessKeyId: "AKIDNOBODY" }, "CREDENTIALS_REJECTED", "AWS_ACCESS_KEY_ID"],
    ["another region", { region: "us-east-2" }, "CONFIG_INVALID", "AWS_REGION"],
  ] as const)("refuses %s with what to do, at once", async (_, given, code, next) => {
    const bench = new Bench();
    const fault = await faultOf((await bench.open(given)).put("a/x", bytes("x")));
    expect(fault).toMatchObject({ code, next: expect.stringContaining(next) });
    expect(bench.waits).toEqual([]);
  });

  it("says that the clock is wrong, that there is no such bucket, that it is full", async () => {
    const bench = new Bench();
    bench.clock = { ...bench.clock, now: () => NOW - 3_600_000 };
    const skewed = await faultOf((await bench.open()).open("a/x"));
    expect(skewed).toMatchObject({ code: "CREDENTIALS_REJECTED", next: expect.stringContaining("clock") });
    const none = await faultOf((await new Bench().open({}, "s3://other-files/x")).open("a/x"));
    expect(none).toMatchObject({ code: "CONFIG_INVALID", next: expect.stringContaining("Make the bucket") });
    const full = new Bench();
    full.bucket.quota = 3;
    const fault = await faultOf((await full.open()).put("a/x", bytes("four")));
    expect(fault).toMatchObject({ code: "DISK", next: expect.stringContaining("space") });
    expect(full.store.objects.size).toBe(0);
  });

  it("gives up on a store that stays slow or does not answer, and says which", async () => {
    const slow = new Bench();
    slow.answers.push(...Array.from({ length: 9 }, () => refused({ status: 503, code: "SlowDown" })));
    expect((await faultOf((await slow.open()).open("a/x"))).code).toBe("RATE_LIMITED");
    expect(slow.asked).toHaveLength(5);
    const gone = new Bench();
    gone.answers.push(...Array.from({ length: 9 }, () => new Error("no route")));
    expect((await faultOf((await gone.open()).open("a/x"))).code).toBe("NETWORK");
  });

  it("is no store for runs where a second object takes the place of the first", async () => {
    const bench = new Bench();
    bench.bucket.isForgetful = true;
    const fault = await faultOf((await bench.open()).ready());
    expect(fault.wanted).toContain("If-None-Match");
    expect(bench.store.objects.size).toBe(0);
    const refusing = new Bench();
    refusing.answers.push(refused({ status: 501, code: "NotImplemented" }));
    expect((await faultOf((await refusing.open()).ready())).code).toBe("UNSUPPORTED");
  });

  it("believes no copy that fails after its answer has begun, no listing that is none, no object that shrinks", async () => {
    const bench = new Bench();
    const store = await bench.open();
    await store.put("a/x", Buffer.alloc(300_000));
    bench.answers.push("honest", { ...refused({ status: 200, code: "InternalError" }) });
    expect(await store.touch("a/x")).toBe(300_000);
    expect(bench.waits).toHaveLength(1);
    bench.answers.push({ status: 200, headers: {}, body: bytes("<html>Sign in</html>") });
    const listing = (async () => {
      for await (const _ of store.list("a")) break;
    })();
    expect((await faultOf(listing)).code).toBe("BAD_RESPONSE");
    const content = await store.open("a/x");
    bench.store.objects.set("some/where/a/x", { bytes: Buffer.alloc(70_000), changed: NOW });
    const reading = (async () => {
      for await (const _ of content?.read() ?? []);
    })();
    expect((await faultOf(reading)).code).toBe("BAD_RESPONSE");
  });

  it.each(["s3://x", "s3://Upper/x", "s3://bucket/..", "s3://bucket/a b"])(
    "takes %s for no place",
    async (address) => {
      expect((await faultOf(new Bench().open({}, address))).code).toBe("CONFIG_INVALID");
    },
  );

  it("says which keys are missing", async () => {
    expect((await faultOf(new Bench().open({ secretAccessKey: null }))).code).toBe("CREDENTIALS_MISSING");
  });
});

describe("a database whose runs have their files in S3", () => {
  pruneContract(() => new Bench().open());
});

describe("SharedArtifactStore over S3", async () => {
  const { make } = await benched();
  const options = { run: "run-1", clock: { now: () => NOW } };
  artifactStoreContract(() => new SharedArtifactStore(make(), options));

  it("lets a stalled worker's late file replace nothing of the new owner's", async () => {
    const bench = new Bench();
    const [stalled, owner] = [await bench.open(), await bench.open()].map(
      (store) => new SharedArtifactStore(store, options),
    );
    if (!stalled || !owner) throw new Error("no stores");
    const origin = { taskId: 3, task: "text-to-speech", model: "org/model" };
    const media = (text: string) =>
      ({ kind: "audio", bytes: bytes(text), mediaType: "audio/wav", name: "a" }) as const;
    const [first] = await owner.keep({ media: [media("the owner's")] }, origin);
    const before = bench.store.objects.get(`some/where/runs/run-1/${first?.name}`);
    const [late] = await stalled.keep({ media: [media("late")] }, origin);
    expect(late?.name).not.toBe(first?.name);
    expect(bench.store.objects.get(`some/where/runs/run-1/${first?.name}`)).toBe(before);
    expect((await owner.open(first?.name ?? ""))?.bytes).toBe(bytes("the owner's").length);
  });
});
