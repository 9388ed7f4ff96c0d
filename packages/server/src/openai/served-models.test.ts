import { expect, it } from "vitest";
import { z } from "zod";
import { policyOf, servedModels } from "./served-models.js";

/** What chat-ui parses; one model that does not fit makes it show none. */
const chatUi = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      description: z.string().optional(),
      providers: z
        .array(
          z.object({
            supports_tools: z.boolean().optional(),
            context_length: z.number().int().positive().optional(),
          }),
        )
        .optional(),
      architecture: z.object({ input_modalities: z.array(z.string()).optional() }).optional(),
    }),
  ),
});
/** What Open WebUI shows, and what OpenAI's own list has. */
const listed = z.object({
  object: z.literal("list"),
  data: z.array(
    z.object({
      ...{ id: z.string(), name: z.string(), owned_by: z.string() },
      ...{ object: z.literal("model"), created: z.int() },
    }),
  ),
});

it("the list of models is one that strict front ends take, and says that pictures can be sent", () => {
  const list = servedModels(1_764_000_000);
  const { data } = chatUi.parse(list);
  for (const { architecture } of data) expect(architecture?.input_modalities).toContain("image");
  expect(listed.parse(list).data.map(({ id }) => id)).toEqual(data.map(({ id }) => id));
});

it("every listed model is one that can be asked for, also with what front ends put behind a colon", () => {
  const { data } = listed.parse(servedModels(0));
  for (const { id } of data) expect(policyOf(`${id}:auto`)).toEqual(policyOf(id));
  expect(policyOf(data[0]?.id ?? "")).toEqual({});
  for (const { id } of data.slice(1)) expect(id).toBe(`hugginggpt-${policyOf(id).policy}`);
  expect(() => policyOf("gpt-5")).toThrow("There is no model gpt-5 here");
});
