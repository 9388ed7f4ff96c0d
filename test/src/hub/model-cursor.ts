import type { HubItem } from "./hub-row.js";

/** Where a sort key stands: numbers and texts compare, null (no value) comes last in both directions. */
export type SortValue = number | string | null;

/** The last item of a page: its sort value and its `_id`, which breaks ties in ascending order. */
export interface Keyset {
  readonly value: SortValue;
  readonly id: string;
}

/** How a listing is ordered. */
export interface Order {
  /** The field as the request names it. */
  readonly sort: string;
  readonly descending: boolean;
  /** Returns what an item is sorted by. */
  readonly valueOf: (item: HubItem) => SortValue;
}

/** Returns a cursor: base64 of a keyset condition in the form that the Hub's own cursors have. */
export function encodeCursor(order: Order, last: Keyset): string {
  const beyond = order.descending ? "$lt" : "$gt";
  const tie = { [order.sort]: last.value, _id: { $gt: last.id } };
  const rest =
    last.value === null ? [] : [{ [order.sort]: { [beyond]: last.value } }, { [order.sort]: null }];
  return Buffer.from(JSON.stringify({ $or: [tie, ...rest] })).toString("base64");
}

/** Returns what a cursor says; null for one that is garbled or was made for another order. */
export function decodeCursor(order: Order, cursor: string): Keyset | null {
  try {
    const parsed = JSON.parse(Buffer.from(cursor, "base64").toString("utf8"));
    const tie = parsed?.$or?.[0];
    const id = tie?._id?.$gt;
    const value = tie?.[order.sort];
    const usable = value === null || typeof value === "number" || typeof value === "string";
    return typeof id === "string" && usable ? { value, id } : null;
  } catch {
    // A client may send anything as a cursor; the caller answers 400.
    return null;
  }
}

/** Returns a negative number where `a` comes before `b`. */
export function compareKeys(order: Order, a: Keyset, b: Keyset): number {
  if (a.value === b.value) return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
  if (a.value === null) return 1;
  if (b.value === null) return -1;
  const ascending = a.value < b.value ? -1 : 1;
  return order.descending ? -ascending : ascending;
}

/** Returns an item's place in the order. */
export function keyOf(order: Order, item: HubItem): Keyset {
  return { value: order.valueOf(item), id: item._id };
}
