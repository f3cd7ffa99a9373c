import { ERRORS_PREFIX, RECORDS_PREFIX } from "connect-ivr/internal/components/contactRecordArchive/layout";
import { secretsManager } from "connect-ivr/internal/handlers/shared/secrets";
import { type Project, readProject } from "../../engine/project";
import { namesCaller } from "../../report/archive/caller";
import { eraseCaller, type Erasure } from "../../report/archive/erase";
import { s3Bucket } from "../../report/archive/s3Bucket";
import { InputError, SIGN_IN } from "../../shared/errors";
import { deployedInstance } from "../deployedInstance";
import { requireE164 } from "../numbers";
import { print, printJson, progressLine } from "../output";

export interface EraseOptions {
  readonly stack: string;
  /** The caller's number, in E.164. */
  readonly caller: string;
  /** The archive's bucket. */
  readonly bucket: string;
  /** Whether records are erased. Default: they are counted. */
  readonly apply?: boolean;
  readonly json?: boolean;
}

/** What the stack file says of the archive. */
interface ArchiveSettings {
  readonly transform?: { readonly secretArn?: string };
  readonly existingDeliveryStream?: { readonly recordsPrefix?: string };
}

/**
 * Erases a caller from the archive of a deployed stack, or counts what it would erase.
 * @returns the exit code: 1 where something is to be erased still, or could not be read
 */
export async function erase({ stack, caller, bucket, apply = false, json }: EraseOptions): Promise<number> {
  const number = requireE164(caller, "--caller", []);
  const project = readProject(process.cwd(), stack);
  const { region, partition } = deployedInstance(project);
  // The clients of the handlers take the region from here, as they do in Lambda.
  process.env["AWS_REGION"] = region;
  const { transform, existingDeliveryStream } = settingsOf(project);
  const secret = transform?.secretArn === undefined ? undefined : await secretOf(transform.secretArn);
  const folders = [existingDeliveryStream?.recordsPrefix ?? RECORDS_PREFIX, ERRORS_PREFIX];
  const domain = partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  const { progress, done } = progressLine();
  const found = await eraseCaller(
    s3Bucket({ name: bucket, region, domain }),
    folders,
    namesCaller(number, secret),
    apply,
    progress,
  ).finally(done);
  if (json) printJson({ applied: apply, ...found });
  else print(describe(found, apply));
  return found.unreadable.length > 0 || (found.records > 0 && !apply) ? 1 : 0;
}

const settingsOf = ({ name, config }: Project): ArchiveSettings =>
  JSON.parse(config[`${name}:archive`] ?? "{}") as ArchiveSettings;

async function secretOf(arn: string): Promise<string> {
  try {
    return await secretsManager(() => undefined).read(arn);
  } catch (error) {
    const { name, message } = error as Error;
    if (name === "CredentialsProviderError") throw new InputError(`There are no AWS credentials. ${SIGN_IN}`);
    throw new InputError(
      `The key of the archive's hashes cannot be read from ${arn}: ${message} (${name}). Without it a caller is not found.`,
    );
  }
}

function describe(
  { versions, contacts, records, files, olderVersions, unreadable }: Erasure,
  applied: boolean,
): string {
  const found = `${records} records of ${contacts} contacts, in ${files} files and ${olderVersions} older versions`;
  return [
    `Looked at ${versions} versions of files.`,
    ...unreadable.map(({ key, version, problem }) => `${key} (version ${version}) ${problem}.`),
    records === 0
      ? "The archive holds nothing of this caller."
      : applied
        ? `Erased ${found}.`
        : `Found ${found}. Nothing was changed: erase them with --apply.`,
  ].join("\n");
}
