/** jq compiled to WebAssembly; it has no types of its own. */
declare module "jq-web" {
  const jq: Promise<{ readonly raw: (json: string, filter: string, flags?: readonly string[]) => string }>;
  export default jq;
}
