/** Returns what stands between two lines `===NAME===`, as our prompts mark data; null where the message has no such part. */
export function section(message: string, name: string): string | null {
  const mark = new RegExp(`^(=+${name}=+)\\n(?<content>[\\s\\S]*?)\\n\\1$`, "m");
  return mark.exec(message)?.groups?.content ?? null;
}
