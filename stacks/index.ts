import { orRefuse } from "../components/shared/orRefuse";
import { readConfig } from "./config";
import { previousRelease } from "./previousRelease";
import { deployStack } from "./stack";

export = async () => {
  const config = readConfig();
  const previous = await previousRelease();
  return orRefuse(() => deployStack(config, previous));
};
