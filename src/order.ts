/** Compares by UTF-16 code unit: the one order in this program, the same on every machine and in every locale. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Distinct members in code unit order. */
export const sortedSet = (members: Iterable<string>): string[] => [...new Set(members)].sort(byCodeUnit)
