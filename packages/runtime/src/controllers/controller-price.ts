import type { EndpointPrice, Registry } from "@hugginggpt/shared";

/**
 * Returns the price of a question to a controller; null if unknown. Ollama's models run here and cost nothing. A model
 * of the Hugging Face router costs what the named provider charges; without a name, the most that any of its providers
 * charges, unless one publishes no price. Other servers publish none.
 */
export async function priceOfController(name: string, registry: Registry): Promise<EndpointPrice | null> {
  if (name.startsWith("ollama:")) return { input: 0, output: 0 };
  if (!name.startsWith("hf:")) return null;
  const [id = "", suffix] = name.slice("hf:".length).split(":");
  const entry = await registry.get(id);
  const chats = (entry?.endpoints ?? []).flatMap((one) =>
    one.kind === "provider" && one.task === "conversational" && one.status === "live" ? [one] : [],
  );
  const named = chats.filter(({ provider }) => provider === suffix);
  const prices = (named.length > 0 ? named : chats).map(({ price }) => price);
  return prices.reduce<EndpointPrice | null>((most, price) => dearer(most, price), prices[0] ?? null);
}

function dearer(one: EndpointPrice | null, other: EndpointPrice | undefined): EndpointPrice | null {
  if (!one || !other) return null;
  return { input: Math.max(one.input, other.input), output: Math.max(one.output, other.output) };
}
