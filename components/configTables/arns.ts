/** The maps of an environments row that hold ARNs, and the kind of ARN that belongs in each. */
const RESOURCE = { flows: "contact-flow", modules: "flow-module", queues: "queue", hours: "operating-hours" } as const;
type Kind = keyof typeof RESOURCE;

/** ARNs of another instance, or of another kind than their map says. */
export const arnProblems = (
  environment: string,
  instanceArn: string,
  maps: Readonly<Record<Kind, Readonly<Record<string, string>>>>,
): string[] =>
  (Object.keys(RESOURCE) as Kind[]).flatMap((kind) =>
    Object.entries(maps[kind])
      .filter(([, arn]) => !arn.startsWith(`${instanceArn}/${RESOURCE[kind]}/`))
      .map(
        ([key, arn]) =>
          `${environment}: ${kind}.${key} is ${arn}, which is no ${RESOURCE[kind]} of ${instanceArn}. Deploy it on this instance.`,
      ),
  );

/** Default quotas of an instance (AWS raises them on request). */
const QUOTAS: Readonly<Record<Kind, number>> = { flows: 100, modules: 200, queues: 50, hours: 100 };

/** Where an instance would hold more than AWS grants without asking. Environments share what has the same key. */
export function quotaWarnings(
  environments: readonly Readonly<Record<Kind, Readonly<Record<string, unknown>>>>[],
): string[] {
  return (Object.keys(QUOTAS) as Kind[]).flatMap((kind) => {
    const count = new Set(environments.flatMap((environment) => Object.keys(environment[kind]))).size;
    return count > QUOTAS[kind]
      ? [
          `${count} ${kind} are more than the default quota of ${QUOTAS[kind]} an instance: ask AWS to raise it before you deploy.`,
        ]
      : [];
  });
}
