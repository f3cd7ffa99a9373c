import { expect } from "chai";
import { spokenText, ssmlProblems, toSsml } from "../../contentModel";
import { isSsml, joinSsml, referenceProblems } from "../../contentModel/ssml";

const speak = (inside: string): string => `<speak>${inside}</speak>`;

describe("toSsml", () => {
  it("wraps plain text", () => {
    expect(toSsml("Good morning.")).to.equal("<speak>Good morning.</speak>");
  });

  it("escapes the signs that would be markup", () => {
    expect(toSsml("Research & development <now> 3 > 2")).to.equal(
      "<speak>Research &amp; development &lt;now&gt; 3 &gt; 2</speak>",
    );
  });

  it("leaves SSML as it is, also after blanks", () => {
    for (const ssml of ["<speak>a &amp; b</speak>", '\n  <speak xml:lang="fr-CA">a</speak>'])
      expect(toSsml(ssml)).to.equal(ssml);
  });

  it("makes well-formed SSML of any plain text", () => {
    for (const text of ["<", "a > b", "&amp;", "]]>", "</speak>", "\"quoted\" 'text'"])
      expect(ssmlProblems(toSsml(text), "Neural"), text).to.deep.equal([]);
  });

  it("takes for SSML only what begins with speak", () => {
    expect(["<speak>a</speak>", " <speak/>", "speak", "a <speak>b</speak>", "<break/>"].map(isSsml)).to.deep.equal([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe("spokenText", () => {
  it("gives back the words of a plain text", () => {
    for (const text of ["Good morning.", "Research & development", "1 < 2", 'say "yes"', "write &lt; so"])
      expect(spokenText(toSsml(text))).to.equal(text);
  });

  it("leaves tags out and joins the blanks", () => {
    expect(spokenText(speak('One<break time="1s"/>two\n  <prosody rate="slow">three</prosody>'))).to.equal(
      "One two three",
    );
  });

  it("speaks the alias of a substitution", () => {
    expect(spokenText(speak('Call <sub alias="Example Corporation">Example Corp</sub> now'))).to.equal(
      "Call Example Corporation now",
    );
  });

  it("writes entities as signs, each once", () => {
    expect(spokenText(speak("&amp;lt; &quot;a&quot; &apos;b&apos; &lt;c&gt;"))).to.equal("&lt; \"a\" 'b' <c>");
  });
});

describe("joinSsml", () => {
  it("makes one text of several, as sentences with a pause between them", () => {
    expect(joinSsml([speak("One."), speak("Two."), speak("Three.")])).to.equal(
      '<speak><s>One.</s><break time="300ms"/><s>Two.</s><break time="300ms"/><s>Three.</s></speak>',
    );
  });

  it("takes off the outer tag with its attributes and blanks, and no inner one", () => {
    expect(joinSsml([' <speak xml:lang="fr-CA"><p>Un</p></speak> '])).to.equal("<speak><s><p>Un</p></s></speak>");
  });

  it("gives well-formed SSML", () => {
    expect(ssmlProblems(joinSsml([toSsml("a & b"), speak('c<break time="1s"/>')]), "Neural")).to.deep.equal([]);
  });
});

describe("ssmlProblems", () => {
  const accepted: [ssml: string, engine: string][] = [
    [speak('<prosody rate="90%" volume="loud">a</prosody>'), "Neural"],
    [speak('<prosody pitch="high">a</prosody>'), "Standard"],
    [speak('<emphasis>a</emphasis><amazon:effect name="whispered">b</amazon:effect>'), "Standard"],
    [speak('<phoneme alphabet="ipa" ph="a">a</phoneme><mark name="b"/>'), "Neural"],
    [
      speak('<lang xml:lang="fr-FR">a</lang> <say-as interpret-as="digits">12</say-as> <w role="x">b</w>'),
      "Generative",
    ],
    [speak('<say-as interpret-as="spell-out">ab</say-as>'), "Standard"],
    [speak('<break strength="strong"/>a'), "Neural"],
    [speak('<break time="10s"/>'), "Neural"],
    [speak('a<break time="10000ms"/>'), "Neural"],
    [speak('a<break time="1.5s"/>'), "Neural"],
    [speak("<p>a</p><p><s>b</s></p>"), "Neural"],
    [speak('<sub alias="Corporation">Corp</sub>'), "Neural"],
    [speak("a $5, 5$ [sic]"), "Neural"],
    [speak("a".repeat(3000)), "Neural"],
    [`<speak>${'<break time="1s"/>'.repeat(332)}a</speak>`, "Neural"],
  ];
  for (const [ssml, engine] of accepted)
    it(`accepts ${ssml.slice(0, 70)} on ${engine}`, () => {
      expect(ssmlProblems(ssml, engine)).to.deep.equal([]);
    });

  const refused: [ssml: string, engine: string, problem: RegExp][] = [
    [speak("<b>a</b>"), "Neural", /<b>.*not spoken by a Neural voice/],
    [speak("<emphasis>a</emphasis>"), "Neural", /<emphasis>.*not spoken by a Neural voice/],
    [speak("<emphasis>a</emphasis>"), "Generative", /<emphasis>.*not spoken by a Generative voice/],
    [speak('<amazon:effect name="whispered">a</amazon:effect>'), "Neural", /<amazon:effect>/],
    [speak('<amazon:effect name="drc">a</amazon:effect>'), "Standard", /<amazon:effect>.*whispered/],
    [speak('<phoneme alphabet="ipa" ph="a">a</phoneme>'), "Generative", /<phoneme>.*not spoken by a Generative voice/],
    [speak('<mark name="b"/>a'), "Generative", /<mark>.*not spoken by a Generative voice/],
    [speak('<prosody pitch="high">a</prosody>'), "Neural", /<prosody>.*pitch.*Neural/],
    [speak('<prosody pitch="high">a</prosody>'), "Generative", /<prosody>.*pitch.*Generative/],
    [speak('<prosody speed="fast">a</prosody>'), "Standard", /<prosody>.*speed/],
    [speak('<say-as interpret-as="spell-out">ab</say-as>'), "Neural", /<say-as>.*Neural/],
    [speak('<say-as interpret-as="letters">ab</say-as>'), "Standard", /<say-as>.*letters.*spell-out/],
    [speak("<say-as>12</say-as>"), "Neural", /<say-as>.*interpret-as/],
    [speak("<sub>Corp</sub>"), "Neural", /<sub>.*alias/],
    [speak("<lang>a</lang>"), "Neural", /<lang>.*xml:lang/],
    [speak("<w>a</w>"), "Neural", /<w>.*role/],
    [speak("<mark/>a"), "Neural", /<mark>.*name/],
    [speak("<phoneme>a</phoneme>"), "Standard", /<phoneme>.*ph/],
    [speak('a<break strength="longer"/>'), "Neural", /<break>.*longer.*x-strong/],
    [speak('a<break time="10.1s"/>'), "Neural", /<break>.*longer than 10 s/],
    [speak('a<break time="10001ms"/>'), "Standard", /<break>.*longer than 10 s/],
    [speak('a<break time="3"/>'), "Neural", /<break>.*"3".*300ms or 2s/],
    [speak('a<break time="-1s"/>'), "Neural", /<break>.*"-1s"/],
    ["<p>a</p>", "Neural", /one <speak>/],
    [speak("a <speak>b</speak>"), "Neural", /one <speak>/],
    ["<speak>a & b</speak>", "Neural", /^is not well-formed: /],
    ["<speak>a", "Neural", /^is not well-formed: unclosed tag: speak/],
    ["<speak></speak>", "Neural", /^says nothing$/],
    [speak(" <p> </p> "), "Neural", /^says nothing$/],
    [speak("a".repeat(3001)), "Neural", /^has more than 3000 characters of words$/],
    [`<speak>${'<break time="1s"/>'.repeat(333)}a</speak>`, "Neural", /^has more than 6000 characters$/],
  ];
  for (const [ssml, engine, problem] of refused)
    it(`refuses ${ssml.slice(0, 70)} on ${engine}`, () => {
      const [first, ...others] = ssmlProblems(ssml, engine);
      expect(first).to.match(problem);
      expect(others).to.deep.equal([]);
    });

  it("says that SSML is not well-formed once, and beside a tag that is not spoken", () => {
    expect(ssmlProblems("<speak>a & b & c</speak>", "Neural")).to.have.length(1);
    expect(
      ssmlProblems("<speak><emphasis>a</speak>", "Neural").map((problem) => problem.split(" ").slice(0, 3).join(" ")),
    ).to.have.members(["uses <emphasis>, which", "is not well-formed:"]);
  });
});

describe("referenceProblems", () => {
  it("refuses what the service would take for a reference, and no amount of money", () => {
    for (const text of ["a $.Attributes.b", "a $['b']"])
      expect(referenceProblems(text)[0], text).to.match(/^has \$\. or \$\[/);
    expect(referenceProblems("It costs $5.")).to.deep.equal([]);
  });
});
