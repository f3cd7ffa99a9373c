/** Those of the named arguments that are there: what is left out has its default where it is used. */
export const given = <Args extends object, Name extends keyof Args>(
  args: Args,
  ...names: readonly Name[]
): { readonly [Key in Name]?: Exclude<Args[Key], undefined> } =>
  Object.fromEntries(names.flatMap((name) => (args[name] === undefined ? [] : [[name, args[name]]]))) as {
    [Key in Name]?: Exclude<Args[Key], undefined>;
  };
