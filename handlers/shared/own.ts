/**
 * What a map holds under a key that a flow, a caller or a system chose. What every object inherits, such as
 * `constructor`, is nobody's entry.
 */
export const own = <Value>(map: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(map, key) ? map[key] : undefined;
