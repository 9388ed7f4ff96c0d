/** Families of models that take pictures, by how their ids are written at OpenAI, the Hub, Ollama and others. */
const FAMILIES: readonly RegExp[] = [
  /\bgpt-4(o|\.1|\.5|-turbo|-vision)|\bgpt-5|\bchatgpt-4o/,
  /\bo(1|3|4-mini)(-pro)?(-\d{4}|$)/,
  /\bclaude-(3|opus|sonnet|haiku)/,
  /\bgemini\b/,
  /(^|[-_/.:\d])vl\d*([-_.:]|$)|[-_]vision\b|[-_]multimodal\b|[-_]omni\b/,
  /\b(bak)?llava|\bmoondream|\bpixtral|\bminicpm-?v|\binternvl|\bidefics|\bmolmo|\bsmolvlm|\bpaligemma/,
  /\bglm-\d(\.\d)?v\b|\bllama-?4\b|\bgemma-?3(?!n)(?!.*\b(270m|1b)\b)|\bmistral-small-?3\.[12]/,
];

/**
 * Returns true for a model of a family known to accept pictures, by its name alone: servers do not announce it, and a
 * model without vision may answer anyway, with an invented description. False for an unknown name.
 */
export function seesPictures(model: string): boolean {
  const name = model.toLowerCase();
  return FAMILIES.some((family) => family.test(name));
}
