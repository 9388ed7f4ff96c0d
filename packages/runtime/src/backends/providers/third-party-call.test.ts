import { type Endpoint, isFault, type JobHandle, type JobProgress } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { providerEndpoint } from "../../testing/execution-bench.js";
import { failureAgainst, providerJob, runAgainst } from "../../testing/provider-jobs.js";
import { binary, bodyOf, json, scriptedAccess } from "../../testing/scripted-http.js";
import { FLAC, MP4, PNG, picture, recording } from "../../testing/tiny-media.js";
import { ProvidersBackend } from "./providers-backend.js";

describe("ProvidersBackend, jobs in a queue", () => {
  const falSubmitted = {
    request_id: "r1",
    status: "IN_QUEUE",
    response_url: "https://queue.fal.run/fal-ai/wan/requests/r1",
    status_url: "https://evil.test/status",
  };

  it("waits for a video at fal-ai through the router and downloads it without the token", async () => {
    const { output, sent, waits } = await runAgainst(
      providerJob("text-to-video", { text: "a walk" }, "fal-ai", "text-to-video", "fal-ai/wan/t2v"),
      json(falSubmitted),
      json({ status: "IN_PROGRESS" }),
      json({ status: "COMPLETED" }),
      json({ video: { url: "https://files.test/v.mp4" } }),
      binary(MP4, "application/octet-stream"),
    );
    expect(sent.map(({ url }) => url)).toEqual([
      "https://router.test/fal-ai/fal-ai/wan/t2v?_subdomain=queue",
      "https://router.test/fal-ai/fal-ai/wan/requests/r1/status?_subdomain=queue",
      "https://router.test/fal-ai/fal-ai/wan/requests/r1/status?_subdomain=queue",
      "https://router.test/fal-ai/fal-ai/wan/requests/r1?_subdomain=queue",
      "https://files.test/v.mp4",
    ]);
    expect(bodyOf(sent[0])).toEqual({ prompt: "a walk" });
    expect(sent[4]?.headers.get("authorization")).toBeNull();
    expect(waits).toEqual([500, 625]);
    expect(output.media?.[0]).toMatchObject({ kind: "video", mediaType: "video/mp4" });
  });

  it("says why a job failed, and stops waiting when aborted", async () => {
    const one = providerJob("text-to-image", { text: "x" }, "fal-ai", "text-to-image", "fal-ai/flux");
    expect(await failureAgainst(one, json(falSubmitted), json({ status: "FAILED", error: "nsfw" }))).toBe(
      "SERVER_ERROR: The job at fal-ai failed: nsfw",
    );
    const stop = new AbortController();
    const access = scriptedAccess(json(falSubmitted), () => {
      stop.abort(new Error("stopped"));
      return json({ status: "IN_PROGRESS" });
    });
    await expect(new ProvidersBackend(access).run(one, stop.signal)).rejects.toThrow("stopped");
    expect(access.sent).toHaveLength(2);
  });

  it.each([
    [
      "replicate",
      "text-to-image",
      [
        { id: "p1", status: "starting" },
        { status: "succeeded", output: ["https://files.test/a.png"] },
      ],
      PNG,
      "https://router.test/replicate/v1/predictions/p1",
    ],
    [
      "together",
      "text-to-video",
      [
        { id: "v1", status: "queued" },
        { status: "completed", outputs: { video_url: "https://files.test/a.mp4" } },
      ],
      MP4,
      "https://router.test/together/v2/videos/v1",
    ],
    [
      "novita",
      "text-to-video",
      [
        { task_id: "t1" },
        { task: { status: "TASK_STATUS_SUCCEED" }, videos: [{ video_url: "https://files.test/a.mp4" }] },
      ],
      MP4,
      "https://router.test/novita/v3/async/task-result?task_id=t1",
    ],
    [
      "wavespeed",
      "text-to-image",
      [
        { data: { urls: { get: "https://api.wavespeed.ai/api/v3/predictions/w1/result" } } },
        { data: { status: "completed", outputs: ["https://files.test/a.png"] } },
      ],
      PNG,
      "https://router.test/wavespeed/api/v3/predictions/w1/result",
    ],
    [
      "zai-org",
      "text-to-image",
      [
        { id: "z1", task_status: "PROCESSING" },
        { task_status: "SUCCESS", image_result: [{ url: "https://files.test/a.png" }] },
      ],
      PNG,
      "https://router.test/zai-org/api/paas/v4/async-result/z1",
    ],
  ] as const)("follows a job at %s", async (provider, task, [submitted, done], bytes, statusUrl) => {
    const { output, sent } = await runAgainst(
      providerJob(task, { text: "x" }, provider),
      json(submitted),
      json(done),
      binary(bytes, "application/octet-stream"),
    );
    expect(sent[1]?.url).toBe(statusUrl);
    expect(output.media).toHaveLength(1);
  });
});

