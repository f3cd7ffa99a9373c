import { expect } from "chai";
import { check, type Flow, isReference, render, setQueue } from "../../flowLanguage";
import { CLEARED } from "../../callFlows/fragments/privately";
import { contactAttributes } from "../../callFlows/contactAttributes";
import { REASONS_SET } from "../../contentModel";
import { standardPromptSets, voiceSet } from "../../callFlows/promptSets";
import { STANDARD_MENU_FLOWS, STANDARD_MENU_MODULES, ENTRY_FLOW } from "../../callFlows/standardFlows";
import { flowsOf, links, MODULE_REFERENCES } from "./site";
import { alwaysSet, contactAttributesSetBy, flowAttributesSetBy, isCall, readBy, saidBy } from "./walk";

const blocksOf = ({ blocks }: Flow) => Object.entries(blocks);
const holdsArn = (content: string): boolean => /arn:[a-z]/.test(content);

for (const moduleReferences of MODULE_REFERENCES)
  describe(`The standard flows (modules: ${moduleReferences})`, () => {
    const flows = flowsOf(moduleReferences);

    it("have no problem that a check finds, not even one to be warned of", () =>
      expect(flows.flatMap(check)).to.deep.equal([]));

    it("have names of their own, among them the entry and all that menus lead to", () => {
      const names = flows.map(({ name }) => name);
      expect(new Set(names).size).to.equal(names.length);
      expect(names).to.include.members([ENTRY_FLOW, ...STANDARD_MENU_FLOWS, ...STANDARD_MENU_MODULES]);
    });

    it("hold no ARN", () => {
      for (const flow of flows) expect(holdsArn(render(flow, links)), flow.name).to.equal(false);
      const [first] = flows as [Flow];
      const arn = "arn:aws:connect:us-east-1:123456789012:instance/1/queue/2" as unknown as Parameters<
        typeof setQueue
      >[0];
      expect(
        holdsArn(
          render(
            { ...first, blocks: { ...first.blocks, wrong: setQueue(arn, { then: first.start, error: first.start }) } },
            links,
          ),
        ),
        "with one",
      ).to.equal(true);
    });

    it("name a module only by reference, or only by what the deployment fills in", () => {
      const ids = flows.flatMap((flow) =>
        blocksOf(flow).flatMap(([, { parameters }]) =>
          "FlowModuleId" in parameters ? [parameters["FlowModuleId"] as string] : [],
        ),
      );
      expect(ids).to.have.length.greaterThan(1);
      for (const id of ids)
        expect(id).to.match(moduleReferences === "dynamic" ? /^\$\./ : /^\{\{module:[a-zA-Z]+\}\}$/);
    });

    it("keep no two things in one flow attribute, but for what stands there once they are cleared", () => {
      for (const flow of flows) {
        const setters = new Map<string, string[]>();
        for (const [name, block] of blocksOf(flow))
          for (const [attribute, value] of Object.entries(flowAttributesSetBy(block)))
            if (value !== CLEARED) setters.set(attribute, [...(setters.get(attribute) ?? []), name]);
        expect(
          [...setters].filter(([, names]) => names.length > 1),
          flow.name,
        ).to.deep.equal([]);
      }
    });

    it("read a flow attribute only where it is set on every way there", () => {
      for (const flow of flows) {
        const set = alwaysSet(flow);
        const early = blocksOf(flow).flatMap(([name, block]) =>
          readBy(block, "FlowAttributes")
            .filter((attribute) => !set.get(name)?.has(attribute))
            .map((attribute) => `${name} reads ${attribute}`),
        );
        expect(early, flow.name).to.deep.equal([]);
      }
    });
  });

