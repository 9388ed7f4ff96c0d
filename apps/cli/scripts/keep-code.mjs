// Searches a registry in an empty folder with a bundle, and keeps the compiled code of all that took beside the bundle.
// How the search ends is of no matter: whatever was compiled is kept.
import { keepCode, loadBundle } from "../bin/bundle.js";

const [file, home] = process.argv.slice(2);
process.argv.splice(2, 2, "search", "translate German speech into English text", "--home", home, "--json");
const bundle = loadBundle(file);
process.once("exit", () => keepCode(bundle));
await bundle.exports.run();