describe("ProvidersBackend, a job that outlives its process", () => {
  const job = providerJob("text-to-video", { text: "a walk" }, "fal-ai", "text-to-video", "fal-ai/wan/t2v");
  const handle: JobHandle = {
    provider: "fal-ai",
    statusPath: "/fal-ai/wan/requests/r1/status?_subdomain=queue",
    resultPath: "/fal-ai/wan/requests/r1?_subdomain=queue",
  };
  const never = new AbortController().signal;

  it("tells of the job before it waits for it, and of its progress while it waits", async () => {
    const told: unknown[] = [];
    const watch = {
      submitted: (given: JobHandle) => told.push(given),
      progress: (given: JobProgress) => told.push(given),
    };
    const access = scriptedAccess(
      json({ request_id: "r1", response_url: "https://queue.fal.run/fal-ai/wan/requests/r1" }),
      json({ status: "IN_QUEUE", queue_position: 3 }),
      json({ status: "IN_PROGRESS", logs: [{ message: " 12%|#" }, { message: " 42%|####" }] }),
      json({ status: "COMPLETED" }),
      json({ video: { url: "https://files.test/v.mp4" } }),
      binary(MP4, "video/mp4"),
    );
    await new ProvidersBackend(access).run(job, never, watch);
    expect(told).toEqual([
      handle,
      { state: "queued", position: 3, percent: null },
      { state: "running", position: null, percent: 42 },
    ]);
  });

  it("is waited for by its handle and not submitted again", async () => {
    const access = scriptedAccess(
      json({ status: "COMPLETED" }),
      json({ video: { url: "https://files.test/v.mp4" } }),
      binary(MP4, "video/mp4"),
    );
    const output = await new ProvidersBackend(access).awaitJob(job, handle, never);
    expect(output.media).toHaveLength(1);
    expect(access.sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "GET https://router.test/fal-ai/fal-ai/wan/requests/r1/status?_subdomain=queue",
      "GET https://router.test/fal-ai/fal-ai/wan/requests/r1?_subdomain=queue",
      "GET https://files.test/v.mp4",
    ]);
  });

  it("survives looks that fail in passing", async () => {
    const access = scriptedAccess(
      json({}, 503),
      new TypeError("fetch failed"),
      json({ status: "COMPLETED" }),
      json({ video: { url: "https://files.test/v.mp4" } }),
      binary(MP4, "video/mp4"),
    );
    expect((await new ProvidersBackend(access).awaitJob(job, handle, never)).media).toHaveLength(1);
  });

  it.each([
    ["of another provider", { provider: "replicate" }],
    ["of a provider without a queue", { provider: "groq" }],
    ["with an address", { statusPath: "https://evil.test/status" }],
    ["with a host in its path", { statusPath: "//evil.test/status" }],
    ["that leaves the provider's root", { statusPath: "/../together/v1/x" }],
    ["that leaves it by another way", { statusPath: "/a/..\\..\\hf-inference" }],
    ["whose result leaves it", { resultPath: "/%2e%2e/v1/chat" }],
    ["without a path", { statusPath: "" }],
    ["that names another host by its user part", { statusPath: "@evil.test/x" }],
  ] as readonly [string, Partial<JobHandle>][])("asks nobody for a handle %s", async (_what, change) => {
    const access = scriptedAccess();
    const error = await new ProvidersBackend(access)
      .awaitJob(job, { ...handle, ...change }, never)
      .catch((thrown) => thrown);
    // The second slash of "//evil.test" is a part of the path under the router, which then knows no such job.
    if (change.statusPath === "//evil.test/status")
      expect(access.sent[0]?.url).toMatch(/^https:\/\/router\.test\//);
    else expect(isFault(error, "UNSUPPORTED")).toBe(true);
    expect(access.sent.every(({ url }) => url.startsWith("https://router.test/fal-ai/"))).toBe(true);
  });
});

