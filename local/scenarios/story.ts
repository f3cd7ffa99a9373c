import type { ScenarioStep } from "connect-ivr/content";
import { maskDigits } from "connect-ivr/internal/handlers/shared/maskDigits";
import type { CallerAction, World } from "../simulator/world";
import type { Utterance } from "../shared/transcript";

type Hearing = ScenarioStep & { readonly does: "hears" };

/** The first step that did not come true. */
export interface Miss {
  readonly step: ScenarioStep;
  /** What was heard since the step before it; for the very next prompt, no more than that. */
  readonly heard: readonly Utterance[];
}

/** A caller who lives through the steps of a scenario, and tells which of them did not come true. */
export interface Story {
  readonly caller: World["caller"];
  readonly heard: (utterance: Utterance) => void;
  readonly leaves: () => boolean;
  miss(): Miss | undefined;
}

/** Ends what is keyed in, where the flow waits for an end. */
const END = "#";

/**
 * Plays the steps in order. A caller who still waits to hear something presses nothing; who hangs up
 * does it on what was heard before, also where nothing is asked. After the last step, or when the very
 * next prompt was another one, the caller is silent.
 * @param codeSent the one-time code that was sent to a telephone last
 */
export function storyOf(steps: readonly ScenarioStep[], codeSent: () => string | undefined = () => undefined): Story {
  let position = 0;
  let since: Utterance[] = [];
  let strayed = false;
  const goOn = (): void => {
    position++;
    since = [];
  };
  return {
    heard: (utterance) => {
      if (utterance.speaker !== "system" || utterance.to !== undefined || strayed) return;
      since.push(utterance);
      const step = steps[position];
      if (step?.does !== "hears") return;
      if (matches(step, utterance)) goOn();
      else if (step.how === "next") strayed = true;
    },
    caller: (): CallerAction => {
      const step = steps[position];
      if (strayed || step === undefined || step.does === "hears") return "silence";
      const code = step.does === "pressesTheCode" ? codeSent() : undefined;
      if (step.does === "pressesTheCode" && code === undefined) return "silence";
      goOn();
      if (step.does === "presses") return { keys: step.keys };
      if (code !== undefined) return { keys: code + END };
      return step.does === "waits" ? "silence" : "hangUp";
    },
    leaves: () => {
      const isHeard = !strayed && steps[position - 1]?.does === "hears" && steps[position]?.does === "hangsUp";
      if (isHeard) goOn();
      return isHeard;
    },
    miss: () => {
      const step = steps[position];
      return step && { step, heard: since };
    },
  };
}

/** Typographic variants of one character are one to a reader. A scenario that was recorded has long numbers masked. */
const plain = (text: string): string =>
  maskDigits(text.normalize("NFC").replaceAll("’", "'").replaceAll(/\s+/g, " ").trim());

export const textMatches = ({ how, texts }: Hearing, { text }: Utterance): boolean =>
  texts.every((wanted) => (how === "exactly" ? plain(text) === plain(wanted) : plain(text).includes(plain(wanted))));

const matches = (step: Hearing, utterance: Utterance): boolean =>
  textMatches(step, utterance) &&
  (step.language ?? utterance.language) === utterance.language &&
  (step.voice ?? utterance.voice) === utterance.voice;
