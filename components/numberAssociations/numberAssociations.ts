import * as connect from "@pulumi/aws/connect";
import * as pulumi from "@pulumi/pulumi";
import { parseInstanceArn } from "../../callFlows/instance";
import { after } from "../shared/dependsOn";
import type { NumberAssociationsArgs } from "./args";
import { checkNumbers } from "./checks";

/**
 * The associations of claimed numbers with the flows that their calls begin in: the last of a release, behind the rows
 * that those flows look up, and the first to go.
 *
 * @example
 * const numbers = { support: { phoneNumberId, flowId } };
 * new NumberAssociations("numbers", { instanceArn, numbers }, { dependsOn: [routing] });
 */
export class NumberAssociations extends pulumi.ComponentResource {
  constructor(name: string, args: NumberAssociationsArgs, opts?: pulumi.ComponentResourceOptions) {
    checkNumbers(name, args);
    super("connect-ivr:index:NumberAssociations", name, {}, opts);
    const { id: instanceId } = parseInstanceArn(args.instanceArn);
    for (const [number, { phoneNumberId, flowId }] of Object.entries(args.numbers))
      new connect.PhoneNumberContactFlowAssociation(
        // By its id: a number that is only called otherwise must not be disconnected.
        `${name}-${phoneNumberId}`,
        { instanceId, phoneNumberId, contactFlowId: flowId },
        {
          parent: this,
          // A replacement made first would be undone by the deletion of its predecessor.
          deleteBeforeReplace: true,
          dependsOn: after(opts),
          ...(args.movedFrom !== undefined && { aliases: [formerly(args.movedFrom, number)] }),
        },
      );
    this.registerOutputs({});
  }
}

const formerly = (flowSet: pulumi.Input<string>, number: string): pulumi.Output<pulumi.Alias> =>
  pulumi.output(flowSet).apply((urn) => ({ name: `${urn.split("::").at(-1)}-${number}`, parent: urn }));
