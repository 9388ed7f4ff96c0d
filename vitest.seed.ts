import fc from "fast-check";

/** Of all properties, so that a run fails for what was changed and not by chance; FC_SEED tries another. */
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_130) });

/** A proxy of whoever runs the tests would be asked for servers of this machine, which the tests make. */
for (const name of Object.keys(process.env))
  if (/^(?:https?|all|no)_proxy$/i.test(name)) delete process.env[name];

/** A stricter one would hide that a file was not made its owner's alone. */
process.umask(0o022);
