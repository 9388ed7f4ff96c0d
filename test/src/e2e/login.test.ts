import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { INVENTED_FILE, readHubRows } from "../hub/hub-row.js";
import { type HubServer, startHub } from "../hub-server.js";
import { type LlmServer, startLlm } from "../llm-server.js";
import { htmlPage, wrongJson } from "../loopback/faults.js";
import { runCli } from "./cli.js";
import { HF_SECRET, OPENAI_SECRET } from "./secrets.js";
import { tempHome } from "./temp-home.js";

const isRoot = process.getuid?.() === 0;

describe("hugginggpt login", () => {
  let hub: HubServer;
  let llm: LlmServer;
  beforeAll(async () => {
    hub = await startHub({ rows: readHubRows(INVENTED_FILE) });
    llm = await startLlm({ reply: () => "ready" });
  });
  afterAll(() => Promise.all([hub.close(), llm.close()]));

  const run = (
    home: string,
    args: readonly string[],
    input?: string,
    env: Readonly<Record<string, string>> = {},
  ) =>
    runCli("hugginggpt", args, {
      home,
      env: { HF_ENDPOINT: hub.url, ...env },
      ...(input === undefined ? {} : { input }),
    });
  const keptIn = (home: string) => join(home, "credentials.json");
  const tokenOf = async (home: string, env: Readonly<Record<string, string>> = {}) => {
    const { stdout } = await run(home, ["config", "--json"], undefined, env);
    const { settings }: { settings: { name: string; value: string; source: string }[] } = JSON.parse(stdout);
    return settings.find(({ name }) => name === "HF_TOKEN");
  };

  it("asks the Hub who the token is, keeps it for its owner alone, and uses it until logout", async () => {
    const home = tempHome();
    const login = await run(home, ["login"], `${HF_SECRET}\n`);
    expect(login).toMatchObject({ code: 0, stderr: "" });
    expect(login.stdout).toContain('Logged in as sandbox (user); the token "tests" is a read token');
    expect(statSync(keptIn(home)).mode & 0o777).toBe(process.platform === "win32" ? 0o666 : 0o600);
    expect(await tokenOf(home)).toMatchObject({ value: "set", source: keptIn(home) });
    expect(await tokenOf(home, { HF_TOKEN: HF_SECRET })).toMatchObject({ source: "environment HF_TOKEN" });
    hub.clearRequests();
    const doctor = await run(home, ["doctor", "--controller", "offline"]);
    expect(doctor.stdout).toContain(`from ${keptIn(home)}: sandbox`);
    expect(hub.requests.map(({ headers }) => headers.authorization)).toContain(`Bearer ${HF_SECRET}`);
    expect(await run(home, ["logout"])).toMatchObject({ code: 0, stdout: "The token is removed.\n" });
    expect(existsSync(keptIn(home))).toBe(false);
    expect((await run(home, ["logout"])).stdout).toContain("No token of hugginggpt login");
  });

  it("takes no token from a command line, and shows none that is wrong", async () => {
    const home = tempHome();
    const end = await run(home, ["login", "word"]);
    expect(end).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("does not belong on a command line"),
    });
    for (const input of [
      "",
      "a b",
      `"${HF_SECRET}"`,
      `${HF_SECRET}\nX: y`,
      `${HF_SECRET}\u0000`,
      "x".repeat(200_000),
    ]) {
      const refused = await run(home, ["login"], input);
      expect(refused).toMatchObject({
        code: 2,
        stdout: "",
        stderr: expect.stringContaining("There is no token"),
      });
    }
    expect(existsSync(keptIn(home))).toBe(false);
  });

  it("keeps nothing that the Hub refuses, or about which it says nothing; --offline does not ask", async () => {
    const home = tempHome();
    for (const fault of [htmlPage(), wrongJson([]), wrongJson({ name: "" }), wrongJson({ name: 5 })]) {
      hub.inject({ match: "/api/whoami-v2", fault });
      const end = await run(home, ["login"], HF_SECRET);
      hub.heal();
      expect(end).toMatchObject({ code: 5, stdout: "", stderr: expect.stringContaining("Nothing was kept") });
    }
    const down = await run(home, ["login"], HF_SECRET, { HF_ENDPOINT: "http://127.0.0.1:9" });
    expect(down).toMatchObject({ code: 5, stderr: expect.stringContaining("--offline keeps it") });
    expect(existsSync(keptIn(home))).toBe(false);
    hub.clearRequests();
    expect(await run(home, ["login", "--offline", "--json"], HF_SECRET)).toMatchObject({ code: 0 });
    expect(hub.requests).toEqual([]);
    await run(home, ["logout"]);
  });

  it("shows nothing of the token that a Hub sends back", async () => {
    const home = tempHome();
    const auth = { accessToken: { displayName: HF_SECRET, role: HF_SECRET } };
    hub.inject({ match: "/api/whoami-v2", fault: wrongJson({ name: `\u001b[31m${HF_SECRET}`, auth }) });
    const end = await run(home, ["login"], HF_SECRET);
    hub.heal();
    expect(end).toMatchObject({ code: 0, stdout: expect.stringContaining("[redacted]") });
    expect(end.stdout).not.toContain("\u001b");
    await run(home, ["logout"]);
  });

  it("keeps a key for the server that it was given for, and sends it to no other", async () => {
    const home = tempHome();
    const env = { OPENAI_BASE_URL: llm.baseUrl };
    const login = await run(home, ["login", "--controller"], OPENAI_SECRET, env);
    expect(login).toMatchObject({ code: 0, stdout: expect.stringContaining("is accepted") });
    llm.clearRequests();
    await run(home, ["doctor"], undefined, env);
    expect(llm.requests.map(({ headers }) => headers.authorization)).toContain(`Bearer ${OPENAI_SECRET}`);
    llm.clearRequests();
    await run(home, ["doctor"], undefined, {
      OPENAI_BASE_URL: llm.baseUrl.replace("127.0.0.1", "localhost"),
    });
    expect(llm.requests.length).toBeGreaterThan(0);
    expect(llm.requests.map(({ headers }) => headers.authorization)).not.toContain(`Bearer ${OPENAI_SECRET}`);
    expect((await run(home, ["logout", "--controller"])).stdout).toBe("The key is removed.\n");
  });

  it("reads the token of the Hub's own tools where there is none of ours, and leaves it alone", async () => {
    const home = tempHome();
    const file = join(home, "hub-token");
    const env = { HF_TOKEN_PATH: file };
    writeFileSync(file, "not-the-canary\n");
    expect(await tokenOf(home, env)).toMatchObject({ value: "set", source: file });
    expect((await run(home, ["logout"], undefined, env)).stdout).toContain(
      `Still used: the Hub's own token in ${file}`,
    );
    expect(readFileSync(file, "utf8")).toBe("not-the-canary\n");
    for (const content of ["two words", "a\nb", "", "x".repeat(20_000)]) {
      writeFileSync(file, content);
      expect(await tokenOf(home, env)).toMatchObject({
        value: "not set",
        source: expect.stringMatching(/is not used: it (holds no token|is too large)/),
      });
    }
    expect(await tokenOf(home, { HF_TOKEN_PATH: home })).toMatchObject({
      source: expect.stringContaining("no regular file"),
    });
  });

  it("touches no link and no file of another in the place of its own", async () => {
    const home = tempHome();
    const other = join(home, "other");
    writeFileSync(other, "somebody's");
    symlinkSync(other, keptIn(home));
    for (const args of [["login"], ["logout"], ["config"]])
      expect(await run(home, args, HF_SECRET)).toMatchObject({
        code: 3,
        stderr: expect.stringContaining("no regular file"),
      });
    expect(readFileSync(other, "utf8")).toBe("somebody's");
    const second = tempHome();
    mkdirSync(keptIn(second));
    expect(await run(second, ["login"], HF_SECRET)).toMatchObject({ code: 3 });
    const third = tempHome();
    writeFileSync(keptIn(third), "{}");
    expect(await run(third, ["logout"])).toMatchObject({
      code: 3,
      stderr: expect.stringContaining("not written by hugginggpt login"),
    });
  });

  it.skipIf(!isRoot)(
    "uses no credentials that belong to another user (only root can make such a file)",
    async () => {
      const home = tempHome();
      await run(home, ["login", "--offline"], "not-the-canary");
      chownSync(keptIn(home), 4711, 4711);
      expect(await run(home, ["config"])).toMatchObject({
        code: 3,
        stderr: expect.stringContaining("another user"),
      });
    },
  );

  it.skipIf(isRoot)("says that it cannot write (root can write anywhere)", async () => {
    const home = tempHome();
    chmodSync(home, 0o500);
    expect(await run(home, ["login", "--offline"], "not-the-canary")).toMatchObject({ code: 4 });
    chmodSync(home, 0o700);
  });
});
