import { expect } from "chai";
import { all, append, type Change, change, CONTEXT, marksOf, problemsOf, refuses, remove, write } from "./fixture";

const FRENCH = "prompts/fr-CA.yaml";
const ENGLISH = "prompts/en-US.yaml";
const CLOSING = "closing: Goodbye.";
const PRESS = "salesAgent: For sales, press {key}.";
const says = (text: string) => change(ENGLISH, CLOSING, `§closing: ${text}`);
const closing = "prompts.init.closing";
const words = (count: number): string => "w ".repeat(count / 2);

describe("the checks of prompts", () => {
  refuses("a prompt that is missing in a language, on the line of its set", {
    faulty: change(FRENCH, "  init:\n    welcome: Bienvenue chez Acme.\n", "  §init:\n"),
    key: "prompts.init.welcome",
    message: /The prompt welcome is missing in fr-CA/,
    remedy: /Write it/,
    twin: change(FRENCH, "welcome: Bienvenue chez Acme.", "welcome: Bonjour."),
  });

  refuses("a set that is missing in a language, on the line of the prompts", {
    faulty: all(
      change(FRENCH, "prompts:", "§prompts:"),
      change(FRENCH, "  failure:\n    apology: Nous sommes désolés.\n", ""),
    ),
    key: "prompts.failure.apology",
    message: /The prompt apology is missing in fr-CA/,
    remedy: /Write it/,
    twin: change(FRENCH, "apology: Nous sommes désolés.", "apology: Désolés."),
  });

  refuses("an option's phrase that is missing in a language in which the menu is heard", {
    faulty: change(
      FRENCH,
      "  options:\n    agent: Pour un agent, appuyez sur le {key}.\n    repeat: Pour réécouter, appuyez sur le {key}.\n    salesAgent: Pour les ventes, appuyez sur le {key}.\n",
      "  §options:\n    agent: Pour un agent, appuyez sur le {key}.\n    repeat: Pour réécouter, appuyez sur le {key}.\n",
    ),
    key: "prompts.options.salesAgent",
    message: /The prompt salesAgent is missing in fr-CA/,
    remedy: /Write it/,
    twin: change(FRENCH, "salesAgent: Pour les ventes,", "salesAgent: Pour acheter,"),
  });

  for (const fixed of ["agent", "repeat"])
    it(`asks for the phrase ${fixed}, which every menu ends with`, () => {
      const without: Change = (files) =>
        new Map(files).set(ENGLISH, (files.get(ENGLISH) as string).replace(new RegExp(`    ${fixed}: .*\n`), ""));
      expect(problemsOf(without).map(({ key }) => key)).to.deep.equal([`prompts.options.${fixed}`]);
    });

  it("does not ask for options in a language in which no menu is heard", () => {
    const unheard = all(
      change("countries.yaml", "languages: [en-US, fr-CA]", "languages: [en-US]"),
      change(FRENCH, "    repairs: Pour les réparations, appuyez sur le {key}.\n", ""),
    );
    expect(problemsOf(unheard)).to.deep.equal([]);
  });

  it("asks for the prompts of a company's own flow", () => {
    const own = { name: "news", prompts: ["headline"], placeholders: [], storedIn: "table" as const };
    const found = problemsOf((files) => files, { ...CONTEXT, promptSets: [...CONTEXT.promptSets, own] });
    expect(found.map(({ key, message }) => [key, message])).to.deep.equal(
      ["en-US", "fr-CA", "fr-FR"].map((language) => [
        "prompts.news.headline",
        `The prompt headline is missing in ${language}.`,
      ]),
    );
  });

  refuses("a reason of a menu that agents could not be told", {
    faulty: all(change(FRENCH, "  reasons:", "  §reasons:"), change(FRENCH, "    repairs: Réparations\n", "")),
    key: "prompts.reasons.repairs",
    message: /The prompt repairs is missing in fr-CA/,
    remedy: /Write it/,
    twin: change(FRENCH, "repairs: Réparations", "repairs: Bris"),
  });

  for (const own of ["none", "choosingLanguage", "agent", "noInput", "failure"])
    it(`asks for the reason ${own}, which the flows give themselves`, () => {
      const without: Change = (files) =>
        new Map(files).set(
          ENGLISH,
          (files.get(ENGLISH) as string).replace(new RegExp(`(reasons:[^]*?)    ${own}: .*\n`), "$1"),
        );
      expect(problemsOf(without).map(({ key }) => key)).to.deep.equal([`prompts.reasons.${own}`]);
    });

  refuses("a reason that no menu gives", {
    faulty: change(ENGLISH, "    repairs: Repairs\n", "    repairs: Repairs\n    §complaint: Complaint\n"),
    key: "prompts.reasons.complaint",
    message: /Nothing plays this prompt/,
    remedy: /Known: none/,
    twin: change(ENGLISH, "    repairs: Repairs\n", "    repairs: Repairs\n    # complaint: Complaint\n"),
  });

  it("takes the reasons of a company's own flow beside those of the menus, and asks for each once in every language", () => {
    const own = {
      ...CONTEXT,
      promptSets: [
        ...CONTEXT.promptSets,
        { name: "reasons", prompts: ["complaint"], placeholders: [], storedIn: "table" as const },
      ],
    };
    const written = change(ENGLISH, "    repairs: Repairs\n", "    repairs: Repairs\n    complaint: Complaint\n");
    expect(problemsOf(written, own).map(({ message }) => message)).to.deep.equal(
      ["fr-CA", "fr-FR"].map((language) => `The prompt complaint is missing in ${language}.`),
    );
  });

  refuses("a reason in SSML, which could not stand in another prompt", {
    faulty: change(ENGLISH, "repairs: Repairs", "§repairs: <speak>Repairs</speak>"),
    key: "prompts.reasons.repairs",
    message: /is SSML/,
    remedy: /plain words/,
    twin: change(ENGLISH, "repairs: Repairs", "repairs: Repairs & more"),
  });

  refuses("a prompt that nothing plays", {
    faulty: change(ENGLISH, CLOSING, `${CLOSING}\n    §farewell: Goodbye.`),
    key: "prompts.init.farewell",
    message: /Nothing plays this prompt/,
    remedy: /Known: welcome, closing/,
    twin: change(ENGLISH, CLOSING, `${CLOSING}\n    # farewell: Goodbye.`),
  });

  refuses("an option's phrase that no menu says", {
    faulty: change(ENGLISH, PRESS, `${PRESS}\n    §salesAgents: For sales, press {key}.`),
    key: "prompts.options.salesAgents",
    message: /Nothing plays this prompt/,
    remedy: /Did you mean salesAgent\?/,
    twin: change(ENGLISH, PRESS, "salesAgent: For our sales team, press {key}."),
  });

  refuses("a set that no flow plays", {
    faulty: change(ENGLISH, "  init:", "  §inti:\n    welcome: Hello.\n  init:"),
    key: "prompts.inti",
    message: /No flow plays the prompt set inti/,
    remedy: /Did you mean init\?/,
    twin: change(ENGLISH, "  init:", "  # inti:\n  init:"),
  });

  for (const [layer, text] of [
    ["environments.staging", "environments:\n  staging:\n"],
    ["countries.CA", "countries:\n  CA:\n"],
  ] as const)
    refuses(`a prompt of the layer ${layer} that nothing plays`, {
      faulty: append(ENGLISH, `${text}    init:\n      §welcom: Hello.\n`),
      key: `${layer}.init.welcom`,
      message: /Nothing plays this prompt/,
      remedy: /Did you mean welcome\?/,
      twin: append(ENGLISH, `${text}    init:\n      welcome: Hello.\n`),
    });

  refuses("a text of a layer that a voice cannot speak", {
    faulty: append(
      ENGLISH,
      "countries:\n  CA:\n    init:\n      §welcome: <speak><emphasis>Hello</emphasis></speak>\n",
    ),
    key: "countries.CA.init.welcome",
    message: /uses <emphasis>/,
    remedy: /Change the text/,
    twin: append(ENGLISH, "countries:\n  CA:\n    init:\n      welcome: <speak><p>Hello</p></speak>\n"),
  });

  refuses("an overlay of a set that is part of the flows, where nothing would play it", {
    faulty: append(ENGLISH, "countries:\n  CA:\n    §failure:\n      apology: Sorry, eh.\n"),
    key: "countries.CA.failure",
    message: /part of the flows/,
    remedy: /Move the text to prompts, or remove it/,
    twin: change(ENGLISH, "apology: We are sorry.", "apology: Sorry, eh."),
  });

  refuses("prompts for a country that is not known", {
    faulty: append(ENGLISH, "countries:\n  §CN:\n    init:\n      welcome: Hello.\n"),
    key: "countries.CN",
    message: /The country CN is not known/,
    remedy: /Did you mean C[AH]\?/,
    twin: append(ENGLISH, "countries:\n  CH:\n    init:\n      welcome: Hello.\n"),
  });

  refuses("prompts for an environment in a country that is not known", {
    faulty: append(ENGLISH, "environments:\n  §staging#CN:\n    init:\n      welcome: Hello.\n"),
    key: "environments.staging#CN",
    message: /The country CN is not known/,
    remedy: /Did you mean C[AH]\?/,
    twin: append(ENGLISH, "environments:\n  staging#CH:\n    init:\n      welcome: Hello.\n"),
  });

  for (const key of ["stagin", "stagin#CH"])
    refuses(`prompts for an environment that no stack has, under ${key}`, {
      faulty: append(ENGLISH, `environments:\n  §${key}:\n    init:\n      welcome: Hello.\n`),
      key: `environments.${key}`,
      message: /The environment stagin is not known/,
      remedy: /Did you mean staging\?/,
      twin: append(
        ENGLISH,
        `environments:\n  ${key.replace("stagin", "staging")}:\n    init:\n      welcome: Hello.\n`,
      ),
    });

  const acceptance = append(ENGLISH, "environments:\n  §acceptance:\n    init:\n      welcome: Hello.\n");
  refuses("prompts for an environment before a stack has it", {
    faulty: acceptance,
    key: "environments.acceptance",
    message: /The environment acceptance is not known/,
    remedy: /Known: dev, staging/,
    twin: all(acceptance, write("numbers/qa.yaml", "environment: acceptance\nnumbers: []\n")),
  });

  refuses("prompts for an environment to which no number of another stack is mapped", {
    faulty: acceptance,
    key: "environments.acceptance",
    message: /The environment acceptance is not known/,
    remedy: /Known: dev, staging/,
    twin: all(
      acceptance,
      write(
        "numbers/prod.yaml",
        'environment: prod\nnumbers:\n  - { name: test, e164: "+14165550142", country: CA, lineOfBusiness: sales, kind: did, environment: acceptance }\n',
      ),
    ),
  });

  refuses("a file in a language that is not known", {
    faulty: (files) =>
      new Map(files).set(
        "prompts/zz.yaml",
        (files.get(ENGLISH) as string).replace("language: en-US", "§language: en-GB"),
      ),
    key: "language",
    message: /The language en-GB is not known/,
    remedy: /Did you mean en-US\?/,
    twin: (files) => remove(ENGLISH)(new Map(files).set("prompts/zz.yaml", files.get(ENGLISH) as string)),
  });

  refuses("two files for one language", {
    faulty: (files) =>
      new Map(files).set(
        "prompts/zz.yaml",
        (files.get(ENGLISH) as string).replace("language: en-US", "§language: en-US"),
      ),
    key: "language",
    message: /Another file has prompts in en-US too/,
    remedy: /one file a language/,
    twin: (files) => remove(ENGLISH)(new Map(files).set("prompts/zz.yaml", files.get(ENGLISH) as string)),
  });
});

