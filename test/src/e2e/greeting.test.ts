import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { runCli } from "./cli.js";
import { hugginggpt, runProgram } from "./programs.js";
import { filesUnder, tempHome } from "./temp-home.js";

/** Starts `hugginggpt` without arguments; returns what it prints. */
async function greeting(home: string, env: Readonly<Record<string, string>> = {}, isTTY = true) {
  const out = Object.assign(new PassThrough(), { isTTY, columns: 80 });
  const err = new PassThrough();
  const code = await runProgram(hugginggpt, [], {
    env: { HUGGINGGPT_HOME: home, NO_COLOR: "1", ...env },
    cwd: home,
    in: process.stdin,
    isPiped: false,
    ...{ out, err },
    onSignal: () => undefined,
    exit: () => undefined,
  });
  return { code, text: String(out.read() ?? ""), errors: String(err.read() ?? "") };
}

const examplesOf = (text: string) =>
  (text.split("\nTry\n")[1] ?? "")
    .split("\n")
    .filter((line) => line.startsWith("  "))
    .map((line) => line.trim());

describe("hugginggpt without arguments", () => {
  it("greets at a terminal: what works, what a setting adds, what to try; and changes nothing", async () => {
    const home = tempHome();
    const before = filesUnder(home);
    const { code, text, errors } = await greeting(home);
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(text).toContain("planning   by rules");
    expect(text).toContain("text to speech, summarization");
    expect(text).toContain("https://huggingface.co/settings/tokens");
    expect(text).toContain("Make calls to Inference Providers");
    expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(filesUnder(home)).toEqual(before);
  });

  it("offers examples that work as they are copied", async () => {
    const home = tempHome();
    const examples = examplesOf((await greeting(home)).text);
    expect(examples).toHaveLength(3);
    for (const line of examples) {
      const [, request = ""] = /^hugginggpt "([^"]*)"$/.exec(line) ?? [];
      const { code, stdout } = await runCli("hugginggpt", [request, "--dry-run", "--json"], { home });
      const { plan, tasks } = JSON.parse(stdout);
      expect({ line, code, tasks: plan.length }).toMatchObject({ code: 0, tasks: 1 });
      expect(tasks[0].model).toMatch(/^builtin\//);
    }
    const [, request = ""] = examples;
    const tone = await runCli("hugginggpt", [request.slice(12, -1), "-q"], { home });
    expect(tone).toMatchObject({ code: 0, stdout: expect.stringContaining("positive") });
  });

  it("says what is set, never its value, and does not ask for it again", async () => {
    const { text } = await greeting(tempHome(), {
      HF_TOKEN: "hf_secretsecret",
      OPENAI_BASE_URL: "http://127.0.0.1:9/v1",
    });
    expect(text).toContain("planning   by a language model at 127.0.0.1:9");
    expect(text).toContain("inference providers");
    expect(text).not.toContain("settings/tokens");
    expect(text).not.toContain("secretsecret");
    const offline = await greeting(tempHome(), { HF_TOKEN: "hf_secretsecret", HUGGINGGPT_OFFLINE: "1" });
    expect(offline.text).toContain("planning   by rules");
    expect(offline.text).toContain("Unset HUGGINGGPT_OFFLINE");
  });

  it("prints its help elsewhere", async () => {
    const { code, text, errors } = await greeting(tempHome(), {}, false);
    expect({ code, text }).toEqual({ code: 2, text: "" });
    expect(errors).toContain("Usage: hugginggpt [options] [command]");
    expect(errors).toContain("A request needs no command");
  });
});
