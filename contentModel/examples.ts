import { X509Certificate } from "node:crypto";
import { isReservedNumber } from "./reservedNumbers";

/** Why a text is an example, and what takes its place. */
interface Example {
  readonly reason: string;
  readonly remedy: string;
}

const ZEROS = /\b0{8}(-0{4}){3}-0{12}\b|^arn:[^:]*:[^:]*:[^:]*:0{12}:/;
/** The account of an ARN. */
const ACCOUNT = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/;
/** Accounts that the documentation of AWS shows. */
const SHOWN_ACCOUNTS = ["012345678901", "111122223333", "123456789012", "444455556666", "777788889999"];
/** Domains and addresses that are kept for examples and tests (RFC 2606, RFC 6761, RFC 5737). */
const KEPT_HOST =
  /(^|\.)(example(\.(com|net|org))?|test|invalid|localhost)$|^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$/;
const CERTIFICATE = "-----BEGIN CERTIFICATE-----";
const EXAMPLE_KEY = /^example(-|$)/;

/**
 * What a text of a stack file or of a program shows to be an example: an id or account of zeros, an account that AWS
 * shows, a host that is kept for examples, a number that is kept for fiction, a certificate that is called `example-…`.
 * @param ownAccount the account that is deployed to: AWS takes no credentials but its own there, whatever it looks like
 * @returns undefined for all other texts
 */
export function exampleIn(text: string, ownAccount?: string): Example | undefined {
  const account = ACCOUNT.exec(text)?.[1];
  const host = hostOf(text);
  if (ZEROS.test(text)) return { reason: `${text} is of zeros`, remedy: "Put in your own." };
  if (account !== undefined && account !== ownAccount && SHOWN_ACCOUNTS.includes(account))
    return { reason: `${account} is an account of AWS's documents`, remedy: "Put in your own." };
  if (host !== undefined && KEPT_HOST.test(host))
    return {
      reason: `${host} is kept for examples and is nobody's`,
      remedy: "Put in your own, or leave out what has it.",
    };
  if (isReservedNumber(text)) return { reason: `${text} is kept for fiction`, remedy: "Put in a number of your own." };
  const key = text.startsWith(CERTIFICATE) ? nameOfCertificate(text) : undefined;
  return key !== undefined && isExampleKey(key)
    ? {
        reason: `nobody has the private half of ${key}`,
        remedy: "Leave the key out, deploy, and make your own: npx ivr keys new.",
      }
    : undefined;
}

/** Whether a key is called like one that stands for a key, and is never deployed. */
export const isExampleKey = (name: string): boolean => EXAMPLE_KEY.test(name);

/** The host of a URL or of an e-mail address. */
function hostOf(text: string): string | undefined {
  const host = (URL.canParse(text) && new URL(text).hostname) || /^\S+@([^\s@]+)$/.exec(text)?.[1];
  return host ? host.toLowerCase().replace(/\.+$/, "") : undefined;
}

function nameOfCertificate(pem: string): string | undefined {
  try {
    return /^CN=(.*)$/m.exec(new X509Certificate(pem).subject)?.[1];
  } catch {
    return undefined; // No certificate at all is refused where it is used.
  }
}

/**
 * Every example in settings, whatever they are called and however deep it stands, as a line with where and its remedy.
 * @param settings by name; `instanceArn` says which account is deployed to
 */
export function exampleProblems(
  settings: Readonly<Record<string, unknown>> & { readonly instanceArn: string },
): string[] {
  const ownAccount = ACCOUNT.exec(settings.instanceArn)?.[1];
  return textsIn(settings).flatMap(([path, text]) => {
    const example = exampleIn(text, ownAccount);
    return example === undefined ? [] : [`${path}: ${example.reason}. ${example.remedy}`];
  });
}

function textsIn(value: unknown, path = ""): [path: string, text: string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, path === "" ? key : `${path}.${key}`));
}