describe("the checks of texts", () => {
  refuses("a phrase without the key to press", {
    faulty: change(ENGLISH, PRESS, "§salesAgent: For sales, press one."),
    key: "prompts.options.salesAgent",
    message: /\{key\}, has to stand in the text once/,
    remedy: /Change the text/,
    twin: change(ENGLISH, PRESS, "salesAgent: Press {key} for sales."),
  });

  refuses("a phrase with the key to press twice", {
    faulty: change(ENGLISH, "choose: For English, press {key}.", '§choose: "{key} is for English: press {key}."'),
    key: "prompts.language.choose",
    message: /\{key\}, has to stand in the text once/,
    remedy: /Change the text/,
    twin: change(ENGLISH, "choose: For English, press {key}.", 'choose: "{key} is for English."'),
  });

  refuses("a placeholder that nothing fills", {
    faulty: says("Goodbye {name}."),
    key: closing,
    message: /The placeholder \{name\} is not filled here\.$/,
    remedy: /Change the text/,
    twin: says("Goodbye name."),
  });

  refuses("a placeholder of another set, and names those that are filled", {
    faulty: change(ENGLISH, "week: We are open from {opens} to {closes}.", "§week: We are open from {opens} to {key}."),
    key: "prompts.hours.week",
    message: /\{key\} is not filled here \(\{opens\}, \{closes\} are\)/,
    remedy: /Change the text/,
    twin: change(ENGLISH, "{opens} to {closes}", "{closes} back to {opens}"),
  });

  refuses("$. in a text, which the service would resolve", {
    faulty: says("It costs $.50."),
    key: closing,
    message: /has \$\. or \$\[/,
    remedy: /Change the text/,
    twin: says("It costs $0.50."),
  });

  refuses("a tag that only standard voices speak", {
    faulty: says("<speak><emphasis>Goodbye</emphasis></speak>"),
    key: closing,
    message: /uses <emphasis>, which is not spoken by a Neural voice/,
    remedy: /Change the text/,
    twin: all(
      says("<speak><emphasis>Goodbye</emphasis></speak>"),
      change("languages.yaml", "Joanna, engine: Neural", "Joanna, engine: Standard"),
    ),
  });

  refuses("a tag that generative voices do not speak", {
    faulty: all(
      says("<speak><mark name='a'/>Goodbye</speak>"),
      change("languages.yaml", "Joanna, engine: Neural", "Joanna, engine: Generative"),
    ),
    key: closing,
    message: /uses <mark>, which is not spoken by a Generative voice/,
    remedy: /Change the text/,
    twin: says("<speak><mark name='a'/>Goodbye</speak>"),
  });

  refuses("a break that is too long", {
    faulty: says("<speak>Bye<break time='11s'/>bye</speak>"),
    key: closing,
    message: /<break>.*longer than 10 s/,
    remedy: /Change the text/,
    twin: says("<speak>Bye<break time='10s'/>bye</speak>"),
  });

  refuses("a text that is too long", {
    faulty: says(`${words(3000)}end`),
    key: closing,
    message: /more than 3000 characters of words/,
    remedy: /Change the text/,
    twin: says(`${words(2996)}end`),
  });

  refuses("a menu whose phrases are too long together, though each is short enough", {
    faulty: all(
      change("menus.yaml", "  sales:\n", "  §sales:\n"),
      change(ENGLISH, PRESS, `salesAgent: "${words(1500)}{key}"`),
      change(ENGLISH, "productNews: For news, press {key}.", `productNews: "${words(1500)}{key}"`),
    ),
    key: "menus.sales",
    message: /in en-US, the menu has more than 3000 characters of words/,
    remedy: /Shorten its phrases/,
    twin: all(
      change(ENGLISH, PRESS, `salesAgent: "${words(1400)}{key}"`),
      change(ENGLISH, "productNews: For news, press {key}.", `productNews: "${words(1400)}{key}"`),
    ),
  });

  it("reports everything that is wrong with one text", () => {
    const text = says("<speak><emphasis>{name} $.50</emphasis></speak>");
    expect(problemsOf(text).map(({ line, key }) => ({ line, key }))).to.deep.equal(
      Array.from({ length: 3 }, () => ({ line: marksOf(text)[0]?.line, key: closing })),
    );
  });
});
