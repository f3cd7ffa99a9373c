import type { Rule } from "../rule";
import { access } from "./access";
import { buckets } from "./buckets";
import { encryption } from "./encryption";
import { functions } from "./functions";
import { tables } from "./tables";

export const rules: readonly Rule[] = [...tables, ...functions, ...access, ...buckets, ...encryption];
