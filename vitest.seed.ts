import fc from "fast-check";

/** Of all properties, so that a run fails for what was changed and not by chance; FC_SEED tries another. */
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_130) });
