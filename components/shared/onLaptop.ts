import * as pulumi from "@pulumi/pulumi";
import { OFFLINE_ORGANIZATION } from "../../callFlows/instance";

/** Whether the program runs on a laptop, where nothing is deployed, and not by Pulumi itself, in a preview or not. */
export const onLaptop = (): boolean => pulumi.getOrganization() === OFFLINE_ORGANIZATION;
