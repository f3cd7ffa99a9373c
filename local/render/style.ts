import { FONTS } from "./block";

interface Palette {
  readonly page: string;
  readonly box: string;
  readonly border: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly failure: string;
  readonly link: string;
  readonly kinds: Readonly<Record<string, string>>;
}

const LIGHT: Palette = {
  page: "#ffffff",
  box: "#ffffff",
  border: "#b6bec9",
  ink: "#16191f",
  soft: "#545b64",
  line: "#5f6b7a",
  failure: "#b3261e",
  link: "#0550ae",
  kinds: {
    speech: "#0b6bcb",
    check: "#7a3fb5",
    setting: "#4f5b66",
    function: "#b35c00",
    transfer: "#18794e",
    end: "#b3261e",
  },
};
const DARK: Palette = {
  page: "#14181d",
  box: "#1f252c",
  border: "#4a5663",
  ink: "#eceff3",
  soft: "#aab4c0",
  line: "#94a1b0",
  failure: "#ff8f85",
  link: "#7db8ff",
  kinds: {
    speech: "#6cb2ff",
    check: "#c79bf2",
    setting: "#b3bfcc",
    function: "#f5a851",
    transfer: "#5bd0a0",
    end: "#ff8f85",
  },
};

/** Rules rather than variables: programs other than browsers, which draw SVG too, do not know variables. */
const coloured = ({ page, box, border, ink, soft, line, failure, link, kinds }: Palette): string =>
  [
    `.ivr-page,.ivr-label-back{fill:${page}}`,
    `.ivr-box{fill:${box};stroke:${border}}`,
    `.ivr-title,.ivr-name,.ivr-speech{fill:${ink}}`,
    `.ivr-detail,.ivr-note,.ivr-label{fill:${soft}}`,
    `.ivr-line{stroke:${line}}.ivr-head{fill:${line}}`,
    `.ivr-line.ivr-failure{stroke:${failure}}.ivr-head.ivr-failure,.ivr-label.ivr-failure{fill:${failure}}`,
    `.ivr-jump{fill:${link}}.ivr-jump.ivr-failure{fill:${failure}}`,
    `.ivr-entry{fill:${box};stroke:${line}}`,
    ...Object.entries(kinds).map(
      ([kind, color]) =>
        `.ivr-is-${kind} .ivr-kind{fill:${color}}.ivr-is-${kind} .ivr-stripe{stroke:${color}}.ivr-is-${kind}.ivr-ends .ivr-box{stroke:${color}}`,
    ),
  ].join("");

/** The style of a drawing, in light and in dark. */
export const STYLE = [
  ".ivr-flow text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif}",
  ".ivr-title{font-size:20px;font-weight:600}.ivr-note{font-size:13px}",
  `.ivr-kind{font-size:${FONTS.kind.size}px;font-weight:600}.ivr-name{font-size:${FONTS.name.size}px;font-weight:600}`,
  `.ivr-detail,.ivr-jump{font-size:${FONTS.detail.size}px}.ivr-speech{font-size:${FONTS.detail.size}px;font-style:italic}.ivr-label{font-size:${FONTS.label.size}px}`,
  ".ivr-box,.ivr-entry{stroke-width:1}.ivr-ends .ivr-box{stroke-width:2}.ivr-stripe{stroke-width:4;fill:none}",
  ".ivr-line{fill:none;stroke-width:1.5}.ivr-line.ivr-failure{stroke-dasharray:5 4}",
  ".ivr-flow a:hover text,.ivr-flow a:focus text{text-decoration:underline}",
  coloured(LIGHT),
  `@media (prefers-color-scheme:dark){${coloured(DARK)}}`,
].join("");
