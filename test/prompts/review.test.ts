import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { phoneSystem } from "../../callFlows/phoneSystem";
import { type ContentProblem, readContent, toSsml } from "../../contentModel";
import { reviewPrompts } from "../../local/prompts/review";
import { COMPANY_CONTENT } from "../company";
import { companyContent, smallContent, SPOKEN } from "./content";
import { inCompany, ivr } from "./run";

interface Language {
  readonly language: string;
  readonly voice?: string;
  readonly engine?: string;
  readonly reviewed: boolean;
  readonly prompts: number;
  readonly gaps: readonly ContentProblem[];
  readonly problems: readonly ContentProblem[];
}

/** The command's exit code and JSON for a content folder. */
async function review(folder: string, ...args: string[]): Promise<{ code: number; languages: readonly Language[] }> {
  const { code, out } = await ivr(["prompts", "--content", folder, "--json", ...args]);
  return { code, languages: (JSON.parse(out) as { languages: Language[] }).languages };
}

const found = (languages: readonly Language[], kind: "gaps" | "problems") =>
  languages.flatMap((language) =>
    language[kind].map(({ file, line, key, message }) => ({ language: language.language, file, line, key, message })),
  );

describe("ivr prompts", () => {
  inCompany();

  it("finds nothing to mend in whole content, in any stack", async () => {
    for (const stack of ["dev", "prod"]) {
      const { code, out, err } = await ivr(["prompts", "--content", COMPANY_CONTENT, "--stack", stack]);
      expect([code, err], stack).to.deep.equal([0, ""]);
      expect(out, stack).to.match(/^3 languages, \d+ prompts, no gaps, no problems\.$/m);
      expect(out, stack).to.match(
        /^fr-CA {2}Gabrielle Neural .* prompts {2}not reviewed {2}content\/prompts\/fr-CA\.yaml$/m,
      );
    }
  });

  it("prints language, voice, engine, review and number of prompts as JSON", async () => {
    const { code, languages } = await review(smallContent().folder);
    expect(code).to.equal(0);
    expect(languages).to.deep.equal([
      { language: "en-US", voice: "Joanna", engine: "Neural", reviewed: true, prompts: SPOKEN, gaps: [], problems: [] },
      {
        language: "fr-CA",
        voice: "Gabrielle",
        engine: "Neural",
        reviewed: false,
        prompts: SPOKEN,
        gaps: [],
        problems: [],
      },
    ]);
  });

  it("holds every text of the stack's rows and flows, and no other", () => {
    const instanceArn = "arn:aws:connect:us-east-1:000000000000:instance/00000000-0000-0000-0000-000000000000";
    for (const [stack, environments] of [
      ["dev", ["dev"]],
      ["prod", ["prod", "staging"]],
    ] as const) {
      const system = phoneSystem({
        contentFolder: COMPANY_CONTENT,
        stack,
        environments,
        instanceArn,
        namePrefix: `ivr-${stack}`,
      });
      const offers = system.routingRows
        .flatMap((row) => ("option1" in row ? [row.option1, row.option2, row.option3, row.option4] : []))
        .flatMap((option) => (option ? [[option.language, option.prompt]] : []));
      const rows = system.promptRows.flatMap((row) =>
        "prompts" in row ? Object.values(row.prompts).map((text) => [row.language, toSsml(text)]) : [],
      );
      const reviews = reviewPrompts(readContent(COMPANY_CONTENT, stack), environments);
      const inFlows = reviews.flatMap(({ prompts }) => prompts.filter(({ set }) => set === "failure"));
      const said = Object.values(system.flows)
        .map(({ content }) => content)
        .join("\n");
      expect(inFlows).to.have.length(2 * reviews.length);
      for (const { ssml } of inFlows) expect(said).to.include(JSON.stringify(ssml).slice(1, -1));
      const spoken = reviews.flatMap(({ prompts }) =>
        prompts.filter(({ set }) => set !== "failure").map(({ language, ssml }) => [language, ssml]),
      );
      const distinct = (texts: readonly (readonly string[])[]): string[] =>
        [...new Set(texts.map((text) => text.join(" ")))].sort();
      expect(distinct(spoken), stack).to.deep.equal(distinct([...rows, ...offers]));
    }
  });

  it("names language, file, line and key of a prompt that is missing, with exit code 1", async () => {
    const content = companyContent();
    content.change(
      "prompts/fr-CA.yaml",
      "    holiday: Nos bureaux sont fermés aujourd'hui en raison du jour férié.\n",
      "",
    );
    const { code, languages } = await review(content.folder);
    // The place to write it is below the set's own line.
    const setLine = content.change("prompts/fr-CA.yaml", "  main:\n", "  main:\n");
    expect(code).to.equal(1);
    expect(found(languages, "gaps")).to.deep.equal([
      {
        language: "fr-CA",
        file: join("content", "prompts", "fr-CA.yaml"),
        line: setLine,
        key: "prompts.main.holiday",
        message: "The prompt holiday is missing in fr-CA.",
      },
    ]);
    expect(found(languages, "problems")).to.deep.equal([]);
    const { code: textCode, out } = await ivr(["prompts", "--content", content.folder]);
    expect(textCode).to.equal(1);
    expect(out)
      .to.include(
        `content/prompts/fr-CA.yaml:${setLine}, prompts.main.holiday: The prompt holiday is missing in fr-CA. Write it.`,
      )
      .and.include("1 gap, no problems.");
  });

  it("leaves out the menus of a phrase that is missing, and counts the rest", async () => {
    const content = smallContent();
    const before = (await review(content.folder)).languages.map(({ prompts }) => prompts);
    content.change("prompts/fr-CA.yaml", "    support: Support, {key}\n", "");
    const { languages } = await review(content.folder);
    expect(found(languages, "gaps").map(({ language, key }) => [language, key])).to.deep.equal([
      ["fr-CA", "prompts.options.support"],
    ]);
    expect(languages.map(({ prompts }) => prompts)).to.deep.equal([before[0], (before[1] as number) - 1]);
  });

  it("names SSML that is broken, that the voice does not speak, or that has no place for a key", async () => {
    const content = smallContent();
    const lines = [
      content.change("prompts/fr-CA.yaml", "init welcome in fr-CA", "<speak>Bonjour <s>et bienvenue</speak>"),
      content.change("prompts/fr-CA.yaml", "main goodbye in fr-CA", "<speak><emphasis>Au revoir</emphasis></speak>"),
      content.change("prompts/fr-CA.yaml", "Again, {key}", "Encore"),
      content.change("prompts/fr-CA.yaml", "    agent: Agent, {key}", "    agent: <speak>Agent <b>{key}</b></speak>"),
      content.change(
        "prompts/fr-CA.yaml",
        "products news in fr-CA",
        '<speak><prosody rate="slow">Des nouvelles</prosody></speak>',
      ),
    ];
    const { code, languages } = await review(content.folder);
    expect(code).to.equal(1);
    expect(found(languages, "problems").map(({ line, key }) => [line, key])).to.deep.equal([
      [lines[0], "prompts.init.welcome"],
      [lines[1], "prompts.main.goodbye"],
      [lines[3], "prompts.options.agent"],
      [lines[2], "prompts.options.repeat"],
    ]);
    expect(found(languages, "problems")[0]?.message).to.match(/^The text is not well-formed: /);
    expect(found(languages, "problems")[1]?.message).to.equal(
      "The text uses <emphasis>, which is not spoken by a Neural voice.",
    );
    expect(found(languages, "gaps")).to.deep.equal([]);
  });

  it("names a menu that is too long although each of its phrases is not", async () => {
    const phrase = (length: number): string => `${"a".repeat(length)} {key}`;
    const menuOf = (length: number): Promise<ReturnType<typeof found>> => {
      const content = smallContent({
        "fr-CA": { prompts: { options: { agent: phrase(length), repeat: phrase(length), support: phrase(length) } } },
      });
      return review(content.folder).then(({ languages }) => found(languages, "problems"));
    };
    expect(await menuOf(990)).to.deep.equal([]);
    const [problem, ...others] = await menuOf(1010);
    expect(others).to.deep.equal([]);
    expect(problem).to.deep.equal({
      language: "fr-CA",
      file: join("content", "menus.yaml"),
      line: 2,
      key: "menus.support",
      message: "The menu, put together in fr-CA, has more than 3000 characters of words.",
    });
  });

  it("speaks the layers of the stack's own environments and of the countries that its numbers serve", () => {
    const layers = {
      countries: {
        CA: { main: { morning: "Allô" }, language: { choose: "Français, {key}" } },
        CH: { language: { choose: "Das hört niemand, {key}" } },
      },
      environments: { dev: { init: { welcome: "Essai" } }, staging: { init: { welcome: "Autre essai" } } },
    };
    const spoken = reviewPrompts(readContent(smallContent({ "fr-CA": layers }).folder, "dev"), ["dev"]).flatMap(
      ({ prompts }) => prompts.filter(({ layer }) => layer !== ""),
    );
    expect(spoken.map(({ set, name, layer, ssml }) => [set, name, layer, ssml])).to.have.deep.members([
      ["language", "choose", "CA", "<speak>Français, {key}</speak>"],
      ["main", "morning", "CA", "<speak>Allô</speak>"],
      ["init", "welcome", "dev", "<speak>Essai</speak>"],
    ]);
  });

  it("speaks only what the flows themselves say in a language that no number offers", () => {
    const content = smallContent();
    content.change("countries.yaml", "      - fr-CA\n", "");
    const french = reviewPrompts(readContent(content.folder, "dev"), ["dev"]).find(
      ({ language }) => language === "fr-CA",
    );
    expect(french?.prompts.map(({ set, name }) => [set, name])).to.deep.equal([
      ["failure", "apology"],
      ["failure", "goodbye"],
    ]);
  });

  it("takes a set that the languages share for the company's own, and compares them", async () => {
    const own = { loyalty: { points: "You have {points} points", thanks: "Thank you" } };
    const whole = await review(smallContent({ "en-US": { prompts: own }, "fr-CA": { prompts: own } }).folder);
    expect([whole.code, found(whole.languages, "problems")]).to.deep.equal([0, []]);
    const parts = await review(
      smallContent({ "en-US": { prompts: own }, "fr-CA": { prompts: { loyalty: { points: "{points}" } } } }).folder,
    );
    expect([parts.code, found(parts.languages, "gaps").map(({ language, key }) => [language, key])]).to.deep.equal([
      1,
      [["fr-CA", "prompts.loyalty.thanks"]],
    ]);
    const missing = await review(smallContent({ "en-US": { prompts: own } }).folder);
    expect(found(missing.languages, "gaps").map(({ language, key }) => [language, key])).to.deep.equal([
      ["fr-CA", "prompts.loyalty.points"],
      ["fr-CA", "prompts.loyalty.thanks"],
    ]);
  });

  it("takes a set that few languages have for a slip", async () => {
    const content = companyContent();
    const line = content.change("prompts/fr-CA.yaml", "  products:\n", "  prodcts:\n");
    const { languages } = await review(content.folder);
    expect(found(languages, "problems")).to.deep.equal([
      {
        language: "fr-CA",
        file: join("content", "prompts", "fr-CA.yaml"),
        line,
        key: "prompts.prodcts",
        message: "No flow plays the prompt set prodcts.",
      },
    ]);
    expect(found(languages, "gaps").map(({ key }) => key)).to.deep.equal([
      "prompts.products.news",
      "prompts.products.offer",
    ]);
  });

  it("names a language without a file, and one whose voice does not exist", async () => {
    const content = smallContent();
    content.change("languages.yaml", "voice: Gabrielle", "voice: Gabriele");
    content.change(
      "languages.yaml",
      "  fr-CA:",
      "  it-IT:\n    name: it-IT\n    voice: Bianca\n    engine: Neural\n  fr-CA:",
    );
    const { code, languages } = await review(content.folder);
    expect(code).to.equal(1);
    expect(found(languages, "gaps").map(({ language, key }) => [language, key])).to.deep.equal([
      ["it-IT", "languages.it-IT"],
    ]);
    expect(found(languages, "problems").map(({ language, key }) => [language, key])).to.deep.equal([
      ["fr-CA", "languages.fr-CA.voice"],
    ]);
  });

  it("names a file in a language that has no voice, or that another file has too", async () => {
    const content = smallContent();
    const text = readFileSync(join(content.folder, "prompts", "fr-CA.yaml"), "utf8");
    content.write("prompts/fr-CB.yaml", text);
    content.write("prompts/fr-FR.yaml", text.replace("language: fr-CA", "language: fr-FR"));
    const { code, languages } = await review(content.folder);
    expect(code).to.equal(1);
    expect(found(languages, "problems").map(({ file, key, message }) => [file, key, message])).to.deep.equal([
      [join("content", "prompts", "fr-CB.yaml"), "language", "Another file has prompts in fr-CA too."],
      [join("content", "prompts", "fr-FR.yaml"), "language", "The language fr-FR is not known."],
    ]);
    expect(languages.at(-1))
      .to.deep.include({ language: "fr-FR", prompts: 0 })
      .and.not.have.any.keys("voice", "engine");
  });

  it("does not judge what is no prompt: the flows that a company adds are not known here", async () => {
    const content = smallContent();
    content.change("menus.yaml", "queue: support-{language}", "flow: companyFlow");
    expect((await review(content.folder)).code).to.equal(0);
  });

  it("says what it cannot read, with exit code 2", async () => {
    const broken = smallContent();
    broken.change("prompts/fr-CA.yaml", "language: fr-CA\n", "language: fr-CA\n\tx: [\n");
    const unfit = smallContent();
    unfit.change("prompts/fr-CA.yaml", "reviewed: false\n", "");
    const cases: [string[], RegExp][] = [
      [["--content", broken.folder], /content\/prompts\/fr-CA\.yaml:2: This is not YAML/],
      [
        ["--content", unfit.folder],
        /content\/prompts\/fr-CA\.yaml:\d+, reviewed: The key reviewed is missing\. Add it\./,
      ],
      [
        ["--content", join(broken.folder, "elsewhere")],
        /^There is no content in .*elsewhere\. Name its folder with --content\./,
      ],
      [["--stack", "qa"], /^There is no Pulumi\.qa\.yaml/],
    ];
    for (const [args, message] of cases) {
      const { code, out, err } = await ivr(["prompts", ...args]);
      expect([code, out], args.join(" ")).to.deep.equal([2, ""]);
      expect(err)
        .to.match(message)
        .and.not.match(/\n\s+at /);
    }
  });
});
