/** The public half of a key pair. */
export interface SecurityKeyArgs {
  /** What the private half is called in the secret: small letters, digits and hyphens. */
  name: string;
  /** The X.509 certificate of the key in PEM: RSA of 2048 to 4096 bits. */
  certificate: string;
}

export interface SecurityKeysArgs {
  /** ARN of the Amazon Connect instance. */
  instanceArn: string;
  /** Beginning of the secret's name, `<company>-<stack>`. */
  namePrefix: string;
  /**
   * One key, or two while one takes the place of the other: input is encrypted with the first, and what was
   * encrypted with either can be read. None as long as there is only the secret, for the first to be written.
   */
  keys: SecurityKeyArgs[];
  /**
   * Guards the secret and its key against deletion by Pulumi; deleted nevertheless, they can be brought back for 30
   * days. Default: false: the secret is deleted with what it holds, at once and for good, and its name is free.
   */
  protectData?: boolean;
}
