import { Fault } from "../errors/fault.js";

/** Returns true for the address of a PostgreSQL database. */
export function isDatabaseUrl(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : null;
  return url !== null && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1;
}

/**
 * Returns the address of a PostgreSQL database as it is.
 * @throws Fault CONFIG_INVALID for anything else, without showing it: it may hold a password.
 */
export function requireDatabaseUrl(value: string): string {
  if (isDatabaseUrl(value)) return value;
  const url = URL.canParse(value) ? new URL(value) : null;
  throw new Fault(
    "CONFIG_INVALID",
    "HUGGINGGPT_DATABASE_URL (database.url) is not the address of a database",
    {
      wanted: "postgres://host:5432/database",
      came: url
        ? url.pathname.length > 1
          ? `an address of ${url.protocol}//`
          : "one without a database"
        : "no address",
      next: "Correct it; characters such as @ / # ? in a password are written as %40 %2F %23 %3F.",
    },
  );
}

/** Returns a database's address without user, password and options, as people are shown it. */
export function shownDatabase(value: string): string {
  const { protocol, host, pathname } = new URL(value);
  return `${protocol}//${host}${pathname}`;
}

/** Returns the passwords in a database's address, as they are written in it and as they are; none if there is none. */
export function databaseSecrets(value: string): string[] {
  const { password, searchParams } = new URL(value);
  const all = [password, decoded(password), searchParams.get("password") ?? ""];
  return [...new Set(all)].filter((one) => one !== "");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