describe("ProvidersBackend, direct answers of other providers", () => {
  it("reads pictures in base64, speech as bytes, transcripts, embeddings and masks", async () => {
    const b64 = PNG.toString("base64");
    expect(
      (
        await runAgainst(
          providerJob("text-to-image", { text: "x" }, "nscale"),
          json({ data: [{ b64_json: b64 }] }),
        )
      ).output.media?.[0]?.mediaType,
    ).toBe("image/png");
    expect(
      (
        await runAgainst(
          providerJob("text-to-image", { text: "x" }, "together"),
          json({ data: [{ b64_json: b64 }] }),
        )
      ).output.media,
    ).toHaveLength(1);
    expect(
      (
        await runAgainst(
          providerJob("text-to-speech", { text: "x" }, "deepinfra"),
          binary(FLAC, "audio/flac"),
        )
      ).output.media?.[0]?.mediaType,
    ).toBe("audio/flac");
    expect(
      (
        await runAgainst(
          providerJob("feature-extraction", { text: "x" }, "scaleway"),
          json({ data: [{ embedding: [1, 2] }] }),
        )
      ).output,
    ).toEqual({ vector: [1, 2] });
    expect(
      (
        await runAgainst(
          providerJob("text-to-speech", { text: "x" }, "fal-ai"),
          json({ audio: { url: "https://files.test/a.flac" } }),
          binary(FLAC, "x/y"),
        )
      ).output.media,
    ).toHaveLength(1);
    expect(
      (
        await runAgainst(
          providerJob("image-to-text", { image: picture }, "zai-org"),
          json({ md_results: "# Page" }),
        )
      ).output,
    ).toEqual({ text: "# Page" });
  });

  it("sends recordings as a form or as data, as the provider wants them", async () => {
    const form = await runAgainst(
      providerJob("automatic-speech-recognition", { audio: recording }, "deepinfra"),
      json({ text: "hello" }),
    );
    expect(form.sent[0]?.headers.get("content-type")).toMatch(/^multipart\/form-data; boundary=/);
    expect(form.output).toEqual({ text: "hello" });
    const wav = { ...recording, mediaType: "audio/wav" };
    const data = await runAgainst(
      providerJob("automatic-speech-recognition", { audio: wav }, "fal-ai"),
      json({ text: "hello" }),
    );
    expect(bodyOf(data.sent[0])).toMatchObject({
      audio_url: expect.stringMatching(/^data:audio\/x-wav;base64,/),
    });
  });

  it("sends pictures with their prompt", async () => {
    const done = json({ images: [{ url: "https://files.test/a.png" }] });
    const { sent } = await runAgainst(
      providerJob("image-to-image", { image: picture, text: "blue" }, "fal-ai"),
      done,
      binary(PNG, "image/png"),
    );
    expect(bodyOf(sent[0])).toMatchObject({
      prompt: "blue",
      image_url: expect.stringMatching(/^data:image\/png/),
    });
  });

  it("says which input a provider does not take", async () => {
    expect(
      await failureAgainst(providerJob("automatic-speech-recognition", { audio: recording }, "fal-ai")),
    ).toMatch(/^BAD_REQUEST: fal-ai cannot be asked: .*audio\/flac/);
  });

  it("does not support unknown providers, tasks of another type and what is no provider", () => {
    const backend = new ProvidersBackend(scriptedAccess());
    const at = (provider: string, task: string): Endpoint => providerEndpoint(task, provider);
    expect(backend.supports("text-to-image", at("sambanova", "text-to-image"))).toBe(false);
    expect(backend.supports("text-to-image", at("fal-ai", "text-to-speech"))).toBe(false);
    expect(backend.supports("text-to-image", at("groq", "conversational"))).toBe(false);
    expect(backend.supports("summarization", at("groq", "conversational"))).toBe(true);
    expect(backend.supports("text-to-image", at("fal-ai", "image-text-to-image"))).toBe(true);
  });
});
