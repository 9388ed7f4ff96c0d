export { readTable } from "./read-table.js";
export { looksLikeTable, type TableReading, tableFromText } from "./table-from-text.js";