describe("The contract of contact attributes", () => {
  const flows = flowsOf("dynamic");
  const setters = new Map<string, Set<string>>();
  for (const flow of flows)
    for (const [, block] of blocksOf(flow))
      for (const name of Object.keys(contactAttributesSetBy(block)))
        setters.set(name, (setters.get(name) ?? new Set()).add(flow.name));

  it("names exactly the attributes that flows set", () =>
    expect([...setters.keys()].sort()).to.deep.equal(Object.keys(contactAttributes).sort()));

  it("names in setBy exactly the flows that set each of them", () => {
    for (const [name, { setBy }] of Object.entries(contactAttributes))
      expect([...(setters.get(name) ?? [])].sort(), name).to.deep.equal([...setBy].sort());
  });

  it("names exactly the values that flows write down", () => {
    const written = flows
      .flatMap((flow) => blocksOf(flow).flatMap(([, block]) => Object.entries(contactAttributesSetBy(block))))
      .filter(([, value]) => !isReference(value))
      .map(([name, value]) => `${name}: ${value}`);
    expect([...new Set(written)]).to.have.members(
      Object.entries(contactAttributes).flatMap(([name, { fixedValues }]) =>
        fixedValues.map((value) => `${name}: ${value}`),
      ),
    );
  });

  it("names in readBy every flow that reads one", () => {
    for (const flow of flows)
      for (const [block, content] of blocksOf(flow))
        for (const name of readBy(content, "Attributes")) {
          const readers: readonly string[] | undefined =
            contactAttributes[name as keyof typeof contactAttributes]?.readBy;
          expect(readers, `${flow.name}, block ${block} reads ${name}`).to.satisfy(
            (those: readonly string[] | undefined) =>
              those?.some(
                (reader) =>
                  reader === "every flow" ||
                  reader === flow.name ||
                  (reader === "agent" && flow.name === "agentGuideFlow"),
              ),
          );
        }
  });

  it("takes neither a prompt nor what a caller keyed in", () => {
    for (const flow of flows)
      for (const [block, content] of blocksOf(flow))
        for (const value of Object.values(contactAttributesSetBy(content)))
          expect(value, `${flow.name}, block ${block}`).not.to.match(/speak|StoredCustomerInput|External/);
  });
});

describe("The prompts of the tables", () => {
  const flows = flowsOf("dynamic");
  /** Prompts that a flow fetches by a set's name, keeps, and says: `flow: set.prompt`. */
  const played = flows.flatMap((flow) => {
    const said = new Set(
      blocksOf(flow).flatMap(([, block]) => (saidBy(block) === undefined ? [] : readBy(block, "FlowAttributes"))),
    );
    return blocksOf(flow).flatMap(([, block]) => {
      const { promptSet, keys } = (isCall(block) ? block.parameters["LambdaInvocationAttributes"] : {}) as {
        promptSet?: string;
        keys?: string;
      };
      const keep = flow.blocks[block.next ?? ""];
      const kept = Object.entries((keep?.parameters["FlowAttributes"] ?? {}) as Record<string, { Value: string }>);
      return promptSet === undefined
        ? []
        : (keys?.split(" ") ?? [])
            .filter((key) =>
              kept.some(([attribute, { Value }]) => Value === `$.External.${key}` && said.has(attribute)),
            )
            .map((key) => `${promptSet}.${key}`);
    });
  });

  for (const { name, prompts } of standardPromptSets.filter(({ storedIn }) => storedIn === "table"))
    it(`of the set ${name} are each played by a flow`, () =>
      expect(prompts.filter((prompt) => !played.includes(`${name}.${prompt}`))).to.deep.equal([]));

  it("hold every set that a flow fetches, besides voices and menus", () => {
    const fetched = flows.flatMap((flow) =>
      blocksOf(flow).flatMap(
        ([, { parameters }]) =>
          (parameters["LambdaInvocationAttributes"] as { promptSet?: string } | undefined)?.promptSet ?? [],
      ),
    );
    const known = [
      ...standardPromptSets.filter(({ storedIn }) => storedIn === "table").map(({ name }) => name),
      REASONS_SET,
      voiceSet.name,
      "$.Attributes.menu",
    ];
    expect(fetched.filter((set) => !known.includes(set))).to.deep.equal([]);
    expect(fetched).to.include.members(known);
  });
});
