import { readConfig } from "./config";
import { previousRelease } from "./previousRelease";
import { deployStack } from "./stack";

export = async () => deployStack(readConfig(), await previousRelease());
