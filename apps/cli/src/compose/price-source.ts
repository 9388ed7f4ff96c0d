import type { Settings } from "@hugginggpt/shared";

const HUB = "https://huggingface.co";
const ROUTER = "https://router.huggingface.co";

/** Returns the router that is asked for prices; nothing where the Hub is a mirror and no router was named beside it. */
export function priceSource({ hfEndpoint, hfInferenceEndpoint }: Settings): { readonly router?: string } {
  return hfEndpoint !== HUB && hfInferenceEndpoint === ROUTER ? {} : { router: hfInferenceEndpoint };
}
