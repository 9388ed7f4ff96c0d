export { readTable } from "./read-table.js";
export { looksLikeTable, tableFromText } from "./table-from-text.js";
