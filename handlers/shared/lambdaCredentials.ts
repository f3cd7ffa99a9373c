/**
 * Stands in bundles for the SDK's own search for credentials: Lambda gives a function those of its
 * role in the environment and nowhere else. The search through files, sign-in and instance
 * metadata is a third of a bundle.
 * @throws Error outside of Lambda, where the environment lacks them
 */
export const defaultProvider =
  () => (): Promise<{ accessKeyId: string; secretAccessKey: string; sessionToken?: string }> => {
    const {
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
    } = process.env;
    if (accessKeyId === undefined || secretAccessKey === undefined)
      return Promise.reject(new Error("The environment has no AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."));
    return Promise.resolve({ accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) });
  };
