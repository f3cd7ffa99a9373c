/**
 * A view of an event that notes what is read of it: the path of each value, `?` before it where only
 * its kind was seen, so that another event with the same values at these paths has the same answer.
 */
export function watched(event: unknown, reads: Set<string>): unknown {
  const views = new WeakMap<object, object>();
  const view = (value: unknown, path: readonly string[]): unknown => {
    if (value === null || typeof value !== "object") {
      reads.add(path.join(SEPARATOR));
      return value;
    }
    reads.add(`?${path.join(SEPARATOR)}`);
    const known = views.get(value);
    if (known !== undefined) return known;
    const whole = (): void => void reads.add(path.join(SEPARATOR));
    const made = new Proxy(value, {
      get: (target, key) =>
        typeof key === "symbol"
          ? (Reflect.get(target, key) as unknown)
          : view(Reflect.get(target, key), [...path, key]),
      has: (target, key) => (whole(), Reflect.has(target, key)),
      ownKeys: (target) => (whole(), Reflect.ownKeys(target)),
      // A descriptor holds the value.
      getOwnPropertyDescriptor: (target, key) => {
        if (typeof key === "string") reads.add([...path, key].join(SEPARATOR));
        return Reflect.getOwnPropertyDescriptor(target, key);
      },
    });
    views.set(value, made);
    return made;
  };
  return view(event, []);
}

/** Stands between the steps of a path. */
export const SEPARATOR = "\u001f";
