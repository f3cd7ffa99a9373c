export { DEFAULT_QUEUE, environmentOf, languagesOf, menuOf, queueKeys, queueOf } from "./content";
export { loadContent, readContent, type ContentContext, type ContentSources, type PromptSetShape } from "./load";
export { ContentError, type ContentProblem, describeProblem } from "./problem";
export { promptRows } from "./rows/prompts";
export { routingRows, type ClaimedNumber, type RoutingSite } from "./rows/routing";
export { spokenText, ssmlProblems, toSsml } from "./ssml";
export { languageOf, voicesFor } from "./voices";
